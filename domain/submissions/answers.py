"""Which of the office's answers everyone may read: none, until somebody says so of one."""

from __future__ import annotations

from collections.abc import Sequence

from domain.accounts.models import User
from domain.errors import NotAllowedNow
from domain.policy import Permission, require
from domain.submissions import service
from domain.submissions.events import AnswerHidden, AnswerShown
from domain.submissions.models import Audience, Message, StatusChange, Submission
from domain.submissions.service import may_be_shown, subject, unchanged_since
from domain.submissions.workflow import DECISIONS
from domain.unit_of_work import announce, transactional


@transactional
def show(submission: Submission, actor: User, message_id: int, *, version: int) -> None:
    """Put an answer beside the public wording; NotAllowedNow for what is no answer."""
    unchanged_since(submission, version)
    message, change = answer(submission, message_id)
    message.is_public = may_be_shown(submission, change.target, actor)
    announce(AnswerShown(actor_id=actor.id, message_id=message.id, **subject(submission)))


@transactional
def publish(
    submission: Submission,
    actor: User,
    *,
    version: int,
    title: str,
    body: str,
    shown: Sequence[int] = (),
) -> None:
    """Show the public wording with the answers chosen by id, all of it or nothing."""
    service.publish(submission, actor, version=version, title=title, body=body)
    for message_id in shown:
        show(submission, actor, message_id, version=submission.version)


@transactional
def hide(submission: Submission, actor: User, message_id: int, *, version: int) -> None:
    """Leave an answer to its citizen alone again."""
    require(actor, Permission.SUBMISSION_TRIAGE, submission)
    unchanged_since(submission, version)
    message, _ = answer(submission, message_id)
    message.is_public = False
    announce(AnswerHidden(actor_id=actor.id, message_id=message.id, **subject(submission)))


def answer(submission: Submission, message_id: int) -> tuple[Message, StatusChange]:
    """One of a case's answers and the decision it came with, or NotAllowedNow."""
    for message, change in decided(submission):
        if message.id == message_id:
            return message, change
    raise NotAllowedNow("this message is no answer")


def decided(submission: Submission) -> list[tuple[Message, StatusChange]]:
    """The office's words that came with a decision; never a citizen's, never a question."""
    found: dict[int, tuple[Message, StatusChange]] = {}
    for change in submission.history:
        message = said_with(submission, change) if change.target in DECISIONS else None
        if message is not None:
            found[message.id] = message, change
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
