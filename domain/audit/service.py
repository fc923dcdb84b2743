"""Write the book."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy.exc import IntegrityError

from domain.accounts.models import User
from domain.audit.chain import GENESIS, seal
from domain.audit.models import HOUSE, LedgerEntry, LedgerHead
from domain.events import Event
from domain.policy import Role
from extensions import db

COLUMNS = {"actor_id", "at", "institution_id"}


def record(event: Event) -> None:
    """Reaction: add the event to its institution's chain, whatever it is."""
    facts = {key: plain(value) for key, value in asdict(event).items()}
    chain = facts.get("institution_id") or HOUSE
    head = last_of(chain)
    entry = LedgerEntry(
        chain=chain,
        seq=head.seq + 1,
        at=event.at,
        name=type(event).__name__,
        actor_id=event.actor_id,
        role=role_of(event.actor_id, chain),
        facts={key: value for key, value in facts.items() if key not in COLUMNS},
        previous=head.hash,
    )
    entry.hash = seal(entry)
    head.seq, head.hash = entry.seq, entry.hash
    db.session.add(entry)
    db.session.flush()


def last_of(chain: int) -> LedgerHead:
    """The chain's head, held until this unit of work ends."""
    wanted = {"with_for_update": True, "populate_existing": True}
    head = db.session.get(LedgerHead, chain, **wanted)  # type: ignore[arg-type]
    if head is not None:
        return head
    start_chain(chain)
    return db.session.get_one(LedgerHead, chain, **wanted)  # type: ignore[arg-type]


def start_chain(chain: int) -> None:
    """Begin a chain; two writers may be first at once."""
    with suppress(IntegrityError), db.session.begin_nested():
        db.session.add(LedgerHead(chain=chain, seq=0, hash=GENESIS, anchored=0))


def role_of(actor_id: int | None, chain: int) -> Role | None:
    """The hat the actor wears there today; none for a citizen or the clock."""
    actor = db.session.get(User, actor_id) if actor_id is not None else None
    hats = actor.hats if actor else []
    return next((hat.role for hat in hats if chain in {hat.institution_id, HOUSE}), None)


def plain(value: Any) -> Any:
    """A fact as JSON keeps it: numbers, codes, lists; moments in ISO."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return value if value is None or isinstance(value, bool | int | dict) else str(value)
