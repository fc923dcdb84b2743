"""A poster shows what is true, also when more was reached than promised."""

import re
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pytest

from web.drawing import poster
from web.drawing.spec import ChartSpec, Row

pytestmark = pytest.mark.static
SVG = "{http://www.w3.org/2000/svg}"


def a_figure(*quarters):
    days = [date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31)]
    rows = [
        Row(f"Triwulan {n} 2025", days[n], target, value, whole)
        for n, (target, value, whole) in enumerate(quarters)
    ]
    told = ("Judul", "Paket di katalog", "paket", tuple(rows), "Laporan B12 2025")
    return ChartSpec(*told, date(2025, 12, 31), datetime(2026, 1, 5, tzinfo=UTC), "Uraian.")


def drawn(spec, address=""):
    return ElementTree.fromstring(poster.svg(spec, address))


def boxes(tree, fill):
    found = [r for r in tree.iter(f"{SVG}rect") if r.get("fill") == fill and r.get("x")]
    return [(float(r.get("x")), float(r.get("width"))) for r in found]


def words(tree):
    return [t.text for t in tree.iter(f"{SVG}text")]


def test_a_bar_beyond_its_target_passes_the_tick_and_stays_inside_its_track():
    tree = drawn(a_figure((40, 20, None), (40, 100, 41)))
    ((start, width),) = boxes(tree, poster.COLOURS["tercapai"][0])[-1:]
    ticks = [x for x, wide in boxes(tree, poster.ink.INK) if wide == 5]
    assert (start, width) == (poster.BAR_X, poster.BAR_ROOM)
    assert ticks == [start + width * 0.4 - 2.5] * 2
    assert "100 dari 41 (243,9%)" in words(tree)


def test_the_tick_stays_visible_on_a_bar_that_passes_it():
    halos = [len(boxes(drawn(a_figure((40, value, None))), poster.ink.PAPER)) for value in (40, 41)]
    assert halos[1] == halos[0] + 1


@pytest.mark.parametrize("target", [40, 10_000, 1_250_000, 987_654_321_000])
def test_a_target_is_never_cut(target):
    tree = drawn(a_figure((target, target * 0.95, None)))
    said = f"{target:,}".replace(",", ".")
    assert any(re.match(f"dari target {said}( |$)", line) for line in words(tree))


def test_the_address_is_never_cut():
    address = "kawalaksi.kabupatentirtaraya.go.id/capaian/" + "belanja-daerah-" * 4 + "a27ae3"
    assert address in words(drawn(a_figure((40, 40, None)), address))


def test_the_share_of_almost_all_is_not_all():
    assert "9.998 dari 10.002 (99,9%)" in words(drawn(a_figure((9_998, 9_998, 10_002))))
