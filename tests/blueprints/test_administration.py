"""Administrators see and change their own house, and nobody else does."""

from datetime import date, timedelta

import pytest

from domain.accounts.models import PositionStatus
from domain.accounts.service import give_hat
from domain.policy import Permission, Role, may
from tests import factories
from tests.pages import Page

ENTER = {Role.SYSTEM_ADMINISTRATOR, Role.INSPECTORATE_ADMIN, Role.FOCAL_POINT}


@pytest.fixture
def johan(institution):
    return factories.a_person(Role.SYSTEM_ADMINISTRATOR, institution, name="Johan P")


@pytest.fixture
def administrator(johan, sign_in):
    return sign_in(johan)


@pytest.fixture
def at(institution):
    """An address of the institution's desk."""
    return lambda path="": f"/kelola/{institution.slug}/{path}"


def test_the_desk_leads_to_every_section(administrator, at):
    page = Page(administrator, "/kelola/", 200)
    assert page.path == at()
    for words in ("Unit kerja", "Orang dan peran", "Kalender", "Tenggat", "Topik", "Merek"):
        assert words in page.text


SECTIONS = (
    *("", "belum-lengkap", "identitas", "pengaturan", "unit", "unit/baru", "unit/impor", "orang"),
    *("orang/undang", "kalender", "tenggat", "tenggat/usulan/in_progress", "topik", "topik/coba"),
    *("jawaban", "jawaban/baru", "merek"),
)


@pytest.mark.parametrize("path", SECTIONS)
def test_every_section_opens_also_on_the_wizards_way(administrator, at, path):
    Page(administrator, at(path), 200)
    Page(administrator, f"{at(path)}?mulai=1", 200)


@pytest.mark.parametrize("path", SECTIONS)
def test_a_strangers_house_does_not_exist(administrator, path):
    other = factories.an_institution()
    Page(administrator, f"/kelola/{other.slug}/{path}", 404)


@pytest.mark.parametrize("role", Role)
def test_only_some_roles_enter(role, institution, sign_in):
    unit = factories.a_unit(institution)
    client = sign_in(factories.a_person(role, institution, unit))
    assert Page(client, "/kelola/").status == (200 if role in ENTER else 403)


@pytest.mark.parametrize("path", ["orang", "unit", "identitas", "merek", "pengaturan"])
def test_the_inspectorate_sets_rules_but_not_people_or_the_house(institution, sign_in, at, path):
    client = sign_in(factories.a_person(Role.INSPECTORATE_ADMIN, institution))
    Page(client, at(path), 403)
    Page(client, at("tenggat"), 200)


def test_somebody_of_two_houses_chooses(johan, sign_in):
    other = factories.an_institution(name="Kota Kedua")
    give_hat(johan, Role.SYSTEM_ADMINISTRATOR, other)
    page = Page(sign_in(johan), "/kelola/", 200)
    assert "Kota Kedua" in page.text
    assert page.follow("Kota Kedua").path == f"/kelola/{other.slug}/"


def test_opening_a_house_for_others_gives_no_right_in_it(johan, sign_in, db):
    from domain.accounts.models import Institution  # noqa: PLC0415

    page = Page(sign_in(johan), "/kelola/instansi/baru").fill(
        name="Kota Baru Sekali",
        kind="city",
        person="Rina",
        email="rina@contoh.example",
    )
    assert page.status == 200, page.errors
    assert "dibuka" in page.text
    opened = db.session.scalars(db.select(Institution).filter_by(slug="kota-baru-sekali")).one()
    assert not may(johan, Permission.ADMINISTRATION_READ, opened)


def test_people_are_listed_with_role_and_dates(administrator, institution, at):
    unit = factories.a_unit(institution, name="Dinas Perizinan")
    sekar = factories.a_person(Role.AUDITOR, institution, name="Sekar A")
    give_hat(
        sekar,
        Role.UNIT_OFFICER,
        institution,
        unit,
        title="Kepala bidang",
        position_status=PositionStatus.ACTING,
        starts_on=date(2024, 1, 2),
        ends_on=date.today() - timedelta(days=1),
    )
    page = Page(administrator, at("orang")).follow("Sekar A")
    for words in ("Dinas Perizinan", "Kepala bidang, Plt", "2 Januari 2024", "tidak berlaku hari"):
        assert words in page.text


def test_nobody_changes_their_own_roles(administrator, johan, at):
    page = Page(administrator, at(f"orang/{johan.id}"), 200)
    assert "Ini akun Anda sendiri" in page.text
    token = Page(administrator, at("orang/undang")).answers
    form = Page(administrator, at("orang/undang"))
    data = form.answers(form.form()) | {"role": "head", "status": "permanent"}
    answer = administrator.post(at(f"orang/{johan.id}/peran"), data=data)
    assert answer.status_code == 403
    assert token is not None
    hat = johan.memberships[0]
    assert administrator.post(at(f"orang/{johan.id}/peran/{hat.id}"), data=data).status_code in {
        403,
        422,
    }
    assert [h.role for h in johan.hats] == [Role.SYSTEM_ADMINISTRATOR]


def test_a_role_is_given_and_ended(administrator, institution, at):
    wati = factories.a_person(Role.HEAD, institution, name="Wati")
    page = Page(administrator, at(f"orang/{wati.id}"))
    page.fill("Beri peran", role="auditor", title="Auditor muda")
    assert {hat.role for hat in wati.hats} == {Role.HEAD, Role.AUDITOR}
    yesterday = date.today() - timedelta(days=1)
    hat = next(hat for hat in wati.hats if hat.role is Role.AUDITOR)
    Page(administrator, at(f"orang/{wati.id}/peran/{hat.id}")).fill(last_day=yesterday.isoformat())
    assert {hat.role for hat in wati.hats} == {Role.HEAD}


def test_the_national_role_cannot_be_given_here(administrator, institution, at):
    wati = factories.a_person(Role.HEAD, institution)
    page = Page(administrator, at(f"orang/{wati.id}"))
    page.fill("Beri peran", role="national_secretariat")
    assert page.status == 422
    assert {hat.role for hat in wati.hats} == {Role.HEAD}


def test_an_acting_post_needs_its_last_day(administrator, institution, at):
    wati = factories.a_person(Role.HEAD, institution)
    page = Page(administrator, at(f"orang/{wati.id}"))
    page.fill("Beri peran", role="focal_point", status="acting", title="Plt Inspektur")
    assert page.errors == ["Plt, Plh, dan Pj perlu tanggal selesai."]
    assert "Plt Inspektur" in str(page.soup)


def test_the_last_administrator_stays(institution, sign_in, at, johan):
    second = factories.a_person(Role.SYSTEM_ADMINISTRATOR, institution)
    client = sign_in(second)
    page = Page(client, at(f"orang/{johan.id}/peran/{johan.memberships[0].id}"))
    assert page.fill(last_day=date.today().isoformat()).status == 200
    page = Page(sign_in(johan), at(f"orang/{second.id}/peran/{second.memberships[0].id}"))
    assert page.fill(last_day=date.today().isoformat()).status == 422
    assert "administrator sistem yang terakhir" in " ".join(page.errors)
