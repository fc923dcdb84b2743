"""A system administrator sees their own house, and nobody else does."""

from datetime import date, timedelta

import pytest

from domain.accounts.models import PositionStatus
from domain.accounts.service import give_hat
from domain.policy import Role
from tests import factories
from tests.pages import Page


@pytest.fixture
def administrator(institution, sign_in):
    return sign_in(factories.a_person(Role.SYSTEM_ADMINISTRATOR, institution, name="Johan P"))


def test_an_administrator_sees_units_below_their_parents(administrator, institution):
    parent = factories.a_unit(institution, name="Inspektorat Daerah", code="INSP")
    factories.a_unit(institution, name="Irban Khusus", code="IRBAN", parent_id=parent.id)
    page = Page(administrator, "/kelola/", 200)
    branch = next(li for li in page.soup.select("main li") if "Inspektorat Daerah" in li.text)
    assert [li.get_text(" ", strip=True) for li in branch.select("li")] == ["Irban Khusus IRBAN"]


def test_an_administrator_sees_people_with_role_status_and_dates(administrator, institution):
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
    rows = [r.get_text(" ", strip=True) for r in Page(administrator, "/kelola/").soup.select("tr")]
    row = next(r for r in rows if "Sekar A" in r and "Unit teknis" in r)
    for words in ("Dinas Perizinan", "Kepala bidang, Plt", "2 Januari 2024", "Tidak berlaku hari"):
        assert words in row


def test_an_administrator_sees_their_own_institution_only(administrator):
    other = factories.an_institution(name="Kota Tetangga")
    factories.a_unit(other, name="Dinas Tetangga")
    factories.a_person(Role.HEAD, other, name="Orang Tetangga")
    assert "Tetangga" not in Page(administrator, "/kelola/", 200).text


@pytest.mark.parametrize("role", [r for r in Role if r is not Role.SYSTEM_ADMINISTRATOR])
def test_nobody_else_enters(role, institution, sign_in):
    unit = factories.a_unit(institution)
    assert sign_in(factories.a_person(role, institution, unit)).get("/kelola/").status_code == 403


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get("/kelola/").status_code in {302, 401}
