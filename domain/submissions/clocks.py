"""When a step is due, and the whole: going back and forth never gives more time.

A step keeps the first deadline it was given since the citizen last set the case going. The
answer is due from receipt; only the working days spent waiting for the citizen are added.
"""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from domain.clock import today
from domain.reference.queries import holidays
from domain.submissions.deadlines import WAITING_FOR_CITIZEN
from domain.submissions.models import StatusChange, Submission
from domain.submissions.promises import HORIZON_DAYS, RULED_BY, last_day
from domain.submissions.workflow import FINAL, WITH_UNIT, Status
from domain.workdays import add_working_days, working_days_between

# What sets the office's clocks going anew, each time.
BEGINNINGS = frozenset({Status.RECEIVED, Status.REOPENED, Status.REPORTER_REPLIED})


def set_clocks(submission: Submission, source: Status | None, target: Status) -> None:
    """Say until when ``target`` lasts, entered now from ``source``, and when the answer is due."""
    if source is Status.NEEDS_INFO and submission.answer_by is not None:
        submission.answer_by = later(submission, submission.answer_by)
    elif target in BEGINNINGS:
        submission.answer_by = last_day(submission.institution, submission.kind, Status.IN_PROGRESS)
    submission.due_on = due_on(submission, source, target)


def due_on(submission: Submission, source: Status | None, target: Status) -> date | None:
    """The last day of ``target``; None where no clock runs."""
    if target in FINAL:
        return None
    if target is Status.IN_PROGRESS:
        return submission.answer_by or counted_from_receipt(submission)
    if source in WITH_UNIT and target is Status.IN_TRIAGE:
        return submission.due_on  # given back, not begun anew
    if target not in BEGINNINGS | WAITING_FOR_CITIZEN:
        first = first_deadline(submission, target)
        if first is not None:
            return first
    return last_day(submission.institution, submission.kind, target)


def first_deadline(submission: Submission, target: Status) -> date | None:
    """What ``target`` was given the first time since the citizen last set the case going."""
    found = None
    for change in reversed(submission.history):
        if RULED_BY.get(change.target, change.target) is RULED_BY.get(target, target):
            found = change.due_on
        if change.target in BEGINNINGS:
            break
    return found


def counted_from_receipt(submission: Submission) -> date | None:
    """The answer's last day for a case that was here before its answer had a date."""
    zone = ZoneInfo(submission.institution.timezone)
    start = submission.received_at.astimezone(zone).date()
    return last_day(submission.institution, submission.kind, Status.IN_PROGRESS, start)


def later(submission: Submission, day: date) -> date:
    """``day``, put off by the working days the citizen was waited for."""
    institution = submission.institution
    asked = asked_on(submission.history[-1], ZoneInfo(institution.timezone))
    back = today(institution.timezone)
    span = (max(day, back) - asked).days + HORIZON_DAYS
    off = holidays(asked, span, institution.id)
    return add_working_days(day, working_days_between(asked, back, off), off)


def asked_on(change: StatusChange, zone: ZoneInfo) -> date:
    """The day of a change on the institution's own wall."""
    return change.at.astimezone(zone).date()
