"""Units by the thousand: brought in at once, and never deeper than anybody can read."""

from io import BytesIO

import pytest

from adapters import spreadsheets
from domain.accounts.models import Unit
from domain.administration import units
from domain.administration.unit_import import bring_in, planned
from domain.administration.unit_tree import DEEPEST
from domain.audit.models import LedgerEntry
from domain.errors import Unacceptable
from domain.policy import Role
from tests import factories
from tests.pages import Page


@pytest.fixture
def johan(institution):
    return factories.a_person(Role.SYSTEM_ADMINISTRATOR, institution)


def table(*rows):
    return "\n".join(["kode,nama,jenis,kode_induk", *rows]).encode()


def a_chain(length, start=0):
    """Rows, each below the one before it."""
    rows = range(start, start + length)
    return [f"U{n},Unit {n},dinas,{f'U{n - 1}' if n > start else ''}" for n in rows]


def a_line_of_units(institution, length):
    """Units that stood below each other before anybody counted."""
    above = None
    for n in range(length):
        above = factories.a_unit(institution, code=f"D{n}", parent_id=above.id if above else None)
    return above


def test_a_thousand_units_are_brought_in_with_few_questions(db, institution, johan):
    rows = [f"U{n},Unit {n},dinas,{f'U{n // 10}' if n >= 10 else ''}" for n in range(1000)]
    with factories.questions(db) as asked:
        bring_in(institution, johan, table(*rows))
    assert len(asked) < 60
    assert len(units.all_units(institution.id)) == 1000
    child = units.unit_coded(institution.id, "U999")
    assert child.parent_id == units.unit_coded(institution.id, "U99").id
    renamed = [row.replace("Unit", "Bagian") for row in rows]
    with factories.questions(db) as asked:
        bring_in(institution, johan, table(*renamed))
    assert len(asked) < 60
    db.session.refresh(child)
    assert (child.name, child.version) == ("Bagian 999", 2)


def test_an_import_is_one_act_in_the_book(db, institution, johan):
    bring_in(institution, johan, table(*a_chain(3)))
    bring_in(institution, johan, table("U0,Nama lain,dinas,", "BARU,Baru,dinas,"))
    acts = db.session.scalars(db.select(LedgerEntry).order_by(LedgerEntry.seq)).all()
    told = [(act.name, act.facts["added"], act.facts["changed"], act.actor_id) for act in acts]
    assert told == [("UnitsImported", 3, 0, johan.id), ("UnitsImported", 1, 1, johan.id)]


def test_a_table_that_changes_nothing_is_no_act(db, institution, johan):
    bring_in(institution, johan, table(*a_chain(2)))
    bring_in(institution, johan, table(*a_chain(2)))
    assert len(db.session.scalars(db.select(LedgerEntry)).all()) == 1


def test_a_table_deeper_than_eight_is_refused_by_row(institution, johan):
    assert planned(institution, johan, table(*a_chain(DEEPEST))).is_ready
    plan = planned(institution, johan, table(*a_chain(DEEPEST + 2)))
    assert [(p.number, p.column) for p in plan.problems] == [(10, "kode_induk"), (11, "kode_induk")]
    assert "tingkat" in plan.problems[0].sentence.words


def test_a_move_that_pushes_what_is_below_too_deep_is_refused(institution, johan):
    bring_in(institution, johan, table(*a_chain(5), *a_chain(4, start=10)))
    plan = planned(institution, johan, table("U10,Unit 10,dinas,U4"))
    assert [(p.number, p.column) for p in plan.problems] == [(2, "kode_induk")]
    top, foot = (units.unit_coded(institution.id, code) for code in ("U10", "U4"))
    with pytest.raises(Unacceptable, match="paling banyak 8 tingkat"):
        units.change(top, johan, version=top.version, name="A", kind="dinas", parent=foot)
    higher = units.unit_coded(institution.id, "U3")
    units.change(top, johan, version=top.version, name="A", kind="dinas", parent=higher)
    assert top.parent_id == higher.id


def test_a_ninth_level_cannot_be_added(institution, johan):
    lowest = a_line_of_units(institution, DEEPEST)
    with pytest.raises(Unacceptable, match="paling banyak 8 tingkat"):
        units.add(institution, johan, code="B", name="Bagian", kind="bagian", parent=lowest)


def test_units_nested_deeper_before_can_still_be_seen_renamed_and_moved_up(
    db, institution, johan, sign_in
):
    above = None
    for n in range(1500):
        unit = Unit(institution_id=institution.id, code=f"D{n}", name=f"D {n}", kind="dinas")
        unit.parent_id = above
        db.session.add(unit)
        db.session.flush()
        above = unit.id
    db.session.commit()
    path = f"/kelola/{institution.slug}/unit"
    client = sign_in(johan)
    assert client.get(path).status_code == client.get(f"{path}/baru").status_code == 200
    units.change(
        unit, johan, version=unit.version, name="Lain", kind="dinas", parent=unit_above(unit)
    )
    units.change(unit, johan, version=unit.version, name="Lain", kind="dinas", parent=None)
    assert planned(institution, johan, table("BARU,Baru,dinas,")).is_ready


def unit_above(unit):
    return units.upward(unit)[1]


def test_a_workbook_is_opened_once_to_be_shown(institution, johan, sign_in, monkeypatch):
    opened = []
    real = spreadsheets.openpyxl.load_workbook
    monkeypatch.setattr(
        spreadsheets.openpyxl, "load_workbook", lambda *a, **k: opened.append(1) or real(*a, **k)
    )
    book = spreadsheets.workbook(["kode", "nama", "jenis"], [["DPU", "Dinas PU", "dinas"]])
    page = Page(sign_in(johan), f"/kelola/{institution.slug}/unit/impor", 200)
    page.fill("Periksa berkas", table=(BytesIO(book), "unit.xlsx"))
    assert "1 unit baru" in page.text
    assert opened == [1]
