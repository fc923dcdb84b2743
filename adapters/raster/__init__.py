"""Pictures out of drawings: the same bytes on every machine, with the house's own fonts."""

from __future__ import annotations

from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

import resvg_py
from PIL import Image, ImageFont

FONTS = Path(__file__).parent / "fonts"
WEIGHTS = (500, 700, 800)
FAMILY = "Plus Jakarta Sans"
COLOURS = 96
MEASURED_AT = 1000


def font_file(weight: int) -> str:
    """The font file of one weight."""
    return str(FONTS / f"plus-jakarta-sans-{weight}.ttf")


@lru_cache(maxsize=32)
def png(svg: str) -> bytes:
    """The drawing as a small PNG."""
    drawn = resvg_py.svg_to_bytes(
        svg_string=svg,
        skip_system_fonts=True,
        font_files=[font_file(weight) for weight in WEIGHTS],
        font_family=FAMILY,
    )
    with Image.open(BytesIO(bytes(drawn))) as picture:
        few = picture.convert("RGB").quantize(COLOURS)
    out = BytesIO()
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


@cache
def font(weight: int) -> ImageFont.FreeTypeFont:
    """The font of one weight, large enough to measure finely."""
    layout = ImageFont.Layout.BASIC
    return ImageFont.truetype(font_file(weight), MEASURED_AT, layout_engine=layout)


def width(text: str, size: float, weight: int = 500) -> float:
    """How wide ``text`` stands at ``size``."""
    return float(font(weight).getlength(text)) * size / MEASURED_AT


@cache
def covers(character: str) -> bool:
    """Whether the font can draw ``character``; it draws a box for what it lacks."""
    if character == " ":
        return True
    small = font(500).font_variant(size=24)
    return bytes(small.getmask(character)) != bytes(small.getmask("\uffff"))
