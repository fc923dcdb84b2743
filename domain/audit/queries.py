"""Questions to the book of acts. Nothing here changes a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select

from domain.accounts.models import Institution, Membership, User
from domain.audit.models import LedgerEntry, LedgerHead
from domain.policy import Permission, may, visible
from extensions import db

PAGE = 50
AT_ONCE = 500


@dataclass(frozen=True)
class LedgerFilter:
    """Which entries are wanted; None wants all."""

    chain: int
    name: str | None = None
    actor_id: int | None = None
    submission_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None


def readable_chains(actor: User) -> list[Institution]:
    """The institutions whose book ``actor`` may read."""
    hats = [hat for hat in actor.hats if may(actor, Permission.LEDGER_READ, hat)]
    return list({hat.institution_id: hat.institution for hat in hats}.values())


def wanted(actor: User, asked: LedgerFilter) -> Select[LedgerEntry]:
    """The entries ``actor`` may read, narrowed, the newest first."""
    mine = visible(actor, Permission.LEDGER_READ, LedgerEntry)
    statement = db.select(LedgerEntry).where(mine, LedgerEntry.chain == asked.chain)
    if asked.name is not None:
        statement = statement.where(LedgerEntry.name == asked.name)
    if asked.actor_id is not None:
        statement = statement.where(LedgerEntry.actor_id == asked.actor_id)
    if asked.submission_id is not None:
        fact: Any = LedgerEntry.facts["submission_id"]
        statement = statement.where(fact.as_integer() == asked.submission_id)
    if asked.since is not None:
        statement = statement.where(LedgerEntry.at >= asked.since)
    if asked.until is not None:
        statement = statement.where(LedgerEntry.at < asked.until)
    return statement.order_by(LedgerEntry.seq.desc())


def page(actor: User, asked: LedgerFilter, before: int | None) -> Sequence[LedgerEntry]:
    """One page and one entry more, when there is more; those older than ``before``."""
    statement = wanted(actor, asked).limit(PAGE + 1)
    if before is not None:
        statement = statement.where(LedgerEntry.seq < before)
    return db.session.scalars(statement).all()


def every(actor: User, asked: LedgerFilter) -> Iterator[LedgerEntry]:
    """Every wanted entry, the newest first, read a few hundred at a time."""
    before: int | None = None
    while True:
        statement = wanted(actor, asked).limit(AT_ONCE)
        if before is not None:
            statement = statement.where(LedgerEntry.seq < before)
        rows = db.session.scalars(statement).all()
        yield from rows
        if len(rows) < AT_ONCE:
            return
        before = rows[-1].seq


def names(chain: int) -> Sequence[str]:
    """The kinds of acts in one chain."""
    statement = db.select(LedgerEntry.name).filter_by(chain=chain).distinct()
    return sorted(db.session.scalars(statement))


def people(chain: int) -> Sequence[User]:
    """Everyone who wears or wore a hat of the institution, by name."""
    statement = (
        db.select(User)
        .where(User.memberships.any(Membership.institution_id == chain))
        .order_by(User.name)
    )
    return db.session.scalars(statement).all()


def end_of(chain: int) -> LedgerHead | None:
    """Where the chain ends now."""
    return db.session.get(LedgerHead, chain)
