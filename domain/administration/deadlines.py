"""The verbs of an institution's own deadlines. Each public function is one unit of work."""

from __future__ import annotations

from dataclasses import dataclass

from domain.accounts.models import Institution, User
from domain.administration.events import DeadlineLifted, DeadlineSet
from domain.errors import NotAllowedNow, Stale, Unacceptable
from domain.policy import Permission, require
from domain.submissions.deadlines import WAITING_FOR_CITIZEN, Deadline, deadline_for
from domain.submissions.kinds import Kind
from domain.submissions.promises import LONGEST_DAYS, DeadlineRule, rule_for, rules_of
from domain.submissions.workflow import Status
from domain.unit_of_work import announce, transactional
from extensions import db

# The clocks an institution may set, in the order of a case's life. Verifying starts on
# receipt and goes on in triage: one promise, so one rule keeps both.
STEPS = (
    Status.RECEIVED,
    Status.NEEDS_INFO,
    Status.ASSIGNED,
    Status.IN_PROGRESS,
    Status.RESPONDED,
    Status.REPORTER_REPLIED,
    Status.REOPENED,
)
LONGEST_BASIS = 200


@dataclass(frozen=True)
class Row:
    """One step of one kind: what the house says, and what the institution set instead."""

    kind: Kind
    status: Status
    usual: Deadline
    own: DeadlineRule | None

    @property
    def days(self) -> int:
        """The days in force."""
        return self.own.days if self.own else self.usual.days

    @property
    def working(self) -> bool:
        """Whether they are working days."""
        return self.own.working if self.own else self.usual.working

    @property
    def basis(self) -> str:
        """The legal basis in force."""
        return (self.own.basis if self.own else "") or self.usual.basis

    @property
    def version(self) -> int:
        """The version of the own rule; 0 while there is none."""
        return self.own.version if self.own else 0


def table(institution: Institution) -> list[Row]:
    """Every step of every kind."""
    own = {(rule.kind, rule.status): rule for rule in rules_of(institution.id)}
    return [
        Row(kind, status, usual, own.get((kind, status)))
        for kind in Kind
        for status in STEPS
        if (usual := deadline_for(kind, status)) is not None
    ]


def row_of(institution: Institution, kind: Kind, status: Status) -> Row | None:
    """One step of one kind; None for a step no clock runs in."""
    usual = deadline_for(kind, status)
    if usual is None or status not in STEPS:
        return None
    return Row(kind, status, usual, rule_for(institution.id, kind, status))


@transactional
def set_own(
    institution: Institution, row: Row, promise: Deadline, actor: User, *, version: int
) -> DeadlineRule:
    """Promise an own time for a step from now on, or raise NotPermitted, Stale, Unacceptable.

    Promises already made stay as they were told to the citizen.
    """
    require(actor, Permission.RULES_MANAGE, institution)
    rule = rule_for(institution.id, row.kind, row.status)
    if (rule.version if rule else 0) != version:
        raise Stale
    check(row, promise)
    if rule is None:
        rule = DeadlineRule(institution_id=institution.id, kind=row.kind, status=row.status)
        db.session.add(rule)
    rule.days, rule.working, rule.basis = promise.days, promise.working, promise.basis
    db.session.flush()
    announce(
        DeadlineSet(
            actor_id=actor.id,
            institution_id=institution.id,
            kind=row.kind,
            status=row.status,
            days=promise.days,
            working=promise.working,
        )
    )
    return rule


@transactional
def lift(institution: Institution, row: Row, actor: User, *, version: int) -> None:
    """Take the house's own time again, or raise NotPermitted, NotAllowedNow, Stale."""
    require(actor, Permission.RULES_MANAGE, institution)
    rule = rule_for(institution.id, row.kind, row.status)
    if rule is None:
        raise NotAllowedNow("no own rule")
    if rule.version != version:
        raise Stale
    db.session.delete(rule)
    announce(
        DeadlineLifted(
            actor_id=actor.id, institution_id=institution.id, kind=row.kind, status=row.status
        )
    )


def check(row: Row, promise: Deadline) -> None:
    """Raise Unacceptable for a time nobody may promise, or not without a legal basis."""
    if not 1 <= promise.days <= LONGEST_DAYS:
        raise Unacceptable("days", "Tulis angka 1 sampai %(most)s.", most=LONGEST_DAYS)
    if len(promise.basis) > LONGEST_BASIS:
        raise Unacceptable("basis", "Dasar aturan paling banyak 200 huruf.")
    if promise.basis:
        return
    if row.status in WAITING_FOR_CITIZEN:
        # The citizen's own time: less of it is what needs a reason.
        if promise.days < row.usual.days or not promise.working:
            raise Unacceptable("basis", "Waktu warga menjadi lebih pendek. Tulis dasar aturannya.")
    elif promise.days > row.usual.days:
        raise Unacceptable("basis", "Lebih lama dari aturan umum. Tulis dasar aturannya.")
