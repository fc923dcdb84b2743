"""Declarations of interest, kept for good."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, ForeignKey, Index, UniqueConstraint, inspect, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.ext.hybrid import hybrid_method
from sqlalchemy.orm import Mapped, aliased, mapped_column, relationship

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
    report: Mapped[Any] = relationship("Submission", viewonly=True)

    # Only reports of deviations ask for a declaration; the policy asks of which kind it is.
    kind: ClassVar[str] = "deviation"

    @hybrid_method
    def is_about_none_of(self, unit_ids: frozenset[int]) -> bool:
        """Whether its report is about no unit of these."""
        return bool(self.report.is_about_none_of(unit_ids))

    @is_about_none_of.inplace.expression  # type: ignore[attr-defined]  # the stubs forget it
    @classmethod
    def _is_about_none_of(cls, unit_ids: frozenset[int]) -> ColumnElement[bool]:
        """The same as SQL."""
        report = inspect(cls).relationships["report"].entity.class_
        return cls.report.has(report.is_about_none_of(unit_ids))

    @hybrid_method
    def is_clear_of(self, user_id: int) -> bool:
        """Whether somebody declared no conflict of interest on its report so far."""
        return bool(self.report.is_clear_of(user_id))

    @is_clear_of.inplace.expression  # type: ignore[attr-defined]
    @classmethod
    def _is_clear_of(cls, user_id: int) -> ColumnElement[bool]:
        """The same as SQL."""
        other = aliased(cls)
        conflict = (other.user_id == user_id) & (other.outcome == Outcome.CONFLICT)
        return ~select(other.id).where(other.submission_id == cls.submission_id, conflict).exists()
