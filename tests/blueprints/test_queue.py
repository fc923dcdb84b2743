"""The queue's list: what waits, in order, within its means."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event

from domain import clock
from domain.policy import Role
from domain.submissions import service
from domain.submissions.workflow import Action
from tests import factories
from tests.pages import Page


@pytest.fixture
def unit(institution):
    return factories.a_unit(institution, name="Dinas Perizinan")


@pytest.fixture
def admin(institution):
    return factories.a_person(Role.INSPECTORATE_ADMIN, institution)


@pytest.fixture
def case(institution):
    return factories.a_proposal(institution)


def address(case):
    return f"/antrean/{case.reference}"


def test_staff_without_the_queue_are_turned_away(sign_in, institution):
    client = sign_in(factories.a_person(Role.SYSTEM_ADMINISTRATOR, institution))
    assert client.get("/antrean").status_code == 403


def test_the_queue_says_in_words_how_long_there_is(sign_in, admin, institution):
    with clock.stopped_at(datetime(2026, 3, 2, 3, tzinfo=UTC)):
        factories.a_proposal(institution)
        assert "Sisa 3 hari kerja" in Page(sign_in(admin), "/antrean", 200).text
    with clock.stopped_at(datetime(2026, 3, 5, 3, tzinfo=UTC)):
        assert "Batasnya hari ini" in Page(sign_in(admin), "/antrean", 200).text
    with clock.stopped_at(datetime(2026, 3, 9, 3, tzinfo=UTC)):
        assert "Lewat 2 hari kerja" in Page(sign_in(admin), "/antrean?tenggat=late", 200).text


def test_the_queue_pages_without_losing_or_repeating_a_case(sign_in, admin, institution):
    sent = {factories.a_proposal(institution).reference for _ in range(60)}
    page, seen = Page(sign_in(admin), "/antrean", 200), []
    while True:
        seen += re.findall(
            r"[PUL]-[\dA-Z-]+",
            " ".join(m.get_text() for m in page.soup.select(".queue-list .meta")),
        )
        if page.soup.select_one("a[rel=next]") is None:
            break
        page.follow("Berikutnya")
    assert len(seen) == 60
    assert set(seen) == sent


def test_the_filter_is_in_the_address(sign_in, admin, institution, unit):
    factories.a_proposal(institution, title="Izin usaha", unit_id=unit.id)
    factories.a_monitoring(institution, title="Jalan rusak")
    client = sign_in(admin)
    for query, shown, hidden in (
        ("jenis=proposal", "Izin usaha", "Jalan rusak"),
        ("cari=jalan", "Jalan rusak", "Izin usaha"),
        (f"unit={unit.id}", "Izin usaha", "Jalan rusak"),
    ):
        words = Page(client, f"/antrean?{query}", 200).soup.select_one("#queue").get_text()
        assert shown in words
        assert hidden not in words
    assert "Tidak ada yang cocok" in Page(client, "/antrean?status=closed", 200).text


@pytest.mark.parametrize(
    "query", ["status=x", "unit=²", "unit=99999999999999", "sesudah=x_1", "sesudah=2026-01-01_x"]
)
def test_a_strange_address_narrows_nothing(sign_in, admin, case, query):
    assert case.title in Page(sign_in(admin), f"/antrean?{query}", 200).text


def test_an_empty_queue_says_so(sign_in, admin):
    assert "Antrean kosong." in Page(sign_in(admin), "/antrean", 200).text


def test_htmx_gets_the_piece_it_asked_for(sign_in, admin, case):
    client = sign_in(admin)
    for path, piece in (("/antrean", "queue"), (address(case), "case")):
        answer = client.get(path, headers={"HX-Request": "true", "HX-Target": piece})
        assert answer.text.lstrip().startswith("<")
        assert "<html" not in answer.text
        assert f'id="{piece}"' in answer.text


@pytest.mark.parametrize(("path", "budget"), [("/antrean", 8), ("case", 13)])
def test_a_page_asks_little_of_the_database(sign_in, admin, institution, unit, db, path, budget):
    case = factories.trusted(factories.a_deviation(institution), admin)
    for note in ("Satu", "Dua"):
        service.add_note(case, admin, note)
    for _ in range(30):
        factories.a_proposal(institution, unit_id=unit.id)
    path = address(case) if path == "case" else path
    client = sign_in(admin)
    db.session.remove()
    asked = []
    event.listen(db.engines[None], "before_cursor_execute", lambda *args: asked.append(args[2]))
    assert client.get(path).status_code == 200
    selects = [statement for statement in asked if statement.startswith("SELECT")]
    assert 0 < len(selects) <= budget, selects


def test_the_tabs_count_what_the_lists_behind_them_show(sign_in, admin, institution, unit):
    waiting = factories.a_proposal(institution)
    service.move(waiting, Action.ASK, admin, version=waiting.version, note="Di mana?")
    factories.archived(factories.a_proposal(institution), admin)
    with clock.stopped_at(clock.now() - timedelta(days=30)):
        late = [factories.a_proposal(institution, unit_id=unit.id) for _ in range(2)]
    client = sign_in(admin)
    page = Page(client, "/antrean", 200)
    tabs = {a.get_text(): a["href"] for a in page.soup.select(".counts a")}
    assert {"Lewat tenggat 2", "Menunggu warga 1", "Belum diverifikasi 2", "Diarsipkan 1"} < set(
        tabs
    )
    behind = Page(client, tabs["Lewat tenggat 2"], 200)
    assert len(behind.soup.select(".queue-list > li")) == len(late)


def test_the_day_after_the_last_day_is_late(sign_in, admin, case):
    with clock.stopped_at(clock.now() + timedelta(days=30)):
        page = Page(sign_in(admin), "/akun/", 200)
        assert "Lewat tenggat: 1" in page.text
        page.follow("Lewat tenggat")
        assert case.title in page.text
