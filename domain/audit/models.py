"""Entries of the book of acts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlalchemy.orm import Mapped, mapped_column

from extensions import Base


class AuditEntry(Base):
    """One announced event: who, what, which, when. Ids and codes only, never text."""

    __tablename__ = "audit_entries"
    __table_args__ = (Index(None, "institution_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int | None]
    name: Mapped[str]
    actor_id: Mapped[int | None]
    at: Mapped[datetime]
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
