"""What everyone may ask about submissions. Only a published wording is ever answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import aliased, joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from domain.submissions.kinds import Kind
from domain.submissions.models import (
    Audience,
    Identity,
    Message,
    Monitoring,
    StatusChange,
    Submission,
)
from domain.submissions.workflow import Status
from extensions import db

# The steps whose message is the office's word on the matter; a question is not.
DECISIONS = frozenset({Status.RESPONDED, Status.REFERRED, Status.ARCHIVED})
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
    """The clause of what everyone may read: published, and never a deviation report."""
    return Submission.published_at.is_not(None) & (Submission.kind != Kind.DEVIATION)


def shown(kind: Kind, reference: str) -> Submission:
    """One published submission with its answers at hand, or NoResultFound."""
    statement = select(Submission).where(
        is_shown(), Submission.kind == kind, Submission.reference == reference
    )
    return db.session.scalars(statement.options(*conversation())).one()


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
    """The office's words that came with a decision; never a citizen's, never a question."""
    found: dict[int, Answer] = {}
    for change in submission.history:
        message = said_with(submission, change) if change.target in DECISIONS else None
        if message is not None:
            unit = change.unit.name if change.unit else None
            found[message.id] = Answer(message.body, message.at, unit)
    return list(found.values())


def said_with(submission: Submission, change: StatusChange) -> Message | None:
    """The message its author wrote to the citizen in the same step, just before it."""
    said = [
        message
        for message in submission.messages
        if message.audience is Audience.CITIZEN
        and message.author_id is not None
        and message.author_id == change.actor_id
        and message.at <= change.at
    ]
    return said[-1] if said else None


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
