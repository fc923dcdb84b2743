"""What an institution itself promises: its own deadlines, where it set any."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from domain.submissions.deadlines import Deadline, deadline_for
from domain.submissions.kinds import Kind
from domain.submissions.workflow import Status
from extensions import Base, db


class DeadlineRule(Base):
    """One step's time for one kind at one institution, in place of the house's own."""

    __tablename__ = "deadline_rules"
    __table_args__ = (UniqueConstraint("institution_id", "kind", "status"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institutions.id"))
    kind: Mapped[Kind]
    status: Mapped[Status]
    days: Mapped[int]
    working: Mapped[bool] = mapped_column(default=True)
    basis: Mapped[str]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


def promised(institution_id: int, kind: Kind, status: Status) -> Deadline | None:
    """The clock of ``status`` here: the institution's own, else the house's; None for none."""
    usual = deadline_for(kind, status)
    if usual is None:
        return None
    rule = rule_for(institution_id, kind, status)
    return Deadline(rule.days, rule.basis or usual.basis, rule.working) if rule else usual


def rule_for(institution_id: int, kind: Kind, status: Status) -> DeadlineRule | None:
    """The institution's own rule for one step, if it set one."""
    statement = db.select(DeadlineRule).filter_by(
        institution_id=institution_id, kind=kind, status=status
    )
    return db.session.scalar(statement)


def rules_of(institution_id: int) -> Sequence[DeadlineRule]:
    """Every deadline the institution set itself."""
    statement = db.select(DeadlineRule).filter_by(institution_id=institution_id)
    return db.session.scalars(statement.order_by(DeadlineRule.id)).all()
