"""Read the log's kept nodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import tuple_

from domain.proof.merkle import Name
from domain.proof.models import LogNode
from extensions import db

# SQLite takes this many values in one question.
AT_ONCE = 400


def read(names: Iterable[Name]) -> dict[Name, bytes]:
    """The named nodes."""
    found: dict[Name, bytes] = {}
    key = tuple_(LogNode.level, LogNode.position)
    for some in batches(sorted(names)):
        rows = db.session.execute(
            db.select(LogNode.level, LogNode.position, LogNode.hash).where(key.in_(some))
        )
        found |= {(level, position): node for level, position, node in rows}
    return found


def batches(names: list[Name]) -> Iterator[list[Name]]:
    """The names, a question's worth at a time."""
    for start in range(0, len(names), AT_ONCE):
        yield names[start : start + AT_ONCE]
