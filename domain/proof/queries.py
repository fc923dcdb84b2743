"""Questions to the log. Nothing here changes a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.exc import NoResultFound

from domain.proof import merkle
from domain.proof.losses import MARKER, lost_at, standing_nodes
from domain.proof.models import Act, Leaf, TreeHead
from domain.proof.verifier import CONSISTENCY, PROOF
from extensions import db

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


def published_head(head_id: int) -> TreeHead:
    """One published head, or NoResultFound."""
    return db.session.get_one(TreeHead, head_id)


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
    statement = db.select(Leaf.index, Leaf.hash).where(Leaf.index >= start).order_by(Leaf.index)
    head = latest_head()
    gone = lost_at(head.at) if head else set()
    rows = db.session.execute(statement.limit(limit))
    return [MARKER if index in gone else leaf for index, leaf in rows]


def anchors(chain: int) -> dict[int, str]:
    """The hashes the log holds for entries of one chain."""
    statement = db.select(Leaf.statement).where(Leaf.act == Act.LEDGER).order_by(Leaf.index)
    return {
        said["seq"]: said["hash"]
        for said in db.session.scalars(statement)
        if said and said["chain"] == chain
    }


def proof(submission_id: int, head: TreeHead) -> dict[str, Any]:
    """The file a citizen keeps: every step of the case under ``head``, with salts and paths."""
    leaves = [leaf for leaf in leaves_of(submission_id) if leaf.index < head.size]
    ranges = {leaf.index: merkle.inclusion_ranges(leaf.index, head.size) for leaf in leaves}
    names = merkle.names_under(one for each in ranges.values() for one in each)
    read = standing_nodes(names, head.at)
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
    read = standing_nodes(merkle.names_under(ranges), head.at)
    return index, [root.hex() for root in merkle.roots(ranges, read)]


def consistency(first: TreeHead, second: TreeHead) -> dict[str, Any]:
    """The file that shows whether the log only grew from one head to a later one.

    When it shrank there is no path: the file says so to whoever checks it.
    """
    grew = 0 < first.size < second.size
    ranges = merkle.consistency_ranges(first.size, second.size) if grew else []
    read = standing_nodes(merkle.names_under(ranges), second.at)
    path = [root.hex() for root in merkle.roots(ranges, read)]
    return {
        "format": CONSISTENCY,
        "log": second.key,
        "first": first.note,
        "second": second.note,
        "path": path,
    }
