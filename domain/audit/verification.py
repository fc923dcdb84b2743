"""Read a chain from its first entry and name the first that is not as it was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func

from domain.audit.chain import GENESIS, seal
from domain.audit.models import LedgerEntry, LedgerHead
from extensions import db

BATCH = 2000


class Fault(StrEnum):
    """What is wrong with the first bad entry."""

    MISSING = "missing"
    """An entry between two others is gone, or they were reordered."""

    ALTERED = "altered"
    """The entry says something else than when it was sealed."""

    UNLINKED = "unlinked"
    """The entry does not follow the one before it."""

    TRUNCATED = "truncated"
    """Entries at the end are gone: the chain or a published head reached further."""

    UNANCHORED = "unanchored"
    """The chain claims an anchor in the log that is not there, or denies one that is."""

    REWRITTEN = "rewritten"
    """The chain is whole in itself, but a published head says otherwise."""


@dataclass(frozen=True)
class FirstFault:
    """Where a chain first fails."""

    chain: int
    seq: int
    fault: Fault


def chains() -> list[int]:
    """Every chain that has begun, and every chain that has entries without a head."""
    begun = db.session.scalars(db.select(LedgerHead.chain)).all()
    written = db.session.scalars(db.select(LedgerEntry.chain).distinct()).all()
    return sorted({*begun, *written})


def length(chain: int) -> int:
    """How many entries a chain has now."""
    statement = db.select(func.count()).select_from(LedgerEntry).filter_by(chain=chain)
    return db.session.scalar(statement) or 0


def first_fault(
    chain: int, anchors: Mapping[int, str], tick: Callable[[int], object] = lambda n: None
) -> FirstFault | None:
    """Where the chain first fails, or None; ``tick`` hears how many entries were read.

    ``anchors`` are hashes published for some entries, by their number.
    """
    seq, previous = 0, GENESIS
    for entry in entries(chain):
        seq += 1
        fault = fault_of(entry, seq, previous, anchors)
        if fault is not None:
            return FirstFault(chain, seq, fault)
        previous = entry.hash
        if seq % BATCH == 0:
            tick(BATCH)
    tick(seq % BATCH)
    head = db.session.get(LedgerHead, chain, populate_existing=True)
    told = max([head.seq if head else 0, *anchors])
    if told > seq:
        return FirstFault(chain, seq + 1, Fault.TRUNCATED)
    if head is None or (head.seq, head.hash) != (seq, previous):
        return FirstFault(chain, max(seq, 1), Fault.REWRITTEN)
    if head.anchored != max(anchors, default=0):
        return FirstFault(chain, head.anchored, Fault.UNANCHORED)
    return None


def fault_of(
    entry: LedgerEntry, seq: int, previous: str, anchors: Mapping[int, str]
) -> Fault | None:
    """What is wrong with one entry, expected as number ``seq`` after ``previous``."""
    if entry.seq != seq:
        return Fault.MISSING
    if seal(entry) != entry.hash:
        return Fault.ALTERED
    if entry.previous != previous:
        return Fault.UNLINKED
    return Fault.REWRITTEN if anchors.get(seq, entry.hash) != entry.hash else None


def entries(chain: int) -> Iterator[LedgerEntry]:
    """The chain's entries in order, a batch at a time, as the database holds them now."""
    start = 0
    while True:
        statement = (
            db.select(LedgerEntry)
            .where(LedgerEntry.chain == chain, LedgerEntry.seq > start)
            .order_by(LedgerEntry.seq)
            .limit(BATCH)
            .execution_options(populate_existing=True)
        )
        batch = db.session.scalars(statement).all()
        if not batch:
            return
        yield from batch
        start = batch[-1].seq
