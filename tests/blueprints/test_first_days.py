"""What a new house still lacks is said, to whom it concerns, with a way there."""

from datetime import timedelta

import pytest

from domain.administration.units import add_usual
from domain.clock import now, stopped_at
from domain.notifications.service import CarrierError, carry_next
from domain.policy import Role
from tests import factories
from tests.pages import Page


@pytest.fixture
def administrator(institution, sign_in):
    return sign_in(factories.a_person(Role.SYSTEM_ADMINISTRATOR, institution))


@pytest.fixture
def at(institution):
    """An address of the institution's desk."""
    return lambda path="": f"/kelola/{institution.slug}/{path}"


def test_a_report_nobody_reads_is_said_on_the_desk_until_somebody_does(
    administrator, institution, at
):
    assert "Laporan tentang Inspektorat belum punya pembaca" in Page(administrator, at()).text
    factories.a_person(Role.HEAD, institution)
    assert "belum punya pembaca" not in Page(administrator, at()).text


def test_a_report_read_by_the_inspectorate_above_has_a_reader(administrator, institution, at, db):
    above = factories.an_institution()
    institution.reports_go_to_id = above.id
    db.session.commit()
    assert "belum punya pembaca" in Page(administrator, at()).text
    factories.a_person(Role.INSPECTORATE_ADMIN, above)
    assert "belum punya pembaca" not in Page(administrator, at()).text


def test_the_list_leads_only_where_its_reader_may_go(administrator, at):
    page = Page(administrator, at("belum-lengkap"))
    for link in page.soup.select("main li a"):
        Page(administrator, link["href"], 200)
    assert "(dikerjakan Humas)" in page.text
    assert "(dikerjakan Admin Inspektorat)" in page.text


def test_an_invitation_says_that_its_letter_still_waits(administrator, at):
    page = Page(administrator, at("orang/undang"))
    page.fill(name="Yani", email="yani@contoh.test", role="inspectorate_admin")
    assert "Undangan dibuat. Suratnya sedang dikirim." in page.text
    assert "Surat belum terkirim" in page.text
    carry_next({"email": Refusing()})
    page = Page(administrator, at("orang"))
    assert "Sudah dicoba 1 kali" in page.text
    with stopped_at(now() + timedelta(minutes=6)):
        carry_next({"email": Willing()})
    assert "Surat belum terkirim" not in Page(administrator, at("orang")).text
    assert "Sudah diundang" in Page(administrator, at("belum-lengkap")).text


class Willing:
    """A postman who takes every letter."""

    def carry(self, letter):
        pass


class Refusing:
    """A postman whom no server answers."""

    def carry(self, letter):
        raise CarrierError("ConnectionRefusedError")


def test_an_unfinished_house_is_told_in_its_administrators_own_room(administrator, institution):
    page = Page(administrator, "/akun/")
    assert f"{institution.name} belum siap dipakai warga." in page.text
    assert page.follow("Lanjutkan persiapan").heading == "Identitas dan kontak"


def test_a_unit_where_nobody_works_says_so_to_who_hands_a_case_on(institution, sign_in):
    empty, staffed = factories.a_unit(institution), factories.a_unit(institution)
    factories.a_person(Role.UNIT_OFFICER, institution, staffed)
    case = factories.a_proposal(institution)
    yani = sign_in(factories.a_person(Role.INSPECTORATE_ADMIN, institution))
    page = Page(yani, f"/antrean/{case.reference}", 200)
    words = {o["value"]: o.text.strip() for o in page.soup.select("select[name=unit] option")}
    assert words[str(empty.id)] == f"{empty.name} (belum ada petugas)"
    assert words[str(staffed.id)] == staffed.name


def test_a_province_has_no_district_of_its_own(sign_in):
    province = factories.an_institution(kind="province", region_code="33")
    keeper = factories.a_person(Role.SYSTEM_ADMINISTRATOR, province)
    assert add_usual(province, keeper) == 32
