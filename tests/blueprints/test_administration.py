"""Administrators see and change their own house, and nobody else does."""

import re
from datetime import date, timedelta
from io import BytesIO

import pytest

from domain.accounts.models import Institution, PositionStatus
from domain.accounts.service import give_hat
from domain.administration import templates, units
from domain.policy import Permission, Role, may
from tests import factories
from tests.pages import Page
from tests.town import a_photo

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
    form = Page(administrator, at("orang/undang"))
    data = form.answers(form.form()) | {"role": "head", "status": "permanent"}
    answer = administrator.post(at(f"orang/{johan.id}/peran"), data=data)
    assert answer.status_code == 403
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


def clashing(administrator, at, path, button=None, **given):
    """Two windows open the same form; the second one to save."""
    first, second = Page(administrator, at(path), 200), Page(administrator, at(path), 200)
    assert first.fill(button, **given).status == 200
    return second.fill(button, **given)


@pytest.mark.parametrize(
    ("path", "button", "given"),
    [
        ("identitas", "Simpan", {"name": "Kabupaten Baru"}),
        ("pengaturan", "Simpan", {"welcome": "Halo warga"}),
        ("merek", "Simpan warna", {"accent": "#1A6B45"}),
        ("tenggat/usulan/in_progress", "Simpan", {"days": "7", "basis": "Perbup"}),
    ],
)
def test_the_second_to_save_sees_both_and_loses_nothing(administrator, at, path, button, given):
    page = clashing(administrator, at, path, button, **given)
    assert page.status == 409
    assert "Orang lain baru saja mengubahnya" in page.text
    assert all(words in str(page.soup) for words in given.values())
    assert page.fill(button).status == 200


def test_a_unit_and_a_ready_answer_clash_too(administrator, institution, johan, at):
    unit = factories.a_unit(institution)
    page = clashing(administrator, at, f"unit/{unit.id}", "Simpan", name="Dinas Lain")
    assert page.status == 409
    row = templates.save(institution, johan, title="Satu", body="Isi", kind=None)
    page = clashing(administrator, at, f"jawaban/{row.id}", "Simpan", body="Isi lain")
    assert page.status == 409


def test_a_pale_colour_is_refused_with_its_ratio_and_a_darker_one(administrator, at):
    page = Page(administrator, at("merek")).fill("Simpan warna", accent="#FFC53D")
    assert page.status == 422
    assert "kontrasnya 1,3 banding 1" in " ".join(page.errors)
    better = re.search(r"bisa dibaca: (#[0-9A-F]{6})", page.text)[1]
    assert page.fill("Simpan warna", accent=better).status == 200


def test_the_colour_is_a_stylesheet_of_its_own_kept_for_ever(
    administrator, institution, at, client
):
    Page(administrator, at("merek")).fill("Simpan warna", accent="#1A6B45")
    sheet = next(
        link["href"]
        for link in Page(client, "/", 200).soup.select("link[rel=stylesheet]")
        if "/merek/" in link["href"]
    )
    answer = client.get(sheet)
    assert "--laut: #1A6B45" in answer.text
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.mimetype == "text/css"
    assert client.get(sheet.replace(sheet[-16:-4], "0" * 12)).status_code == 404


def test_a_logo_is_shown_and_can_be_taken_away(administrator, institution, at, client):
    photo = (BytesIO(a_photo()), "logo.png")
    page = Page(administrator, at("merek")).fill("Pasang logo", logo=photo)
    assert page.status == 200, page.errors
    address = Page(client, "/").soup.select_one("img.logo")["src"]
    assert client.get(address).mimetype == "image/png"
    Page(administrator, at("merek")).fill("Hapus logo")
    assert client.get(address).status_code == 404
    assert Page(client, "/").soup.select_one("img.logo") is None


def test_a_table_is_shown_before_it_is_kept_and_can_be_put_right(administrator, institution, at):
    table = (BytesIO(b"kode;nama;jenis\nDPU;Dinas PU;dinas\nDPU;Ganda;dinas\n"), "unit.csv")
    page = Page(administrator, at("unit/impor")).fill("Periksa berkas", table=table)
    assert page.status == 422
    assert "Baris 3, kolom kode: Kode ini sudah ada di baris 2." in page.text
    assert units.all_units(institution.id) == []
    right = "kode,nama,jenis\nDPU,Dinas PU,dinas\nDLH,=Lingkungan,dinas\n"
    page.fill("Periksa lagi", text=right)
    assert page.status == 200
    assert units.all_units(institution.id) == []
    page.fill("Simpan 2 unit")
    assert "Impor selesai: 2 baru, 0 diubah." in page.text
    exported = administrator.get(at("unit/unit.csv")).text
    assert "'=Lingkungan" in exported
    book = administrator.get(at("unit/unit.xlsx")).data
    again = Page(administrator, at("unit/impor")).fill(
        "Periksa berkas", table=(BytesIO(book), "unit.xlsx")
    )
    assert "0 unit baru, 0 diubah, 2 tetap sama" in again.text


def test_what_is_no_table_is_said_plainly(administrator, at):
    page = Page(administrator, at("unit/impor")).fill(
        "Periksa berkas", table=(BytesIO(b"\x89PNG\0"), "gambar.xlsx")
    )
    assert page.status == 422
    assert "tidak bisa dibaca" in " ".join(page.errors)


def test_a_kind_cannot_be_closed_without_a_word_to_citizens(administrator, at):
    form = Page(administrator, at("pengaturan"))
    data = form.answers(form.form("Simpan"))
    del data["open_proposal"]
    answer = administrator.post(at("pengaturan"), data=data)
    assert answer.status_code == 422
    assert "Tulis alasannya. Warga akan membacanya." in answer.text
