"""Questions about letters. Nothing here changes a row."""

from __future__ import annotations

from collections.abc import Collection

from domain.notifications.models import OutboxLetter
from extensions import db


def waiting_letters(letter: str, subject_ids: Collection[int]) -> dict[int, OutboxLetter]:
    """The letters of this name that have not left yet, by what they are about."""
    statement = (
        db.select(OutboxLetter)
        .where(
            OutboxLetter.letter == letter,
            OutboxLetter.subject_id.in_(subject_ids),
            OutboxLetter.sent_at.is_(None),
        )
        .order_by(OutboxLetter.id)
    )
    return {row.subject_id: row for row in db.session.scalars(statement)}
