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
LONG_NUMBER = 480
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
    long = width(number, 150, 800) > LONG_NUMBER
    size = ink.fitted(number, 150, 800, ROOM)
    low = y + 36 + size * 0.8
    parts = [ink.text(MARGIN, low, number, size, 800, ink.LAUT)]
    x = MARGIN if long else MARGIN + width(number, size, 800) + 28
    low += 68 if long else 0
    edge, standing = standing_mark(spec.last, RIGHT, low if long else low - 80, 34)
    target = f"dari target {said(spec.last.target)}"
    lines = [(0, f"{target} {spec.unit}", 34, 700)] if long else [(80, target, 34, 700)]
    if not long:
        share = share_words(spec.last) or f"sampai {day(spec.last.ends_on)}"
        lines += [(40, spec.unit, 28, 500), (0, share, 28, 500)]
    for up, words, largest, weight in lines:
        room = edge - 24 - x if up == lines[0][0] else RIGHT - x
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
    step = min(100.0, (KEY - 62 - y) / len(spec.rows))
    for row in spec.rows:
        parts += quarter(spec, row, y, step)
        y += step
    parts.append(ink.text(BAR_X, y + 24, "Garis tegak = target triwulan", 22, 500, ink.INK2))
    parts.append(ink.text(MARGIN, KEY, THRESHOLDS, 22, 500, ink.INK2))
    return parts


def quarter(spec: ChartSpec, row: Row, y: float, step: float) -> list[str]:
    """One quarter: label, bar, target tick, figure, and its standing as shape and word."""
    high = round(step * 0.55)
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
    parts.append(ink.box(tick - 2.5, top - 7, 5, high + 14, ink.INK))
    return parts


def foot(spec: ChartSpec, address: str) -> list[str]:
    """Source, date, verification, and where to read on."""
    lines = [spec.provenance, f"{spec.stamp}."]
    if address:
        lines[1] += f" Tabel lengkap: {address}"
    parts = [ink.rule(MARGIN, FOOT, RIGHT, ink.INK, 3)]
    y = float(FOOT)
    for words, weight, colour in zip(lines, (500, 700), (ink.INK, ink.LAUT), strict=True):
        for line in ink.wrapped(words, 22, weight, ROOM, 2):
            y += 32
            parts.append(ink.text(MARGIN, y, line, 22, weight, colour))
    return parts
