"""Strokes: text that is measured, rectangles, marks. Attributes only, so a strict CSP holds."""

from __future__ import annotations

import unicodedata
from html import escape
from math import floor

from adapters.raster import covers, width

INK, INK2, PAPER, RULE, GREY = "#14222E", "#47565F", "#FAF8F3", "#D9D3C7", "#7A858B"
LAUT, LAUT_LIGHT, AMBER, MERAH, GREEN = "#0A4F70", "#2E7895", "#C8690A", "#A8201A", "#1A6B45"
KUNYIT, WATER, TRACK, BROWN = "#FFC53D", "#6BA8C3", "#E8E3D8", "#8A4B08"
ELLIPSIS = "…"


def drawable(words: str) -> str:
    """``words`` with what the font lacks written plainly or left out."""
    single = " ".join(words.split()).replace("≥", ">=").replace("≤", "<=")
    kept = []
    for character in single:
        plain = character if covers(character) else unicodedata.normalize("NFKD", character)
        kept.append("".join(c for c in plain if covers(c)))
    return "".join(kept)


def wrapped(words: str, size: float, weight: int, room: float, lines: int) -> list[str]:
    """``words`` in at most ``lines`` lines no wider than ``room``; the last may end in dots."""
    done: list[str] = []
    line = ""
    for word in drawable(words).split():
        longer = f"{line} {word}".strip()
        if line and width(longer, size, weight) > room:
            done.append(line)
            line = word
        else:
            line = longer
    done.append(line)
    if len(done) > lines:
        done = [*done[: lines - 1], done[lines - 1] + ELLIPSIS]
    return [clipped(part, size, weight, room) for part in done]


def clipped(words: str, size: float, weight: int, room: float) -> str:
    """``words`` cut with dots where they would leave ``room``."""
    if width(words, size, weight) <= room:
        return words
    bare = words.rstrip(ELLIPSIS)
    while bare and width(bare + ELLIPSIS, size, weight) > room:
        bare = bare[:-1].rstrip()
    return bare + ELLIPSIS


def fitted(words: str, size: float, weight: int, room: float) -> float:
    """The size at which ``words`` fit; for numbers, which may shrink but never be cut."""
    largest = size * room / max(1.0, width(words, size, weight))
    return min(size, floor(largest * 10) / 10)  # rounded up it would not fit


def text(
    x: float,
    y: float,
    words: str,
    size: float,
    weight: int = 500,
    fill: str = INK,
    anchor: str = "start",
) -> str:
    """One line of text, its baseline at ``y``."""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" font-weight="{weight}" '
        f'fill="{fill}" text-anchor="{anchor}">{escape(drawable(words))}</text>'
    )


def box(x: float, y: float, wide: float, high: float, fill: str, extra: str = "") -> str:
    """A filled rectangle."""
    return f'<rect x="{x:g}" y="{y:g}" width="{wide:g}" height="{high:g}" fill="{fill}"{extra}/>'


def rule(x: float, y: float, to: float, colour: str = RULE, thick: float = 2) -> str:
    """A level line."""
    return (
        f'<line x1="{x:g}" y1="{y:g}" x2="{to:g}" y2="{y:g}" '
        f'stroke="{colour}" stroke-width="{thick:g}"/>'
    )


def mark(shape: str, x: float, y: float, r: float, fill: str) -> str:
    """The small shape beside a status word, centred on ``x`` and ``y``."""
    if shape == "circle":
        return f'<circle cx="{x:g}" cy="{y:g}" r="{r:g}" fill="{fill}"/>'
    if shape == "ring":
        return (
            f'<circle cx="{x:g}" cy="{y:g}" r="{r - 1:g}" fill="none" '
            f'stroke="{fill}" stroke-width="3"/>'
        )
    corners = {
        "diamond": [(x, y - r), (x + r, y), (x, y + r), (x - r, y)],
        "triangle": [(x, y - r), (x + r, y + r * 0.8), (x - r, y + r * 0.8)],
        "square": [(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)],
    }[shape]
    points = " ".join(f"{a:g},{b:g}" for a, b in corners)
    return f'<polygon points="{points}" fill="{fill}"/>'


def anyaman(wide: float, high: float = 28) -> str:
    """The woven band across the top."""
    return (
        '<defs><pattern id="anyaman" width="28" height="28" patternUnits="userSpaceOnUse">'
        f'<rect width="28" height="28" fill="{LAUT}"/>'
        f'<path d="M0 7h14M14 21h14" stroke="{KUNYIT}" stroke-width="3" fill="none"/>'
        f'<path d="M21 0v14M7 14v14" stroke="{WATER}" stroke-width="3" fill="none"/>'
        "</pattern></defs>" + box(0, 0, wide, high, "url(#anyaman)")
    )
