"""Queue letters with the facts, carry them out afterwards."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from domain.clock import now
from domain.notifications.models import OutboxLetter
from domain.unit_of_work import transactional
from extensions import db


class CarrierError(Exception):
    """The letter could not be delivered this time."""


class Carrier(Protocol):
    """What every channel promises: deliver, or raise CarrierError."""

    def carry(self, letter: OutboxLetter) -> None:
        """Deliver ``letter`` now."""


def queue_letter(recipient: str, letter: str, subject_id: int, language: str = "id") -> None:
    """Put a letter in the outbox, inside the caller's unit of work."""
    db.session.add(
        OutboxLetter(recipient=recipient, letter=letter, subject_id=subject_id, language=language)
    )


@transactional
def carry_next(carriers: dict[str, Carrier]) -> bool:
    """Send the oldest unsent letter; say whether there was one."""
    statement = (
        db.select(OutboxLetter)
        .where(OutboxLetter.sent_at.is_(None), OutboxLetter.due_at <= now())
        .order_by(OutboxLetter.due_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    letter = db.session.scalar(statement)
    if letter is None:
        return False
    try:
        carriers[letter.channel].carry(letter)
    except CarrierError as error:
        letter.postpone(str(error))
    else:
        letter.sent_at = now()
    return True


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
