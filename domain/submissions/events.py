"""What happens to submissions. Ids and codes only, never text."""

from __future__ import annotations

from dataclasses import dataclass

from domain.events import Event
from domain.submissions.workflow import ArchiveReason, Status


@dataclass(frozen=True, kw_only=True)
class SubmissionEvent(Event):
    """Something happened to one submission of one institution."""

    submission_id: int
    institution_id: int


@dataclass(frozen=True, kw_only=True)
class SubmissionReceived(SubmissionEvent):
    """A citizen sent it and holds a receipt."""


@dataclass(frozen=True, kw_only=True)
class SubmissionMoved(SubmissionEvent):
    """It went one step along its workflow."""

    source: Status
    target: Status
    unit_id: int | None
    reason: ArchiveReason | None = None


@dataclass(frozen=True, kw_only=True)
class CitizenReplied(SubmissionEvent):
    """The citizen wrote back."""

    message_id: int


@dataclass(frozen=True, kw_only=True)
class NoteWritten(SubmissionEvent):
    """A member of staff left an internal note."""

    message_id: int


@dataclass(frozen=True, kw_only=True)
class AnswerShown(SubmissionEvent):
    """One of the office's answers was put beside the public wording."""

    message_id: int


@dataclass(frozen=True, kw_only=True)
class AnswerHidden(SubmissionEvent):
    """An answer was left to its citizen alone again."""

    message_id: int


@dataclass(frozen=True, kw_only=True)
class SubmissionPublished(SubmissionEvent):
    """Its public wording was shown to everyone, or changed."""


@dataclass(frozen=True, kw_only=True)
class SubmissionWithheld(SubmissionEvent):
    """Its public wording was taken down."""
