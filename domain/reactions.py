"""When this happens, do that. Read it as the house's standing orders."""

from __future__ import annotations

from domain.audit import service as audit
from domain.notifications.service import queue_letter
from domain.publishing import events as publishing
from domain.submissions.events import (
    CitizenReplied,
    NoteWritten,
    SubmissionEvent,
    SubmissionMoved,
    SubmissionPublished,
    SubmissionReceived,
    SubmissionWithheld,
)
from domain.submissions.kinds import Kind
from domain.submissions.models import Submission
from extensions import db


def thank_the_citizen(event: SubmissionReceived) -> None:
    """Confirm receipt by e-mail, where one was given."""
    write_to_the_citizen(event, "submission_received")


def tell_the_citizen(event: SubmissionMoved) -> None:
    """Say that the case moved; the words wait behind the secret code."""
    if event.actor_id is not None:
        write_to_the_citizen(event, "submission_moved")


def write_to_the_citizen(event: SubmissionEvent, letter: str) -> None:
    """Queue ``letter``. A deviation report never causes one: its code is its only channel."""
    submission = db.session.get(Submission, event.submission_id)
    if submission is None or submission.kind is Kind.DEVIATION or "@" not in submission.contact:
        return
    queue_letter(submission.contact, letter, submission.id, submission.language)


REACTIONS = {
    SubmissionReceived: [audit.record, thank_the_citizen],
    SubmissionMoved: [audit.record, tell_the_citizen],
    CitizenReplied: [audit.record],
    NoteWritten: [audit.record],
    SubmissionPublished: [audit.record],
    SubmissionWithheld: [audit.record],
    publishing.AchievementDrafted: [audit.record],
    publishing.AchievementMoved: [audit.record],
}
