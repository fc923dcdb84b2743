"""Doors that stayed shut are in the book too: who asked, where, and what answer they got."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from domain.accounts.models import User
from domain.audit.models import HOUSE, LedgerEntry
from domain.clock import now
from domain.events import Event
from domain.unit_of_work import announce, transactional
from extensions import db

ONCE_IN = timedelta(minutes=1)
LOOKED_AT = 50


@dataclass(frozen=True, kw_only=True)
class AccessRefused(Event):
    """Somebody signed in asked for what is not theirs; ``subject`` is the id of what it was."""

    institution_id: int | None
    endpoint: str
    status: int
    subject: str


@transactional
def write_down(actor: User, endpoint: str, status: int, subject: str = "") -> bool:
    """Put a refusal into the actor's own institution's book, once a minute for each door."""
    home = actor.institution
    chain = home.id if home else None
    if is_written(actor.id, chain or HOUSE, endpoint):
        return False
    announce(
        AccessRefused(
            actor_id=actor.id,
            institution_id=chain,
            endpoint=endpoint,
            status=status,
            subject=subject,
        )
    )
    return True


def is_written(actor_id: int, chain: int, endpoint: str) -> bool:
    """Whether the same person was refused at the same door a moment ago."""
    statement = (
        db.select(LedgerEntry)
        .filter_by(chain=chain, actor_id=actor_id, name=AccessRefused.__name__)
        .order_by(LedgerEntry.seq.desc())
        .limit(LOOKED_AT)
    )
    since = now() - ONCE_IN
    rows = db.session.scalars(statement)
    return any(row.at > since and row.facts["endpoint"] == endpoint for row in rows)
