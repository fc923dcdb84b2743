"""Leaves whose rows were removed behind our back, and the tree without them.

The place stays, with a marker where the leaf was: so nobody else's path changes its index,
the lost case's kept proof fails, and so does the link from every head that still held it.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, or_

from domain.proof import nodes
from domain.proof.merkle import Name, leaf_hash, parent_hash, peak_names, root_of
from domain.proof.models import Leaf, Loss
from domain.submissions.models import StatusChange, Submission
from extensions import db

MARKER = leaf_hash(b"lost")


def lost() -> ColumnElement[bool]:
    """A leaf whose case or step is gone from the database."""
    case = exists().where(Submission.id == Leaf.submission_id)
    step = exists().where(StatusChange.id == Leaf.change_id)
    return and_(Leaf.submission_id.is_not(None), ~(case & step))


def take_stock(at: datetime) -> None:
    """Write down what is lost since the last head, and what was brought back."""
    gone = set(db.session.scalars(db.select(Leaf.index).where(lost())))
    known = {loss.index: loss for loss in db.session.scalars(open_losses())}
    db.session.add_all(Loss(index=index, since=at) for index in gone - set(known))
    for index in set(known) - gone:
        known[index].until = at
    db.session.flush()


def open_losses() -> Select[Loss]:
    """What is lost still."""
    return db.select(Loss).where(Loss.until.is_(None))


def lost_at(at: datetime) -> set[int]:
    """The leaves that were lost when a head of that moment was signed."""
    still = or_(Loss.until.is_(None), Loss.until > at)
    return set(db.session.scalars(db.select(Loss.index).where(Loss.since <= at, still)))


def standing_nodes(names: set[Name], at: datetime) -> dict[Name, bytes]:
    """The named nodes as a head of that moment has them."""
    gone = lost_at(at)
    bent = {name for name in names if covers(name, gone)}
    wanted, found = names - bent, dict[Name, bytes]()
    for name in bent:
        wanted |= whole_below(name, gone)
    found = nodes.read(wanted)
    return found | {name: without(name, gone, found) for name in bent}


def covers(name: Name, gone: set[int]) -> bool:
    """Whether any lost leaf stands below a node."""
    level, position = name
    return any(index >> level == position for index in gone)


def children(name: Name) -> tuple[Name, Name]:
    """The two nodes below one."""
    level, position = name
    return (level - 1, 2 * position), (level - 1, 2 * position + 1)


def whole_below(name: Name, gone: set[int]) -> set[Name]:
    """The largest nodes below one that lost nothing."""
    if not covers(name, gone):
        return {name}
    return set() if name[0] == 0 else set().union(*(whole_below(c, gone) for c in children(name)))


def without(name: Name, gone: set[int], found: dict[Name, bytes]) -> bytes:
    """A node's hash with the marker in place of what is lost."""
    if not covers(name, gone):
        return found[name]
    if name[0] == 0:
        return MARKER
    left, right = (without(child, gone, found) for child in children(name))
    return parent_hash(left, right)


def standing_root(size: int, at: datetime) -> bytes:
    """The root of a tree of ``size`` leaves, as a head of that moment has it."""
    names = peak_names(0, size)
    read = standing_nodes(set(names), at)
    return root_of(read[name] for name in names)
