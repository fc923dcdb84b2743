"""Which unit stands below which, and how deep that may go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from domain.errors import Sentence

DEEPEST = 8
TOO_DEEP = Sentence(
    "Unit paling banyak %(most)s tingkat. Pilih unit induk yang lebih tinggi.", {"most": DEEPEST}
)

Key = TypeVar("Key", int, str)


def line_up(start: Key, above: Mapping[Key, Key | None]) -> list[Key]:
    """``start`` and what stands above it; one more than may be there tells that it is too deep."""
    line: list[Key] = []
    at: Key | None = start
    while at and at not in line and len(line) <= DEEPEST:
        line.append(at)
        at = above.get(at)
    return line


def pushed_too_deep(moved: set[Key], above: Mapping[Key, Key | None]) -> set[Key]:
    """Which of ``moved`` stand too deep now, or have something too deep below them."""
    lines = [line for line in (line_up(key, above) for key in above) if len(line) > DEEPEST]
    nearest = (next((key for key in line if key in moved), None) for line in lines)
    return {key for key in nearest if key is not None}
