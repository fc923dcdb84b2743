"""Declarations of interest, kept for good."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.accounts.models import User
from domain.clock import now
from domain.policy import Role
from extensions import Base


class Addressee(StrEnum):
    """Who reads a submission first: the inspectorate, or above it the institution's head."""

    INSPECTORATE = "inspectorate"
    HEAD = "head"


class Outcome(StrEnum):
    """What somebody declared."""

    CLEAR = "clear"
    CONFLICT = "conflict"


class Ground(StrEnum):
    """Where a conflict of interest comes from (PermenPANRB 17/2024)."""

    FAMILY = "family"
    BUSINESS = "business"
    AFFILIATION = "affiliation"
    FORMER_POST = "former_post"
    OTHER = "other"


class Undeclared(NoResultFound):
    """A report that stays closed to its reader until they declare their interests."""


class Declaration(Base):
    """What one person declared on one report, in which words, under which hat, when."""

    __tablename__ = "declarations"
    __table_args__ = (
        UniqueConstraint("submission_id", "user_id", "outcome"),
        Index(None, "institution_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institutions.id"))
    addressee: Mapped[Addressee]
    reference: Mapped[str]
    role: Mapped[Role]
    outcome: Mapped[Outcome]
    ground: Mapped[Ground | None]
    words: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)

    user: Mapped[User] = relationship()
