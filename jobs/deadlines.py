"""End what the citizen's silence has ended."""

from __future__ import annotations

from domain.clock import now
from domain.errors import NotAllowedNow
from domain.submissions import service
from domain.submissions.deadlines import WAITING_FOR_CITIZEN
from domain.submissions.models import Submission
from extensions import db


def close_lapsed() -> int:
    """Lapse each case past the citizen's own deadline; say how many."""
    statement = db.select(Submission).where(
        Submission.status.in_(WAITING_FOR_CITIZEN), Submission.due_on < now().date()
    )
    ended = 0
    for submission in db.session.scalars(statement).all():
        try:
            service.lapse(submission)
        except NotAllowedNow:
            continue
        ended += 1
    return ended
