"""Posters are the same everywhere, small, and keep their words inside."""

import re
from io import BytesIO
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from PIL import Image

from adapters import raster
from web.drawing import files, poster
from web.drawing.spec import ChartSpec

pytestmark = pytest.mark.static
SVG = "{http://www.w3.org/2000/svg}"
ENDS = ("03-31", "06-30", "09-30", "12-31")


def a_spec(values=(40, 38, None, 41, 30, 36, 37, 20), **more):
    rows = [
        {
            "label": f"Triwulan {('I', 'II', 'III', 'IV')[n % 4]} {2025 + n // 4}",
            "ends_on": f"{2025 + n // 4}-{ENDS[n % 4]}",
            "target": 40,
            "value": value,
            "denominator": None,
        }
        for n, value in enumerate(values)
    ]
    plain = {
        "title": "Belanja daerah makin terbuka: paket besar tayang di e-katalog",
        "subtitle": "Paket di atas Rp200 juta di e-katalog lokal",
        "unit": "paket",
        "rows": rows,
        "source": "Laporan B12 2026, Dinas Pekerjaan Umum",
        "data_date": "2026-12-31",
        "verified_at": "2027-01-14T03:00:00+00:00",
        "alt": "Grafik batang.",
    }
    return ChartSpec.from_figures(plain | more)


def texts(svg):
    for element in ElementTree.fromstring(svg).iter(f"{SVG}text"):
        size, weight = float(element.get("font-size")), int(element.get("font-weight"))
        wide = raster.width(element.text or "", size, weight)
        x = float(element.get("x")) - (wide if element.get("text-anchor") == "end" else 0)
        yield element.text, x, x + wide, float(element.get("y"))


LONG = "Pelayanan perizinan berusaha terintegrasi secara elektronik " * 9
HARD = [
    a_spec(),
    a_spec((40,)),
    a_spec((1234567890123.25,) * 8, title=LONG, subtitle=LONG, unit=LONG, source=LONG),
    a_spec(title="Tak" + "terputus" * 60, unit="<&>\"'", source="😀 ≥ 5 \x00"),
]


@pytest.mark.parametrize("spec", HARD)
def test_a_poster_is_well_formed_and_its_words_stay_inside(spec):
    svg = poster.svg(spec, "kawalaksi.contoh.go.id/capaian/" + "panjang-" * 8)
    for words, left, right, y in texts(svg):
        assert left >= 63, words
        assert right <= 1017, words
        assert 60 < y < 1345, words


def test_the_words_of_a_quarter_do_not_touch():
    for spec in HARD:
        lines = {}
        for words, left, right, y in texts(poster.svg(spec)):
            lines.setdefault(round(y, 1), []).append((left, right, words))
        for line in lines.values():
            line.sort()
            for (_, right, a), (left, _, b) in pairwise(line):
                assert right < left, (a, b)


def test_the_same_spec_is_the_same_poster():
    assert poster.svg(a_spec(), "a") == poster.svg(a_spec(), "a")
    assert raster.png.__wrapped__(poster.svg(a_spec())) == files.png(a_spec())


def test_the_picture_is_portrait_and_light():
    for spec in HARD:
        data = files.png(spec)
        assert len(data) <= 200_000
        with Image.open(BytesIO(data)) as picture:
            assert picture.size == (1080, 1350)


def test_the_fonts_draw_the_words():
    with Image.open(BytesIO(files.png(a_spec()))) as picture:
        headline = picture.convert("L").crop((60, 110, 1020, 170))
    assert headline.getextrema()[0] < 60


def test_every_bar_starts_at_zero_and_a_missing_one_is_not_drawn():
    svg = poster.svg(a_spec((0, None, 40)))
    widths = re.findall(r'width="([\d.]+)" height="\d+" fill="(#0A4F70|#A8201A)"', svg)
    assert ("0", "#A8201A") in widths
    assert svg.count("stroke-dasharray") == 1


def test_a_percentage_needs_its_denominator():
    assert "%" not in "".join(t[0] for t in texts(poster.svg(a_spec())) if "target:" not in t[0])


def test_no_style_or_script_is_needed():
    assert not re.search(r"<style|style=|<script|href|url\((?!#)", poster.svg(a_spec()))


def test_a_table_never_becomes_a_formula():
    text = files.csv(a_spec(unit="=HYPERLINK(1)")).decode("utf-8-sig")
    assert ",'=HYPERLINK(1)," in text
    assert ",=HYPER" not in text


def test_a_missing_figure_is_an_empty_cell():
    lines = files.csv(a_spec()).decode("utf-8-sig").splitlines()
    assert lines[3] == "Triwulan III 2025,2025-09-30,40,,,paket,belum ada data"
