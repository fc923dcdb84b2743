"""Questions about submissions. Nothing here changes a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, func, tuple_
from sqlalchemy.orm import joinedload, selectin_polymorphic, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from domain import codes
from domain.accounts.models import Membership, User
from domain.clock import today
from domain.integrity.models import Undeclared
from domain.policy import Permission, may, visible
from domain.reference.queries import calendar_days, days_off, holidays
from domain.submissions.deadlines import WAITING_FOR_CITIZEN
from domain.submissions.kinds import Kind
from domain.submissions.models import (
    Deviation,
    Message,
    Monitoring,
    Proposal,
    StatusChange,
    Submission,
)
from domain.submissions.workflow import FINAL, Status
from domain.workdays import add_working_days, working_days_between
from extensions import db

PAGE = 25
EVERYTHING: tuple[ORMOption, ...] = (
    selectin_polymorphic(Submission, [Monitoring, Proposal, Deviation]),
    selectinload(Submission.history).options(
        joinedload(StatusChange.actor).lazyload(User.memberships),
        joinedload(StatusChange.unit),
        joinedload(StatusChange.hat).lazyload(Membership.unit),
    ),
    selectinload(Submission.messages).joinedload(Message.author).lazyload(User.memberships),
    selectinload(Submission.attachments),
    joinedload(Submission.unit),
)
NEAR_DAYS = 2
HOLIDAY_HORIZON = timedelta(days=30)


class Urgency(StrEnum):
    """Whose turn it is, and how soon."""

    LATE = "late"
    NEAR = "near"
    WAITING = "waiting"


@dataclass(frozen=True)
class TimeLeft:
    """Working days until a due date, or since it when ``late``."""

    days: int
    late: bool


@dataclass(frozen=True)
class Tally:
    """How many cases stand in each status, and how many are late, near or wait."""

    statuses: dict[Status, int]
    urgencies: dict[Urgency, int]


@dataclass(frozen=True)
class QueueFilter:
    """What the staff queue is narrowed to; empty fields narrow nothing."""

    status: Status | None = None
    kind: Kind | None = None
    unit_id: int | None = None
    text: str = ""
    urgency: Urgency | None = None


def visible_to(actor: User) -> Select[Submission]:
    """Every submission ``actor`` may read: where each staff query starts."""
    clause = visible(actor, Permission.SUBMISSION_READ, Submission)
    return db.select(Submission).where(clause)


def case(actor: User, reference: str) -> Submission:
    """One submission, whole, or NoResultFound: a stranger's case does not exist.

    Raises Undeclared for a report its reader must first declare no conflict of interest on.
    """
    statement = visible_to(actor).filter_by(reference=reference).options(*EVERYTHING)
    found = db.session.scalars(statement).one()
    if not may(actor, Permission.SUBMISSION_OPEN, found):
        raise Undeclared
    return found


def outline(actor: User, reference: str) -> Submission:
    """One submission of which only number, kind, status and deadline may be told."""
    return db.session.scalars(visible_to(actor).filter_by(reference=reference)).one()


def opened(actor: User, rows: Sequence[Submission]) -> set[int]:
    """Which of ``rows`` show their words to ``actor``; only reports are asked about."""
    reports = [row.id for row in rows if row.kind is Kind.DEVIATION]
    if not reports:
        return {row.id for row in rows}
    clause = visible(actor, Permission.SUBMISSION_OPEN, Submission)
    statement = db.select(Submission.id).where(Submission.id.in_(reports), clause)
    closed = set(reports) - set(db.session.scalars(statement))
    return {row.id for row in rows if row.id not in closed}


def references(actor: User, ids: Iterable[int]) -> dict[int, str]:
    """The numbers of those of some submissions that ``actor`` may see."""
    statement = visible_to(actor).where(Submission.id.in_(set(ids)))
    rows = db.session.execute(statement.with_only_columns(Submission.id, Submission.reference))
    return {row.id: row.reference for row in rows}


def seen_by(actor: User) -> Callable[[ColumnElement[int]], ColumnElement[bool]]:
    """What asks of any column of ids, row by row, whether ``actor`` may know of the submission."""
    clause = visible(actor, Permission.SUBMISSION_READ, Submission)

    def is_seen(number: ColumnElement[int]) -> ColumnElement[bool]:
        return db.select(Submission.id).where(Submission.id == number, clause).exists()

    return is_seen


def queue(
    actor: User, wanted: QueueFilter, after: tuple[date, int] | None = None
) -> Sequence[Submission]:
    """What waits, the most urgent first; one more than a page tells that more follow.

    A finished status has no clock: its cases come newest first, ``after`` by id alone.
    """
    statement = narrowed(visible_to(actor), wanted, actor).options(joinedload(Submission.unit))
    if wanted.urgency is not None:
        statement = statement.where(urgent(actor)[wanted.urgency])
    if wanted.status in FINAL:
        if after is not None:
            statement = statement.where(Submission.id < after[1])
        statement = statement.order_by(Submission.id.desc())
    else:
        statement = statement.where(Submission.due_on.is_not(None))
        if after is not None:
            statement = statement.where(tuple_(Submission.due_on, Submission.id) > tuple_(*after))
        statement = statement.order_by(Submission.due_on, Submission.id)
    return db.session.scalars(statement.limit(PAGE + 1)).all()


def narrowed(statement: Select[Submission], wanted: QueueFilter, actor: User) -> Select[Submission]:
    """``statement`` with the filter's conditions; words are sought where ``actor`` may read."""
    if wanted.status is not None:
        statement = statement.where(Submission.status == wanted.status)
    if wanted.kind is not None:
        statement = statement.where(Submission.kind == wanted.kind)
    if wanted.unit_id is not None:
        statement = statement.where(Submission.unit_id == wanted.unit_id)
    if wanted.text:
        readable = visible(actor, Permission.SUBMISSION_OPEN, Submission)
        statement = statement.where(
            (Submission.title.icontains(wanted.text, autoescape=True) & readable)
            | (Submission.reference == wanted.text.upper())
        )
    return statement


def tally(actor: User) -> Tally:
    """How many cases ``actor`` may read stand where, and how urgent: one walk of one index."""
    day, soon = calendar(actor)
    statement = (
        db.select(Submission.status, Submission.due_on, func.count())
        .where(visible(actor, Permission.SUBMISSION_READ, Submission))
        .group_by(Submission.status, Submission.due_on)
    )
    statuses: Counter[Status] = Counter()
    urgencies = Counter(dict.fromkeys(Urgency, 0))
    for status, due, amount in db.session.execute(statement):
        statuses[status] += amount
        urgency = urgency_of(status, due, day, soon)
        if urgency is not None:
            urgencies[urgency] += amount
    return Tally(statuses, urgencies)


def calendar(actor: User) -> tuple[date, date]:
    """Today, and the last day that is near, on the actor's own calendar."""
    home = actor.institution
    day = today(home.timezone if home else "Asia/Jakarta")
    off = holidays(day, HOLIDAY_HORIZON.days, home.id if home else None)
    return day, add_working_days(day, NEAR_DAYS, off)


def urgency_of(status: Status, due: date | None, day: date, soon: date) -> Urgency | None:
    """How urgent a case due on ``due`` is; None where no clock runs or there is time."""
    if due is None or (status not in WAITING_FOR_CITIZEN and due > soon):
        return None
    if status in WAITING_FOR_CITIZEN:
        return Urgency.WAITING
    return Urgency.LATE if due < day else Urgency.NEAR


def urgent(actor: User) -> dict[Urgency, ColumnElement[bool]]:
    """What ``urgency_of`` says, as clauses."""
    day, soon = calendar(actor)
    ours = Submission.status.not_in(WAITING_FOR_CITIZEN)
    return {
        Urgency.LATE: and_(ours, Submission.due_on < day),
        Urgency.NEAR: and_(ours, Submission.due_on.between(day, soon)),
        Urgency.WAITING: and_(~ours, Submission.due_on.is_not(None)),
    }


def time_left(submissions: Iterable[Submission]) -> dict[int, TimeLeft]:
    """How long each running clock still has, by submission; one holidays query for them all."""
    running = [(s, s.due_on, today(s.institution.timezone)) for s in submissions if s.due_on]
    if not running:
        return {}
    known = calendar_days(
        min(min(due, day) for _, due, day in running),
        max(max(due, day) for _, due, day in running),
    )
    left = {}
    for submission, due, day in running:
        off = days_off(known, submission.institution_id)
        days = working_days_between(min(due, day), max(due, day), off)
        left[submission.id] = TimeLeft(days, late=due < day)
    return left


def after(submission: Submission, due: date | None, actor: User) -> Submission | None:
    """What the office should take up next, once ``submission`` (due on ``due``) is done."""
    place = (Submission.due_on, Submission.id)
    ours = visible_to(actor).where(
        Submission.due_on.is_not(None),
        Submission.status.not_in(WAITING_FOR_CITIZEN),
        Submission.id != submission.id,
    )
    first = ours.order_by(*place).limit(1)
    following = first.where(tuple_(*place) > tuple_(due, submission.id)) if due else first
    return db.session.scalar(following) or db.session.scalar(first)


def by_code(typed: str) -> Submission | None:
    """The submission a secret code opens, or None; a wrong code costs the same look-up."""
    code = codes.normalised(typed)
    statement = db.select(Submission).filter_by(code_lookup=codes.lookup(code))
    return db.session.scalar(statement.options(*EVERYTHING))


def own(submission_id: int) -> Submission:
    """The citizen's own submission, once its code was shown; NoResultFound if it is gone."""
    statement = db.select(Submission).filter_by(id=submission_id).options(*EVERYTHING)
    return db.session.scalars(statement).one()
