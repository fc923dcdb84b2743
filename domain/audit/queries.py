"""Questions to the book of acts. Nothing here changes a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Integer, Select, func, or_
from sqlalchemy import case as sql_case
from sqlalchemy import cast as sql_cast

from domain.accounts.models import Institution, Membership, User
from domain.audit.models import LedgerEntry, LedgerHead
from domain.policy import Permission, may, visible
from extensions import db

PAGE = 50
AT_ONCE = 500
# How a refusal names a submission.
CASES = "submissions:"


# Asks of a submission's id whether the reader may know of it; the rooms above bring it along.
Sees = Callable[[ColumnElement[int]], ColumnElement[bool]]


@dataclass(frozen=True)
class LedgerFilter:
    """Which entries are wanted; None wants all."""

    chain: int
    name: str | None = None
    actor_id: int | None = None
    submission_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None

    @property
    def narrows(self) -> bool:
        """Whether anything is asked of an entry: what is sealed then never answers."""
        asked = (self.name, self.actor_id, self.submission_id, self.since, self.until)
        return any(one is not None for one in asked)


@dataclass(frozen=True)
class Line:
    """An entry as one reader sees it. Sealed, it has no ``entry``: only its place in the chain."""

    seq: int
    previous: str
    hash: str
    entry: LedgerEntry | None
    facts: Mapping[str, Any]

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the entry is kept from the reader."""
        return self.entry is not None and self.facts == self.entry.facts


def readable_chains(actor: User) -> list[Institution]:
    """The institutions whose book ``actor`` may read."""
    hats = [hat for hat in actor.hats if may(actor, Permission.LEDGER_READ, hat)]
    return list({hat.institution_id: hat.institution for hat in hats}.values())


def wanted(actor: User, asked: LedgerFilter, sees: Sees) -> Select[LedgerEntry, bool, bool]:
    """The entries ``actor`` may read, narrowed, the newest first, and what each may tell.

    An entry about a submission the reader may not know of is sealed; of a refusal on one, only
    on what it was is kept back.
    """
    case, refused_on = case_of(), refused_on_case()
    is_open = or_(case.is_(None), sees(case))
    tells_subject = or_(refused_on.is_(None), sees(refused_on))
    mine = visible(actor, Permission.LEDGER_READ, LedgerEntry)
    statement = db.select(LedgerEntry, is_open, tells_subject).where(
        mine, LedgerEntry.chain == asked.chain
    )
    if asked.narrows:
        statement = statement.where(is_open)
    if asked.name is not None:
        statement = statement.where(LedgerEntry.name == asked.name)
    if asked.actor_id is not None:
        statement = statement.where(LedgerEntry.actor_id == asked.actor_id)
    if asked.submission_id is not None:
        statement = statement.where(case == asked.submission_id)
    if asked.since is not None:
        statement = statement.where(LedgerEntry.at >= asked.since)
    if asked.until is not None:
        statement = statement.where(LedgerEntry.at < asked.until)
    return statement.order_by(LedgerEntry.seq.desc())


def case_of() -> ColumnElement[int]:
    """The submission an entry is about; NULL for other acts."""
    fact: Any = LedgerEntry.facts["submission_id"]
    return cast(ColumnElement[int], fact.as_integer())


def refused_on_case() -> ColumnElement[int]:
    """The submission somebody was refused on; NULL for other acts."""
    fact: Any = LedgerEntry.facts["subject"]
    subject = fact.as_string()
    number = sql_cast(func.substr(subject, len(CASES) + 1), Integer)
    return sql_case((subject.startswith(CASES), number))


def read(
    actor: User, asked: LedgerFilter, sees: Sees, before: int | None, most: int
) -> Sequence[Line]:
    """At most so many lines, those older than ``before``."""
    statement = wanted(actor, asked, sees).limit(most)
    if before is not None:
        statement = statement.where(LedgerEntry.seq < before)
    rows = db.session.execute(statement)
    return [line(entry, is_open, tells) for entry, is_open, tells in rows]


def line(entry: LedgerEntry, is_open: bool, tells_subject: bool) -> Line:
    """What is left of an entry for somebody."""
    place = (entry.seq, entry.previous, entry.hash)
    if not is_open:
        return Line(*place, None, {})
    kept_back = set() if tells_subject else {"subject"}
    return Line(*place, entry, {k: v for k, v in entry.facts.items() if k not in kept_back})


def page(actor: User, asked: LedgerFilter, sees: Sees, before: int | None) -> Sequence[Line]:
    """One page and one entry more, when there is more; those older than ``before``."""
    return read(actor, asked, sees, before, PAGE + 1)


def every(actor: User, asked: LedgerFilter, sees: Sees) -> Iterator[Line]:
    """Every wanted entry, the newest first, read a few hundred at a time."""
    before: int | None = None
    while True:
        lines = read(actor, asked, sees, before, AT_ONCE)
        yield from lines
        if len(lines) < AT_ONCE:
            return
        before = lines[-1].seq


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
