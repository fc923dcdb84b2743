"""What an institution itself promises: its own deadlines, where it set any."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from domain.accounts.models import Institution
from domain.clock import today
from domain.reference.queries import holidays
from domain.submissions.deadlines import Deadline, deadline_for
from domain.submissions.kinds import Kind
from domain.submissions.workflow import Status
from domain.workdays import add_working_days
from extensions import Base, db

# Nobody promises more; holidays and weekends stretch it to no more calendar days than HORIZON.
LONGEST_DAYS = 120
HORIZON_DAYS = 200
# Verifying begins on receipt and goes on in triage: one promise, one rule.
RULED_BY = {Status.IN_TRIAGE: Status.RECEIVED}


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
    rule = rule_for(institution_id, kind, RULED_BY.get(status, status))
    return Deadline(rule.days, rule.basis or usual.basis, rule.working) if rule else usual


def last_day(
    institution: Institution, kind: Kind, status: Status, start: date | None = None
) -> date | None:
    """The day a clock started on ``start``, or today, runs out here; None for none."""
    deadline = promised(institution.id, kind, status)
    if deadline is None:
        return None
    start = start or today(institution.timezone)
    if not deadline.working:
        return start + timedelta(days=deadline.days)
    return add_working_days(start, deadline.days, holidays(start, HORIZON_DAYS, institution.id))


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
