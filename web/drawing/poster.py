"""The poster: 1080 by 1350, one headline, one number, its quarters, its source."""

from __future__ import annotations

from html import escape

from adapters.raster import FAMILY, width
from domain.publishing.figures import day, said
from domain.publishing.truth import Standing
from web.drawing import ink
from web.drawing.spec import ChartSpec, Row, share_words

WIDE, HIGH, MARGIN = 1080, 1350, 64
RIGHT = WIDE - MARGIN
ROOM = RIGHT - MARGIN
BAR_X, BAR_ROOM = 320, 300
# What number, target and standing may take of one line; the rest is air and the mark.
BESIDE = ROOM - 120
FOOT = HIGH - 152
KEY = FOOT - 24
THRESHOLDS = (
    "Dari target: tercapai 100% ke atas, sesuai jalur 90%, perhatian 70%, di bawahnya tertinggal"
)
# The colour of a standing's bar, and of its word: dark enough to read on paper.
COLOURS = {
    Standing.ACHIEVED: (ink.LAUT, ink.GREEN),
    Standing.ON_TRACK: (ink.LAUT_LIGHT, ink.LAUT),
    Standing.ATTENTION: (ink.AMBER, ink.BROWN),
    Standing.BEHIND: (ink.MERAH, ink.MERAH),
    Standing.NO_DATA: (ink.GREY, ink.INK2),
}


def svg(spec: ChartSpec, address: str = "") -> str:
    """The poster as SVG; ``address`` is where the whole table can be read."""
    head, y = headline(spec)
    number, y = big_number(spec, y)
    parts = [
        ink.box(0, 0, WIDE, HIGH, ink.PAPER),
        ink.anyaman(WIDE),
        *head,
        *number,
        *quarters(spec, y),
        *foot(spec, address),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" '
        f'width="{WIDE}" height="{HIGH}" role="img" aria-labelledby="judul uraian" '
        f"font-family=\"'{FAMILY}', sans-serif\">"
        f'<title id="judul">{escape(ink.drawable(spec.title))}</title>'
        f'<desc id="uraian">{escape(ink.drawable(spec.alt))}</desc>' + "".join(parts) + "</svg>"
    )


def headline(spec: ChartSpec) -> tuple[list[str], float]:
    """The kicker and the headline, smaller when it is long; and where they end."""
    kicker = f"Capaian pencegahan korupsi  ·  {spec.last.label}".upper()
    parts = [ink.text(MARGIN, 92, kicker, 24, 700, ink.INK2)]
    size = 56 if len(ink.wrapped(spec.title, 56, 800, ROOM, 9)) <= 3 else 46
    y = 100.0
    for line in ink.wrapped(spec.title, size, 800, ROOM, 3):
        y += size * 1.15
        parts.append(ink.text(MARGIN, y, line, size, 800))
    return parts, y


def big_number(spec: ChartSpec, y: float) -> tuple[list[str], float]:
    """The quarter's own figure, its target beside or below it, its standing in words."""
    number = said(spec.last.value)
    target = f"dari target {said(spec.last.target)}"
    beside = width(number, 150, 800) + width(target, 34, 700)
    long = beside + width(spec.last.standing.value, 34, 700) > BESIDE
    size = ink.fitted(number, 150, 800, ROOM)
    low = y + 36 + size * 0.8
    parts = [ink.text(MARGIN, low, number, size, 800, ink.LAUT)]
    x = MARGIN if long else MARGIN + width(number, size, 800) + 28
    low += 108 if long else 0
    first = [(40, f"{target} {spec.unit}")] if long else [(80, target), (40, spec.unit)]
    share = share_words(spec.last) or f"sampai {day(spec.last.ends_on)}"
    edge, standing = standing_mark(spec.last, RIGHT, low - first[0][0], 34)
    lines = [*first, (0, share)]
    for up, words in lines:
        is_first = up == lines[0][0]
        largest, weight = (34, 700) if is_first else (28, 500)
        room = edge - 24 - x if is_first else RIGHT - x
        line = ink.drawable(words)
        high = max(18, ink.fitted(line, largest, weight, room))
        parts.append(ink.text(x, low - up, ink.clipped(line, high, weight, room), high, weight))
    return [*parts, *standing, ink.rule(MARGIN, low + 36, RIGHT)], low + 36


def standing_mark(row: Row, right: float, base: float, size: float) -> tuple[float, list[str]]:
    """A standing as shape and word, ending at ``right``; and where it begins."""
    fill, colour = COLOURS[row.standing]
    word, r = row.standing.value, size * 0.37
    edge = right - width(word, size, 700) - size * 0.4 - 2 * r
    return edge, [
        ink.mark(row.shape, edge + r, base - size * 0.33, r, fill),
        ink.text(right, base, word, size, 700, colour, "end"),
    ]


def quarters(spec: ChartSpec, y: float) -> list[str]:
    """What is measured, then one bar for each quarter, all from zero."""
    parts = []
    y += 8
    for line in ink.wrapped(spec.subtitle, 28, 700, ROOM, 2):
        y += 38
        parts.append(ink.text(MARGIN, y, line, 28, 700))
    y += 20
    step = min(130.0, (KEY - 62 - y) / len(spec.rows))
    for row in spec.rows:
        parts += quarter(spec, row, y, step)
        y += step
    parts.append(ink.text(BAR_X, y + 24, "Garis tegak = target triwulan", 22, 500, ink.INK2))
    parts.append(ink.text(MARGIN, KEY, THRESHOLDS, 22, 500, ink.INK2))
    return parts


def quarter(spec: ChartSpec, row: Row, y: float, step: float) -> list[str]:
    """One quarter: label, bar, target tick, figure, and its standing as shape and word."""
    high = min(55, round(step * 0.55))
    middle = y + step / 2
    base, top = middle + 10, middle - high / 2
    x = BAR_X + BAR_ROOM + 20
    edge, standing = standing_mark(row, RIGHT, base, 24)
    parts = [ink.text(MARGIN, base, row.label, 26), *standing]
    if row.value is None:
        dashed = f' stroke="{ink.GREY}" stroke-width="2" stroke-dasharray="6 5"'
        parts.append(ink.box(BAR_X, top, BAR_ROOM, high, ink.PAPER, dashed))
    else:
        fill = COLOURS[row.standing][0]
        parts.append(ink.box(BAR_X, top, BAR_ROOM, high, ink.TRACK))
        parts.append(ink.box(BAR_X, top, spec.length(row.value, BAR_ROOM), high, fill))
        number = said(row.value)
        size = ink.fitted(number, 28, 800, edge - 16 - x)
        parts.append(ink.text(x, base, number, size, 800))
    tick = BAR_X + spec.length(row.target, BAR_ROOM)
    if row.value is not None and row.value > row.target:
        parts.append(ink.box(tick - 6, top, 12, high, ink.PAPER))
    parts.append(ink.box(tick - 2.5, top - 7, 5, high + 14, ink.INK))
    return parts


def foot(spec: ChartSpec, address: str) -> list[str]:
    """Source, date, verification, and where to read on."""
    parts = [ink.rule(MARGIN, FOOT, RIGHT, ink.INK, 3)]
    y = float(FOOT)
    for line in ink.wrapped(spec.provenance, 22, 500, ROOM, 2):
        y += 32
        parts.append(ink.text(MARGIN, y, line, 22, 500))
    stamp = f"{spec.stamp}. Tabel lengkap:" if address else f"{spec.stamp}."
    lines = ((stamp, 22), (address, 20)) if address else ((stamp, 22),)
    for line, largest in lines:
        y += 32
        size = ink.fitted(line, largest, 700, ROOM)  # an address cut short leads nowhere
        parts.append(ink.text(MARGIN, y, line, size, 700, ink.LAUT))
    return parts
