"""Plainly drawn pictures in the site's colours: never a pretended photograph."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO
from math import sin
from random import Random

from PIL import Image, ImageDraw

PAPER, INK, SEA, LEAF = "#FAF8F3", "#14222E", "#0A4F70", "#1A6B45"
BROWN, TURMERIC, ORANGE, SKY = "#8A4B08", "#FFC53D", "#C8690A", "#E3EEF3"
WIDTH, HEIGHT = 1200, 675
Draw = ImageDraw.ImageDraw


@cache
def picture(scene: str, seed: int = 1) -> bytes:
    """A PNG of one of ``SCENES``; the same seed draws the same picture."""
    canvas = Image.new("RGB", (WIDTH, HEIGHT), SKY)
    SCENES[scene](ImageDraw.Draw(canvas), Random(seed))  # noqa: S311 - a drawing, no secret
    out = BytesIO()
    canvas.save(out, "PNG")
    return out.getvalue()


def woven(pen: Draw, dice: Random) -> None:
    """A woven mat: strips over and under."""
    colours = [SEA, LEAF, BROWN, ORANGE]
    dice.shuffle(colours)
    size = 75
    pen.rectangle((0, 0, WIDTH, HEIGHT), fill=TURMERIC)
    for row in range(HEIGHT // size):
        for column in range(WIDTH // size):
            left, top = column * size, row * size
            over = (row + column) % 2
            box = (left, top + 8, left + size, top + size - 8)
            lying = (left + 8, top, left + size - 8, top + size)
            pen.rectangle(box if over else lying, fill=colours[(row if over else column) % 4])


def hills(pen: Draw, dice: Random, *, ground: str = LEAF) -> None:
    """Sun, three rows of hills and the ground."""
    left = dice.randint(700, 1000)
    pen.ellipse((left, 70, left + 130, 200), fill=TURMERIC)
    for depth, colour in enumerate(("#A9D2E5", "#6BA8C3", ground)):
        base, phase = 270 + depth * 90, dice.random() * 6
        top = [(x, base + 45 * sin(x / 170 + phase)) for x in range(0, WIDTH + 20, 20)]
        pen.polygon([*top, (WIDTH, HEIGHT), (0, HEIGHT)], fill=colour)


def road(pen: Draw, dice: Random) -> None:
    """A road between rice fields, with its middle line."""
    hills(pen, dice)
    pen.polygon([(560, 430), (640, 430), (1000, HEIGHT), (200, HEIGHT)], fill=INK)
    for step in range(5):
        top, half = 445 + step * 48, 3 + step * 3
        pen.rectangle((600 - half, top, 600 + half, top + 22 + step * 3), fill=PAPER)


def bridge(pen: Draw, dice: Random) -> None:
    """A bridge of three arches over a river."""
    hills(pen, dice)
    pen.rectangle((0, 540, WIDTH, HEIGHT), fill=SEA)
    pen.rectangle((0, 420, WIDTH, 560), fill=BROWN)
    for left in (110, 470, 830):
        pen.pieslice((left, 460, left + 260, 720), 180, 360, fill=SEA)
    for post in range(0, WIDTH, 60):
        pen.line((post, 380, post, 420), fill=INK, width=8)
    pen.line((0, 382, WIDTH, 382), fill=INK, width=8)


def office(pen: Draw, dice: Random) -> None:
    """A service office with a wide roof, three counters and a flag."""
    hills(pen, dice)
    pen.polygon([(260, 300), (600, 150), (940, 300)], fill=BROWN)
    pen.rectangle((300, 300, 900, 560), fill=PAPER)
    for left in (350, 550, 750):
        pen.rectangle((left, 360, left + 100, 470), fill=SEA)
        pen.rectangle((left - 10, 470, left + 110, 490), fill=ORANGE)
    pen.line((1010, 160, 1010, 560), fill=INK, width=8)
    pen.rectangle((1014, 160, 1110, 190), fill="#A8201A")
    pen.rectangle((1014, 190, 1110, 220), fill="#FFFFFF")


def market(pen: Draw, dice: Random) -> None:
    """Market stalls with striped awnings."""
    hills(pen, dice, ground="#D9D3C7")
    for left in (90, 450, 810):
        pen.rectangle((left, 400, left + 300, 580), fill=PAPER)
        for stripe in range(6):
            colour = ORANGE if stripe % 2 else PAPER
            pen.rectangle(
                (left + stripe * 50, 320, left + stripe * 50 + 50, 400), fill=colour, outline=BROWN
            )
        for heap in range(3):
            spot = left + 30 + heap * 90
            pen.ellipse((spot, 470, spot + 70, 540), fill=(LEAF, ORANGE, "#A8201A")[heap])


def water(pen: Draw, dice: Random) -> None:
    """A water channel between green fields."""
    hills(pen, dice)
    pen.polygon([(540, 450), (660, 450), (840, HEIGHT), (360, HEIGHT)], fill=SEA)
    for row in range(8):
        top = 470 + row * 26
        pen.line((0, top, 360, top), fill=TURMERIC, width=4)
        pen.line((840, top, WIDTH, top), fill=TURMERIC, width=4)


def school(pen: Draw, dice: Random) -> None:
    """A long school building with doors and a field."""
    hills(pen, dice)
    pen.polygon([(120, 320), (180, 220), (1020, 220), (1080, 320)], fill=ORANGE)
    pen.rectangle((140, 320, 1060, 540), fill=PAPER)
    for left in range(190, 1000, 170):
        pen.rectangle((left, 390, left + 60, 540), fill=BROWN)
        pen.rectangle((left + 80, 400, left + 130, 460), fill=SEA)


SCENES: dict[str, Callable[[Draw, Random], None]] = {
    "woven": woven,
    "road": road,
    "bridge": bridge,
    "office": office,
    "market": market,
    "water": water,
    "school": school,
}
