"""Words between citizen and office, put on a case."""

from __future__ import annotations

from domain.accounts.models import User
from domain.clock import now
from domain.submissions.models import Audience, Message, Submission


def write(
    submission: Submission, author: User | None, body: str, *, to_citizen: bool = True
) -> Message:
    """Add a message to the case, for staff and citizen or for staff alone."""
    message = Message(
        author_id=author.id if author else None,
        audience=Audience.CITIZEN if to_citizen else Audience.STAFF,
        body=body,
        at=now(),
    )
    submission.messages.append(message)
    return message


def said_before(submission: Submission, author: User | None, body: str) -> Message | None:
    """The case's last message, if it says the same: a button pressed twice."""
    last = submission.messages[-1] if submission.messages else None
    author_id = author.id if author else None
    return last if last and (last.author_id, last.body) == (author_id, body) else None
