"""The book of acts, as rows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, synonym

from domain.policy import Role
from extensions import Base

HOUSE = 0
"""The chain of acts that concern no single institution."""


class LedgerEntry(Base):
    """One announced event: who, in which role, what, which, when. Ids and codes, never text.

    ``chain`` is the institution's id, or ``HOUSE``. Triggers of the database refuse to
    change or delete an entry (migration 0002).
    """

    __tablename__ = "ledger_entries"
    __table_args__ = (
        UniqueConstraint("chain", "seq"),
        Index(None, "chain", "name", "seq"),
        Index(None, "chain", "actor_id", "seq"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chain: Mapped[int]
    seq: Mapped[int]
    at: Mapped[datetime]
    name: Mapped[str]
    actor_id: Mapped[int | None]
    role: Mapped[Role | None]
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    previous: Mapped[str]
    hash: Mapped[str]

    # Whose book this is, in the policy's words.
    institution_id: Mapped[int] = synonym("chain")


class LedgerHead(Base):
    """Where a chain ends, and how far the public log holds it. Writers take turns on this row."""

    __tablename__ = "ledger_heads"

    chain: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int]
    hash: Mapped[str]
    anchored: Mapped[int] = mapped_column(default=0)
