"""Whose case is open in this browser, for how long, and what it may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from flask import session
from sqlalchemy.exc import NoResultFound

from domain.attachments.models import Attachment
from domain.clock import now, today
from domain.reference.queries import holidays
from domain.submissions import queries
from domain.submissions.deadlines import WAITING_FOR_CITIZEN
from domain.submissions.models import Audience, Message, Submission
from domain.submissions.promises import promised
from domain.workdays import working_days_between

KEY = "lacak"
IDLE = timedelta(minutes=15)
ABSOLUTE = timedelta(minutes=60)


@dataclass(frozen=True)
class Promise:
    """The date the next step is due, and the working days until then (or since)."""

    due_on: date
    days: int
    late: bool
    citizens_turn: bool
    basis: str


def open_case(submission: Submission) -> None:
    """Let this browser see one submission for a while."""
    moment = int(now().timestamp())
    session[KEY] = {"id": submission.id, "since": moment, "seen": moment}


def close_case() -> None:
    """Let this browser see none."""
    session.pop(KEY, None)


def open_submission() -> Submission | None:
    """The submission this browser has opened with its code; None once time is up."""
    held = session.get(KEY)
    if held is None:
        return None
    moment = now().timestamp()
    idle, age = moment - held["seen"], moment - held["since"]
    if idle > IDLE.total_seconds() or age > ABSOLUTE.total_seconds():
        close_case()
        return None
    session[KEY] = held | {"seen": int(moment)}
    try:
        return queries.own(held["id"])
    except NoResultFound:
        close_case()
        return None


def messages_for_citizen(submission: Submission) -> list[Message]:
    """The words between citizen and office; internal notes stay inside."""
    return [m for m in submission.messages if m.audience is Audience.CITIZEN]


def files_for_citizen(submission: Submission) -> list[Attachment]:
    """The submission's files, without those of internal notes."""
    told = {None, *(message.id for message in messages_for_citizen(submission))}
    return [file for file in submission.attachments if file.message_id in told]


def promise_of(submission: Submission) -> Promise | None:
    """When the next step is due, counted in the institution's working days."""
    due_on = submission.due_on
    if due_on is None:
        return None
    rule = promised(submission.institution_id, submission.kind, submission.status)
    day = today(submission.institution.timezone)
    span = abs((due_on - day).days) + 1
    days_off = holidays(min(day, due_on), span, submission.institution_id)
    return Promise(
        due_on=due_on,
        days=abs(working_days_between(day, due_on, days_off)),
        late=due_on < day,
        citizens_turn=submission.status in WAITING_FOR_CITIZEN,
        basis=rule.basis if rule else "",
    )
