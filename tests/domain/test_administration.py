"""What administrators may set, and what the house refuses."""

from datetime import date

import pytest

from domain.accounts.posts import Post
from domain.administration import brand, calendar, deadlines, people, routing, templates, units
from domain.administration import setup as first
from domain.administration.institutions import FirstAdministrator
from domain.administration.routing import Question, answer, rules_of
from domain.administration.unit_import import bring_in, planned
from domain.audit.models import LedgerEntry
from domain.clock import now, stopped_at
from domain.errors import NotAllowedNow, Stale, Unacceptable
from domain.policy import NotPermitted, Role
from domain.reference.models import OWN_HOLIDAY, WORKING
from domain.reference.queries import holidays
from domain.submissions.deadlines import Deadline
from domain.submissions.kinds import Kind
from domain.submissions.promises import promised
from domain.submissions.workflow import Status
from tests import factories
from tests.town import a_photo


@pytest.fixture
def johan(institution):
    return factories.a_person(Role.SYSTEM_ADMINISTRATOR, institution)


@pytest.fixture
def stranger():
    return factories.a_person(Role.SYSTEM_ADMINISTRATOR, factories.an_institution())


def told(plan):
    return [(p.number, p.column) for p in plan.problems]


def csv(*rows, heading="kode,nama,jenis,kode_induk"):
    return "\n".join([heading, *rows]).encode()


def test_a_table_of_units_is_brought_in_whole_and_again_changes_nothing(institution, johan):
    table = csv("BID,Bidang Jalan,bidang,DPU", "DPU,Dinas Pekerjaan Umum,dinas,")
    plan = bring_in(institution, johan, table)
    assert [line.code for line in plan.new] == ["BID", "DPU"]
    child = units.unit_coded(institution.id, "BID")
    assert child.parent_id == units.unit_coded(institution.id, "DPU").id
    again = planned(institution, johan, table)
    assert (again.new, again.changed, again.same) == ([], [], 2)


def test_every_wrong_row_is_named_by_number_and_column_and_nothing_is_kept(institution, johan):
    table = csv("A B,Nama,dinas,", "DUA,,dinas,", "TIGA,Nama,,X", "TIGA,Lain,dinas,")
    plan = planned(institution, johan, table)
    wrong = [(2, "kode"), (3, "nama"), (4, "jenis"), (4, "kode_induk"), (5, "kode")]
    assert told(plan) == wrong
    with pytest.raises(Unacceptable):
        bring_in(institution, johan, table)
    assert units.all_units(institution.id) == []


def test_a_unit_cannot_be_brought_in_below_itself(institution, johan):
    plan = planned(institution, johan, csv("A,Satu,dinas,B", "B,Dua,dinas,A"))
    assert told(plan) == [(2, "kode_induk"), (3, "kode_induk")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_table_is_read_however_it_was_saved(institution, johan, encoding, mark):
    text = mark.join(["kode", "nama", "jenis"]) + "\r\n" + mark.join(["A", "Café “Data”", "dinas"])
    plan = planned(institution, johan, text.encode(encoding))
    assert [line.name for line in plan.new] == ["Café “Data”"]


@pytest.mark.parametrize("junk", [b"", b"PK\x03\x04 not a book", b"\0\0\0", b"a,b\n1,2"])
def test_what_is_no_table_is_refused_calmly(institution, johan, junk):
    with pytest.raises(Unacceptable):
        planned(institution, johan, junk)


def test_at_most_2000_units_at_once(institution, johan):
    rows = [f"U{n},Unit {n},dinas," for n in range(2001)]
    with pytest.raises(Unacceptable, match="2000"):
        planned(institution, johan, csv(*rows))
    assert len(planned(institution, johan, csv(*rows[:2000])).new) == 2000


def test_a_unit_with_work_people_or_units_below_stays_open(institution, johan):
    unit = factories.a_unit(institution)
    factories.a_proposal(institution, unit_id=unit.id)
    factories.a_person(Role.UNIT_OFFICER, institution, unit)
    factories.a_unit(institution, parent_id=unit.id)
    assert len(units.what_holds(unit)) == 3
    with pytest.raises(Unacceptable):
        units.close(unit, johan, version=unit.version)


def test_a_closed_unit_is_history_and_can_be_opened_again(institution, johan):
    unit = factories.a_unit(institution)
    units.close(unit, johan, version=unit.version)
    assert unit.closed_on is not None
    with pytest.raises(Unacceptable):
        units.add(institution, johan, code="B", name="Bagian", kind="bagian", parent=unit)
    units.reopen(unit, johan, version=unit.version)
    assert unit.closed_on is None


def test_a_unit_cannot_stand_below_itself(institution, johan):
    above = factories.a_unit(institution)
    below = factories.a_unit(institution, parent_id=above.id)
    with pytest.raises(Unacceptable):
        units.change(above, johan, version=above.version, name="A", kind="dinas", parent=below)


def test_two_administrators_do_not_overwrite_each_other(institution, johan):
    unit = factories.a_unit(institution)
    seen = unit.version
    units.change(unit, johan, version=seen, name="Nama baru", kind="dinas", parent=None)
    with pytest.raises(Stale):
        units.change(unit, johan, version=seen, name="Nama lain", kind="dinas", parent=None)


def test_an_own_day_off_counts_and_a_worked_holiday_does_not(institution, johan):
    day, feast = date(2026, 6, 17), date(2026, 12, 24)
    calendar.set_day(institution, johan, day=day, name="Hari jadi", kind=OWN_HOLIDAY)
    assert day in holidays(day, 1, institution.id)
    assert day not in holidays(day, 1, factories.an_institution().id)
    national = holidays(date(2026, 1, 1), 365)
    feast = next(d for d in sorted(national) if d.weekday() < 5)
    calendar.set_day(institution, johan, day=feast, name="Masuk", kind=WORKING)
    assert feast not in holidays(feast, 1, institution.id)
    assert feast in holidays(feast, 1, factories.an_institution().id)


@pytest.mark.parametrize(
    ("day", "kind"),
    [(date(2026, 6, 20), OWN_HOLIDAY), (date(2026, 6, 17), WORKING), (date(2026, 6, 17), "lain")],
)
def test_a_day_that_changes_nothing_is_refused(institution, johan, day, kind):
    with pytest.raises(Unacceptable):
        calendar.set_day(institution, johan, day=day, name="Hari", kind=kind)


def test_a_year_is_brought_in_all_or_none(institution, johan):
    table = b"tanggal;nama\n2028-01-31;Contoh\n31/02/2028;Salah\n2028-02-01;\n"
    assert [n for n, _ in calendar.bring_in(institution, johan, table).problems] == [3, 4]
    assert calendar.year(institution, 2028).is_empty
    calendar.bring_in(institution, johan, b"tanggal,nama\n2028-01-31,Contoh\n01/02/2028,Dua\n")
    assert [d.day.day for d in calendar.year(institution, 2028).own] == [31, 1]


@pytest.mark.parametrize(
    ("status", "days", "basis", "fine"),
    [
        (Status.IN_PROGRESS, 10, "", True),
        (Status.IN_PROGRESS, 20, "", False),
        (Status.IN_PROGRESS, 20, "Perbup 1/2026", True),
        (Status.NEEDS_INFO, 20, "", True),
        (Status.NEEDS_INFO, 5, "", False),
        (Status.RECEIVED, 0, "x", False),
        (Status.RECEIVED, 121, "x", False),
    ],
)
def test_a_longer_wait_needs_a_legal_basis(institution, johan, status, days, basis, fine):
    row = deadlines.row_of(institution, Kind.PROPOSAL, status)
    if not fine:
        with pytest.raises(Unacceptable):
            deadlines.set_own(institution, row, Deadline(days, basis), johan, version=0)
        return
    deadlines.set_own(institution, row, Deadline(days, basis), johan, version=0)
    assert promised(institution.id, Kind.PROPOSAL, status).days == days
    assert promised(factories.an_institution().id, Kind.PROPOSAL, status) == row.usual


def test_verifying_is_one_promise_from_receipt_through_triage(institution, johan):
    row = deadlines.row_of(institution, Kind.PROPOSAL, Status.RECEIVED)
    rule = deadlines.set_own(institution, row, Deadline(2, ""), johan, version=0)
    assert promised(institution.id, Kind.PROPOSAL, Status.IN_TRIAGE).days == 2
    with pytest.raises(Stale):
        deadlines.lift(institution, row, johan, version=rule.version + 1)
    deadlines.lift(institution, row, johan, version=rule.version)
    assert promised(institution.id, Kind.PROPOSAL, Status.IN_TRIAGE) == row.usual


def test_the_most_specific_rule_answers(institution, johan):
    names = ("wilayah", "topik", "keduanya")
    named = {name: factories.a_unit(institution, name=name) for name in names}
    for name, topic, region in (
        ("wilayah", "", "33.01.05"),
        ("topik", "perizinan", ""),
        ("keduanya", "perizinan", "33.01"),
    ):
        unit = named[name]
        routing.set_route(institution, johan, topic=topic, region_code=region, unit=unit)
    rules = rules_of(institution.id)

    def given(topic, region):
        rule = answer(rules, Question(topic, region))
        return rule.unit.name if rule else None

    assert given("perizinan", "33.01.05") == "keduanya"
    assert given("perizinan", "33.02") == "topik"
    assert given("kesehatan", "33.01.05") == "wilayah"
    assert given("kesehatan", "33.01.055") is None


def test_a_gap_no_case_can_fill_is_refused(institution, johan):
    for body in ("Halo {nama}", "Halo {nomor", "Halo {}"):
        with pytest.raises(Unacceptable):
            templates.save(institution, johan, title="T", body=body, kind=None)
    assert templates.filled("{nomor} {unit}", {"nomor": "U-1"}) == "U-1 {unit}"


@pytest.mark.parametrize(
    ("colour", "fine"),
    [("#0A4F70", True), ("#FFC53D", False), ("#777777", False), ("merah", False), ("", True)],
)
def test_a_colour_must_be_readable(institution, johan, colour, fine):
    if fine:
        brand.set_accent(institution, colour, johan, version=institution.version)
        assert institution.accent == colour
        return
    with pytest.raises(Unacceptable):
        brand.set_accent(institution, colour, johan, version=institution.version)
    if colour.startswith("#"):
        assert brand.readability(brand.readable_version(colour)) >= brand.READABLE


@pytest.mark.parametrize("accent", ["#0A4F70", "#A8201A", "#5A2A0C", "#000000", "#1A6B45"])
def test_the_whole_stylesheet_of_an_accent_can_be_read(accent):
    ground = brand.tint(accent)
    for ink in (accent, brand.darker(accent), "#14222E"):
        assert brand.contrast(ink, ground) >= brand.READABLE
    assert brand.contrast(brand.darker(accent), "#FFFFFF") >= brand.READABLE


def test_a_logo_is_cleaned_and_small(institution, johan):
    brand.set_logo(institution, "logo.png", a_photo(), johan, version=institution.version)
    assert (institution.logo_width, institution.logo_height) == (480, 360)
    with pytest.raises(Unacceptable):
        brand.set_logo(institution, "logo.pdf", b"%PDF-1.4", johan, version=institution.version)


def test_strangers_change_nothing(institution, stranger):
    unit = factories.a_unit(institution)
    wati = factories.a_person(Role.HEAD, institution)
    row = deadlines.row_of(institution, Kind.PROPOSAL, Status.RECEIVED)
    attempts = (
        lambda: units.close(unit, stranger, version=unit.version),
        lambda: units.add_usual(institution, stranger),
        lambda: planned(institution, stranger, csv("A,B,c,")),
        lambda: people.end(wati.memberships[0], date.today(), stranger),
        lambda: people.give(wati, institution, Post(Role.AUDITOR), stranger),
        lambda: deadlines.set_own(institution, row, Deadline(1, ""), stranger, version=0),
        lambda: routing.set_route(institution, stranger, topic="", region_code="", unit=unit),
        lambda: templates.save(institution, stranger, title="T", body="B", kind=None),
        lambda: brand.set_accent(institution, "", stranger, version=institution.version),
    )
    for attempt in attempts:
        with pytest.raises(NotPermitted):
            attempt()


def test_a_setup_link_opens_an_empty_house_once(db):
    token = first.make_link()
    values = {
        "slug": "kota-a",
        "name": "Kota A",
        "kind": "city",
        "region_code": None,
        "timezone": "Asia/Jakarta",
    }
    somebody = FirstAdministrator("Rina", "rina@kota-a.example")
    with stopped_at(now() + first.LASTS), pytest.raises(NotAllowedNow):
        first.begin(token, values, somebody)
    first.begin(token, values, somebody)
    with pytest.raises(NotAllowedNow):
        first.begin(token, values | {"slug": "kota-b"}, somebody)
    with pytest.raises(NotAllowedNow):
        first.make_link()


def test_a_newer_setup_link_ends_the_older(db):
    old = first.make_link()
    first.make_link()
    with pytest.raises(NotAllowedNow):
        first.opened_by(old)


def test_every_change_is_in_the_ledger(institution, johan, db):
    unit = factories.a_unit(institution)
    units.close(unit, johan, version=unit.version)
    names = set(db.session.scalars(db.select(LedgerEntry.name)))
    assert "UnitClosed" in names
