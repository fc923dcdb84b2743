"""Every colour that is read stands out enough from what it stands on."""

import gzip
import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest

pytestmark = pytest.mark.static
ROOT = Path(__file__).parents[2]
CSS = (ROOT / "static/css/site.css").read_text()
TOKENS = dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6});", CSS))

BODY = [("tinta", "kertas"), ("tinta", "putih"), ("tinta-2", "kertas"), ("laut", "kertas")]
TINTED = [
    (ink, ground)
    for ground in ("laut-muda", "kunyit-muda", "merah-muda", "daun-muda")
    for ink in ("tinta", "laut", "laut-gelap")
]
TEXT = [
    *TINTED,
    *((ink, "kertas") for ink in ("merah", "daun", "sogan", "abu", "laut-gelap")),
    *((ink, "putih") for ink in ("merah", "daun", "sogan", "abu", "tinta-2", "laut")),
    ("putih", "laut"),
    ("putih", "laut-gelap"),
    ("putih", "merah"),
    ("tinta", "kunyit"),
    ("sogan", "kunyit-muda"),
    ("merah", "merah-muda"),
    ("daun", "daun-muda"),
    ("tinta-2", "laut-muda"),
    ("tinta-2", "kunyit-muda"),
]
SHAPES = [
    ("garis-input", "kertas"),
    ("garis-input", "putih"),
    ("tinta", "kunyit"),
    ("seri-1", "kertas"),
    ("seri-2", "kertas"),
    ("seri-3", "kertas"),
    ("seri-4", "kertas"),
    ("seri-konteks", "kertas"),
]


TAGS = ("h1", "h2", "h3")


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(TOKENS[one]), luminance(TOKENS[other])))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("ink", "ground"), BODY)
def test_body_text_reaches_seven(ink, ground):
    assert contrast(ink, ground) >= 7


@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_reaches_four_and_a_half(ink, ground):
    assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize(("line", "ground"), SHAPES)
def test_borders_focus_and_series_reach_three(line, ground):
    assert contrast(line, ground) >= 3


def test_every_text_colour_in_the_stylesheet_is_measured():
    measured = {name for pair in BODY + TEXT for name in pair}
    used = set(re.findall(r"(?<![\w-])color: var\(--([\w-]+)\)", CSS))
    assert used <= measured


def test_colours_come_from_the_tokens_alone():
    rules = CSS.partition("@font-face")[2].partition("@media print")[0]
    assert re.findall(r"#[0-9A-Fa-f]{3,8}\b", rules) == []


def test_focus_is_two_toned():
    assert "outline: 3px solid var(--tinta); outline-offset: 0; box-shadow: 0 0 0 6px" in CSS


def test_the_page_has_no_shadow_gradient_or_rounded_card():
    assert "gradient(" not in CSS
    assert CSS.count("box-shadow:") == 2  # the focus ring, and where the heading drops it
    assert set(re.findall(r"border-radius: ([^;]+);", CSS)) == {"4px", "50%"}


def test_the_headings_step_down():
    sizes = [float(re.search(rf"^{tag}\b.*?font-size: ([\d.]+)rem", CSS, re.M)[1]) for tag in TAGS]
    assert all(bigger > smaller for bigger, smaller in pairwise(sizes))


def test_the_weights_stay_small():
    woven = unquote(re.search(r'--anyaman: url\("data:image/svg\+xml,([^"]+)"\)', CSS)[1])
    assert len(woven.encode()) <= 300
    assert len(gzip.compress(CSS.encode())) <= 12 * 1024
    assert len((ROOT / "static/js/page.js").read_bytes()) <= 2048
