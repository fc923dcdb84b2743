"""Questions to the log. Nothing here changes a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, tuple_
from sqlalchemy.exc import NoResultFound

from domain.proof import merkle
from domain.proof.models import Act, Leaf, LogNode, TreeHead
from domain.proof.verifier import CONSISTENCY, PROOF
from domain.submissions.models import StatusChange, Submission
from extensions import db

# SQLite takes this many values in one question.
NAMES_AT_ONCE = 400
HEADS_A_PAGE = 50


def latest_head() -> TreeHead | None:
    """The newest published head."""
    return db.session.scalar(db.select(TreeHead).order_by(TreeHead.id.desc()).limit(1))


def published_heads(before: int | None = None) -> Sequence[TreeHead]:
    """A page of published heads, the newest first; those older than head ``before``."""
    statement = db.select(TreeHead).order_by(TreeHead.id.desc()).limit(HEADS_A_PAGE)
    if before is not None:
        statement = statement.where(TreeHead.id < before)
    return db.session.scalars(statement).all()


def head_of_size(size: int) -> TreeHead:
    """The last head published over ``size`` leaves, or NoResultFound."""
    statement = db.select(TreeHead).filter_by(size=size).order_by(TreeHead.id.desc()).limit(1)
    return db.session.scalars(statement).one()


def leaves_of(submission_id: int) -> Sequence[Leaf]:
    """Every leaf of one case that still says what it means, in order."""
    statement = (
        db.select(Leaf)
        .where(Leaf.submission_id == submission_id, Leaf.salt.is_not(None))
        .order_by(Leaf.index)
    )
    return db.session.scalars(statement).all()


def hashes(start: int, limit: int) -> list[bytes]:
    """The leaf hashes from ``start`` on, in order: anyone may rebuild the tree."""
    statement = db.select(Leaf.hash).where(Leaf.index >= start).order_by(Leaf.index).limit(limit)
    return list(db.session.scalars(statement))


def anchors(chain: int) -> dict[int, str]:
    """The hashes the log holds for entries of one chain."""
    statement = db.select(Leaf.statement).where(Leaf.act == Act.LEDGER).order_by(Leaf.index)
    return {
        said["seq"]: said["hash"]
        for said in db.session.scalars(statement)
        if said and said["chain"] == chain
    }


def lost() -> ColumnElement[bool]:
    """A leaf whose case or step is gone from the database."""
    case = exists().where(Submission.id == Leaf.submission_id)
    step = exists().where(StatusChange.id == Leaf.change_id)
    return and_(Leaf.submission_id.is_not(None), ~(case & step))


def lost_leaves() -> bool:
    """Whether any leaf lost the row it speaks of."""
    return db.session.scalar(db.select(Leaf.index).where(lost()).limit(1)) is not None


def standing_hashes() -> Iterable[bytes]:
    """The hashes of the leaves that lost nothing, in order."""
    return db.session.scalars(db.select(Leaf.hash).where(~lost()).order_by(Leaf.index))


def nodes(names: Iterable[merkle.Name]) -> dict[merkle.Name, bytes]:
    """The named nodes."""
    found: dict[merkle.Name, bytes] = {}
    key = tuple_(LogNode.level, LogNode.position)
    for some in batches(sorted(names)):
        rows = db.session.execute(
            db.select(LogNode.level, LogNode.position, LogNode.hash).where(key.in_(some))
        )
        found |= {(level, position): node for level, position, node in rows}
    return found


def batches(names: list[merkle.Name]) -> Iterator[list[merkle.Name]]:
    """The names, a question's worth at a time."""
    for start in range(0, len(names), NAMES_AT_ONCE):
        yield names[start : start + NAMES_AT_ONCE]


def proof(submission_id: int, head: TreeHead) -> dict[str, Any]:
    """The file a citizen keeps: every step of the case under ``head``, with salts and paths."""
    leaves = [leaf for leaf in leaves_of(submission_id) if leaf.index < head.size]
    ranges = {leaf.index: merkle.inclusion_ranges(leaf.index, head.size) for leaf in leaves}
    read = nodes(merkle.names_under(one for each in ranges.values() for one in each))
    entries = [
        {
            "statement": leaf.statement,
            "salt": leaf.salt,
            "index": leaf.index,
            "path": [root.hex() for root in merkle.roots(ranges[leaf.index], read)],
        }
        for leaf in leaves
    ]
    return {"format": PROOF, "log": head.key, "head": head.note, "entries": entries}


def path_now(leaf: bytes, head: TreeHead) -> tuple[int, list[str]]:
    """Where a leaf stands under ``head`` and its path, or NoResultFound."""
    index = db.session.scalars(db.select(Leaf.index).where(Leaf.hash == leaf)).one()
    if index >= head.size:
        raise NoResultFound
    ranges = merkle.inclusion_ranges(index, head.size)
    read = nodes(merkle.names_under(ranges))
    return index, [root.hex() for root in merkle.roots(ranges, read)]


def consistency(first: TreeHead, second: TreeHead) -> dict[str, Any]:
    """The file that shows whether the log only grew from one head to a later one.

    When it shrank there is no path: the file says so to whoever checks it.
    """
    grew = 0 < first.size < second.size
    ranges = merkle.consistency_ranges(first.size, second.size) if grew else []
    read = nodes(merkle.names_under(ranges))
    path = [root.hex() for root in merkle.roots(ranges, read)]
    return {
        "format": CONSISTENCY,
        "log": second.key,
        "first": first.note,
        "second": second.note,
        "path": path,
    }
