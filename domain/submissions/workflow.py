"""The life of a submission, as a table.

Codes and citizen wording come from ``reference/statuses.csv``; the states of review,
investigation and outcome join with the moderation queue's full workflow.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.errors import NotAllowedNow
from domain.policy import Permission


class Status(StrEnum):
    """Where a submission stands."""

    RECEIVED = "received"
    IN_TRIAGE = "in_triage"
    NEEDS_INFO = "needs_info"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    RESPONDED = "responded"
    REPORTER_REPLIED = "reporter_replied"
    REOPENED = "reopened"
    CLOSED = "closed"
    AUTO_CLOSED = "auto_closed"
    REFERRED = "referred"
    ARCHIVED = "archived"


class Action(StrEnum):
    """What somebody can do to it."""

    VERIFY = "verify"
    ASK = "ask"
    ASSIGN = "assign"
    RETURN = "return"
    START = "start"
    ANSWER = "answer"
    CLOSE = "close"
    ARCHIVE = "archive"
    REFER = "refer"
    REOPEN = "reopen"
    REPLY = "reply"
    LAPSE = "lapse"


class ArchiveReason(StrEnum):
    """Why a submission was set aside; the citizen reads it in plain words."""

    TOO_GENERAL = "too_general"
    INCOMPLETE = "incomplete"
    NOT_GOVERNMENT = "not_government"
    SPAM = "spam"
    DUPLICATE = "duplicate"
    NO_REPLY = "no_reply"


# The clock's own reason is not staff's to choose.
REASONS = tuple(reason for reason in ArchiveReason if reason is not ArchiveReason.NO_REPLY)


@dataclass(frozen=True)
class Transition:
    """``action`` leads from any of ``sources`` to ``target``.

    ``permission`` None marks a step no member of staff takes: the citizen's or the
    clock's. ``tells`` says the note is a message to the citizen.
    """

    action: Action
    sources: frozenset[Status]
    target: Status
    permission: Permission | None = None
    needs_note: bool = False
    needs_unit: bool = False
    needs_reason: bool = False
    tells: bool = False


OPEN = frozenset({Status.RECEIVED, Status.IN_TRIAGE, Status.REOPENED})
WITH_UNIT = frozenset({Status.ASSIGNED, Status.IN_PROGRESS})
HANDLED = OPEN | WITH_UNIT | {Status.REPORTER_REPLIED}
# What the office decides, and says why: everybody may read that, once somebody shows it.
DECISIONS = frozenset({Status.RESPONDED, Status.REFERRED, Status.ARCHIVED})
FINAL = frozenset({Status.CLOSED, Status.AUTO_CLOSED, Status.REFERRED, Status.ARCHIVED})

TRANSITIONS = (
    Transition(
        Action.VERIFY,
        frozenset({Status.RECEIVED, Status.REOPENED}),
        Status.IN_TRIAGE,
        Permission.SUBMISSION_TRIAGE,
    ),
    Transition(
        Action.ASSIGN,
        HANDLED,
        Status.ASSIGNED,
        Permission.SUBMISSION_TRIAGE,
        needs_unit=True,
    ),
    Transition(
        Action.START,
        frozenset({Status.ASSIGNED, Status.IN_TRIAGE}),
        Status.IN_PROGRESS,
        Permission.SUBMISSION_ANSWER,
    ),
    Transition(
        Action.ANSWER,
        HANDLED - {Status.RECEIVED},
        Status.RESPONDED,
        Permission.SUBMISSION_ANSWER,
        needs_note=True,
        tells=True,
    ),
    Transition(
        Action.ASK,
        HANDLED,
        Status.NEEDS_INFO,
        Permission.SUBMISSION_TRIAGE,
        needs_note=True,
        tells=True,
    ),
    Transition(
        Action.RETURN,
        WITH_UNIT,
        Status.IN_TRIAGE,
        Permission.SUBMISSION_RETURN,
        needs_note=True,
    ),
    Transition(
        Action.REFER,
        OPEN,
        Status.REFERRED,
        Permission.SUBMISSION_TRIAGE,
        needs_note=True,
        tells=True,
    ),
    Transition(
        Action.ARCHIVE,
        OPEN | {Status.NEEDS_INFO},
        Status.ARCHIVED,
        Permission.SUBMISSION_TRIAGE,
        needs_note=True,
        needs_reason=True,
        tells=True,
    ),
    Transition(
        Action.CLOSE,
        frozenset({Status.RESPONDED}),
        Status.CLOSED,
        Permission.SUBMISSION_CLOSE,
    ),
    Transition(
        Action.REOPEN,
        FINAL,
        Status.REOPENED,
        Permission.SUBMISSION_CLOSE,
        needs_note=True,
        tells=True,
    ),
    Transition(
        Action.REPLY,
        frozenset({Status.NEEDS_INFO, Status.RESPONDED}),
        Status.REPORTER_REPLIED,
    ),
    Transition(Action.LAPSE, frozenset({Status.RESPONDED}), Status.AUTO_CLOSED),
    Transition(Action.LAPSE, frozenset({Status.NEEDS_INFO}), Status.ARCHIVED),
)


def step_from(status: Status, action: Action) -> Transition:
    """The row for ``action`` from ``status``, or NotAllowedNow."""
    for row in TRANSITIONS:
        if row.action is action and status in row.sources:
            return row
    raise NotAllowedNow(f"{action} from {status}")


def open_steps(status: Status) -> list[Transition]:
    """What staff can do next; the case draws one form for each."""
    return [row for row in TRANSITIONS if status in row.sources and row.permission]
