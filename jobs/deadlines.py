"""End what the citizen's silence has ended."""

from __future__ import annotations

import logging

from sqlalchemy.orm.exc import StaleDataError

from domain.clock import today
from domain.errors import NotAllowedNow
from domain.submissions import service
from domain.submissions.deadlines import WAITING_FOR_CITIZEN
from domain.submissions.models import Submission
from extensions import db

# Where a day begins first; each case is asked again on its institution's own wall.
EASTERNMOST = "Asia/Jayapura"
logger = logging.getLogger(__name__)


def close_lapsed() -> int:
    """Lapse each case past the citizen's own deadline; say how many."""
    statement = db.select(Submission.id).where(
        Submission.status.in_(WAITING_FOR_CITIZEN), Submission.due_on < today(EASTERNMOST)
    )
    return sum(lapsed(number) for number in db.session.scalars(statement).all())


def lapsed(number: int) -> bool:
    """Lapse one case; what moved meanwhile, or may not lapse, holds up no other."""
    try:
        service.lapse(db.session.get_one(Submission, number))
    except NotAllowedNow:
        return False
    except StaleDataError:
        logger.warning("submission %s moved while it lapsed", number)
        return False
    return True
