"""Queue letters with the facts, carry them out afterwards."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import or_

from domain.clock import now
from domain.notifications.models import OutboxLetter
from domain.unit_of_work import transactional
from extensions import db

logger = logging.getLogger(__name__)
# Longer than any delivery may take: nobody else carries the same letter meanwhile.
CLAIMED_FOR = timedelta(minutes=5)


class CarrierError(Exception):
    """The letter could not be delivered this time."""


class NobodyThere(Exception):
    """The letter turned out to have no reader; it is torn up."""


class Carrier(Protocol):
    """What every channel promises: deliver, or raise CarrierError or NobodyThere."""

    def carry(self, letter: OutboxLetter) -> None:
        """Deliver ``letter`` now, holding no transaction while a slow server thinks."""


def queue_letter(recipient: str, letter: str, subject_id: int, language: str = "id") -> None:
    """Put a letter in the outbox, inside the caller's unit of work."""
    db.session.add(
        OutboxLetter(recipient=recipient, letter=letter, subject_id=subject_id, language=language)
    )


def carry_next(carriers: dict[str, Carrier]) -> bool:
    """Send the oldest unsent letter; say whether there was one.

    Claimed in one unit, sent outside any, marked in a second: a hanging mail server holds
    no lock. If the process dies in between, the letter leaves once more when its claim ends.
    """
    letter = claim()
    if letter is None:
        return False
    error = ""
    try:
        carriers[letter.channel].carry(letter)
    except NobodyThere:
        tear_up(letter)
        return True
    except CarrierError as failure:
        error = str(failure)
    settle(letter, error)
    return True


@transactional
def claim() -> OutboxLetter | None:
    """Take the oldest due letter nobody is carrying, for a while."""
    moment = now()
    statement = (
        db.select(OutboxLetter)
        .where(
            OutboxLetter.sent_at.is_(None),
            OutboxLetter.due_at <= moment,
            or_(OutboxLetter.claimed_until.is_(None), OutboxLetter.claimed_until < moment),
        )
        .order_by(OutboxLetter.due_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    letter = db.session.scalar(statement)
    if letter is not None:
        letter.claimed_until = moment + CLAIMED_FOR
    return letter


@transactional
def settle(letter: OutboxLetter, error: str) -> None:
    """Mark a carried letter as sent, or put it off for another try."""
    letter.claimed_until = None
    if error:
        logger.warning("letter %s (%s) did not leave: %s", letter.id, letter.letter, error)
        letter.postpone(error)
    else:
        letter.sent_at = now()


@transactional
def tear_up(letter: OutboxLetter) -> None:
    """Keep neither a letter without a reader nor the address somebody typed."""
    db.session.delete(letter)


@transactional
def declare_carried(before: datetime) -> None:
    """Say of each waiting letter due before a moment that it left when it was due.

    For years that were only told: a demo must not write to the people in it.
    """
    db.session.execute(
        db.update(OutboxLetter)
        .where(OutboxLetter.sent_at.is_(None), OutboxLetter.due_at < before)
        .values(sent_at=OutboxLetter.due_at)
    )
