"""The tree of RFC 9162 section 2.1, kept as the hashes of its complete subtrees.

A node is named ``(level, position)``: it covers the leaves from ``position * 2**level``
on. Complete subtrees never change, so appending writes each node once, and a root or a
path reads a number of nodes that grows with the logarithm of the tree.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

Name = tuple[int, int]
Range = tuple[int, int]
EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """The hash of one leaf."""
    return hashlib.sha256(b"\0" + data).digest()


def parent_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return hashlib.sha256(b"\1" + left + right).digest()


def grown(size: int, peaks: list[bytes], leaf: bytes) -> tuple[list[bytes], dict[Name, bytes]]:
    """The peaks of a tree of ``size`` leaves after one more, and the nodes that made complete.

    Peaks are the roots of the complete subtrees, the largest first.
    """
    node, level, position = leaf, 0, size
    peaks, made = list(peaks), {(0, size): leaf}
    while position % 2:
        node, level, position = parent_hash(peaks.pop(), node), level + 1, position // 2
        made[level, position] = node
    return [*peaks, node], made


def root_of(peaks: Iterable[bytes]) -> bytes:
    """The root over peaks, the largest first."""
    root = b""
    for peak in reversed(list(peaks)):
        root = parent_hash(peak, root) if root else peak
    return root or EMPTY_ROOT


def peak_names(start: int, end: int) -> list[Name]:
    """The complete subtrees under the leaves from ``start`` to ``end`` of one subtree.

    ``start`` is a multiple of a power of two no smaller than the range, as in every path.
    """
    names = []
    while start < end:
        level = (end - start).bit_length() - 1
        names.append((level, start >> level))
        start += 1 << level
    return names


def split(size: int) -> int:
    """The largest power of two smaller than ``size``."""
    return 1 << (size - 1).bit_length() - 1


def inclusion_ranges(index: int, size: int) -> list[Range]:
    """The ranges of leaves whose roots lead from leaf ``index`` to the root, nearest first."""
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a tree of {size}")
    start, end, ranges = 0, size, []
    while end - start > 1:
        middle = start + split(end - start)
        if index < middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    return ranges[::-1]


def consistency_ranges(first: int, second: int) -> list[Range]:
    """The ranges whose roots show that a tree of ``second`` leaves only grew from ``first``."""
    if not 0 < first <= second:
        raise ValueError(f"a tree of {second} did not grow from {first}")
    start, end, size, whole, ranges = 0, second, first, True, []
    while size < end - start:
        middle = start + split(end - start)
        if size <= middle - start:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            size -= middle - start
            start, whole = middle, False
    if not whole:
        ranges.append((start, end))
    return ranges[::-1]


def names_under(ranges: Iterable[Range]) -> set[Name]:
    """Every node to be read for the roots of ``ranges``."""
    return {name for start, end in ranges for name in peak_names(start, end)}


def roots(ranges: Iterable[Range], nodes: Mapping[Name, bytes]) -> list[bytes]:
    """The root of each range, from the nodes under it."""
    return [root_of(nodes[name] for name in peak_names(start, end)) for start, end in ranges]
