"""What everyone may ask about submissions. Only a published wording is ever answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, exists, select, tuple_
from sqlalchemy.orm import aliased, joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from domain.submissions.answers import decided
from domain.submissions.kinds import Kind
from domain.submissions.models import (
    Identity,
    Monitoring,
    StatusChange,
    Submission,
)
from domain.submissions.workflow import Status
from extensions import db

RECENT = 200
ENOUGH = 10


@dataclass(frozen=True)
class Answer:
    """What the office said, when, and which unit said it."""

    body: str
    at: datetime
    unit: str | None


@dataclass(frozen=True)
class Pace:
    """The middle one of the latest first answers."""

    answers: int
    median: timedelta


def is_shown() -> ColumnElement[bool]:
    """What everyone may read: published, and never a deviation report. Said here alone."""
    return Submission.published_at.is_not(None) & (Submission.kind != Kind.DEVIATION)


def shown(kind: Kind, reference: str) -> Submission:
    """One published submission with its answers at hand, or NoResultFound."""
    statement = select(Submission).where(
        is_shown(), Submission.kind == kind, Submission.reference == reference
    )
    return db.session.scalars(statement.options(*conversation())).one()


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
    statement = select(Submission).where(is_shown(), Submission.kind == kind)
    if institution_id is not None:
        statement = statement.where(Submission.institution_id == institution_id)
    if topic:
        statement = statement.where(Submission.topic == topic)
    if before is not None:
        statement = statement.where(tuple_(*order) < tuple_(*before))
    statement = statement.order_by(*(column.desc() for column in order)).limit(limit + 1)
    return db.session.scalars(statement.options(selectinload(Submission.unit))).all()


def about_achievement(achievement_id: int, limit: int = 20) -> Sequence[Monitoring]:
    """Published monitorings of one achievement, newest first."""
    statement = (
        select(Monitoring)
        .where(is_shown(), Monitoring.achievement_id == achievement_id)
        .order_by(Monitoring.published_at.desc(), Monitoring.id.desc())
        .limit(limit)
    )
    return db.session.scalars(statement.options(*conversation())).all()


def conversation() -> tuple[ExecutableOption, ...]:
    """What an answer is read from."""
    return (
        joinedload(Submission.unit),
        selectinload(Submission.messages),
        selectinload(Submission.history).joinedload(StatusChange.unit),
    )


def answers(submission: Submission) -> list[Answer]:
    """The office's answers that somebody chose to show beside the public wording."""
    return [
        Answer(message.body, message.at, change.unit.name if change.unit else None)
        for message, change in decided(submission)
        if message.is_public
    ]


def sender(submission: Submission) -> str:
    """The name a citizen asked to show, or nothing."""
    return submission.name if submission.identity is Identity.NAMED else ""


def pace(institution_id: int) -> Pace | None:
    """How soon a first answer comes, of the latest ones; None where too few tell."""
    earlier = aliased(StatusChange)
    statement = (
        select(Submission.received_at, StatusChange.at)
        .join(StatusChange, StatusChange.submission_id == Submission.id)
        .where(
            Submission.institution_id == institution_id,
            Submission.kind != Kind.DEVIATION,  # not even a number tells of a report
            StatusChange.target == Status.RESPONDED,
            ~exists().where(
                earlier.submission_id == StatusChange.submission_id,
                earlier.target == Status.RESPONDED,
                earlier.id < StatusChange.id,
            ),
        )
        .order_by(StatusChange.id.desc())
        .limit(RECENT)
    )
    waits = sorted(at - received for received, at in db.session.execute(statement))
    return Pace(len(waits), waits[len(waits) // 2]) if len(waits) >= ENOUGH else None
