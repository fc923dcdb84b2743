"""Questions about submissions. Nothing here changes a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, tuple_
from sqlalchemy.orm import selectin_polymorphic, selectinload

from domain import codes
from domain.accounts.models import User
from domain.policy import Permission, visible
from domain.submissions.kinds import Kind
from domain.submissions.models import Deviation, Message, Monitoring, Proposal, Submission
from domain.submissions.workflow import FINAL, Status
from extensions import db

PAGE = 25
EVERYTHING = (
    selectin_polymorphic(Submission, [Monitoring, Proposal, Deviation]),
    selectinload(Submission.history),
    selectinload(Submission.messages).selectinload(Message.author),
    selectinload(Submission.attachments),
    selectinload(Submission.unit),
)


@dataclass(frozen=True)
class QueueFilter:
    """What the staff queue is narrowed to; empty fields narrow nothing."""

    status: Status | None = None
    kind: Kind | None = None
    unit_id: int | None = None
    text: str = ""


def visible_to(actor: User) -> Select[Submission]:
    """Every submission ``actor`` may read: where each staff query starts."""
    clause = visible(actor, Permission.SUBMISSION_READ, Submission)
    return db.select(Submission).where(clause)


def case(actor: User, reference: str) -> Submission:
    """One submission, whole, or NoResultFound: a stranger's case does not exist."""
    statement = visible_to(actor).filter_by(reference=reference).options(*EVERYTHING)
    return db.session.scalars(statement).one()


def queue(
    actor: User, wanted: QueueFilter, after: tuple[date, int] | None = None
) -> Sequence[Submission]:
    """What waits, the most urgent first; one more than a page tells that more follow.

    A finished status has no clock: its cases come newest first, ``after`` by id alone.
    """
    statement = narrowed(visible_to(actor), wanted).options(selectinload(Submission.unit))
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


def narrowed(statement: Select[Submission], wanted: QueueFilter) -> Select[Submission]:
    """``statement`` with the filter's conditions."""
    if wanted.status is not None:
        statement = statement.where(Submission.status == wanted.status)
    if wanted.kind is not None:
        statement = statement.where(Submission.kind == wanted.kind)
    if wanted.unit_id is not None:
        statement = statement.where(Submission.unit_id == wanted.unit_id)
    if wanted.text:
        statement = statement.where(
            Submission.title.icontains(wanted.text, autoescape=True)
            | (Submission.reference == wanted.text.upper())
        )
    return statement


def counts(actor: User) -> dict[Status, int]:
    """How many submissions ``actor`` may read stand in each status."""
    statement = (
        db.select(Submission.status, func.count())
        .where(visible(actor, Permission.SUBMISSION_READ, Submission))
        .group_by(Submission.status)
    )
    return dict(db.session.execute(statement).all())


def by_code(typed: str) -> Submission | None:
    """The submission a secret code opens, or None; a wrong code costs the same look-up."""
    code = codes.normalised(typed)
    statement = db.select(Submission).filter_by(code_lookup=codes.lookup(code))
    return db.session.scalar(statement.options(*EVERYTHING))


def own(submission_id: int) -> Submission:
    """The citizen's own submission, once its code was shown; NoResultFound if it is gone."""
    statement = db.select(Submission).filter_by(id=submission_id).options(*EVERYTHING)
    return db.session.scalars(statement).one()


def published(
    kind: Kind,
    *,
    institution_id: int | None = None,
    topic: str = "",
    before: tuple[datetime, int] | None = None,
    limit: int = 20,
) -> Sequence[Submission]:
    """What everyone may read of a kind, newest first; one more than ``limit`` tells of more."""
    order = (Submission.published_at, Submission.id)
    statement = db.select(Submission).where(
        Submission.kind == kind,
        Submission.kind != Kind.DEVIATION,
        Submission.published_at.is_not(None),
    )
    if institution_id is not None:
        statement = statement.where(Submission.institution_id == institution_id)
    if topic:
        statement = statement.where(Submission.topic == topic)
    if before is not None:
        statement = statement.where(tuple_(*order) < tuple_(*before))
    statement = statement.order_by(*(column.desc() for column in order)).limit(limit + 1)
    return db.session.scalars(statement.options(selectinload(Submission.unit))).all()


def public_page(kind: Kind, reference: str) -> Submission:
    """One published submission of a public kind, or NoResultFound."""
    statement = db.select(Submission).where(
        Submission.kind == kind,
        Submission.kind != Kind.DEVIATION,
        Submission.reference == reference,
        Submission.published_at.is_not(None),
    )
    return db.session.scalars(statement.options(*EVERYTHING)).one()
