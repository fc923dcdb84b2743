"""The pages where work changes hands."""

import pytest

from domain import clock
from domain.policy import Role
from domain.submissions import service as submissions
from domain.submissions.workflow import Action
from tests import factories
from tests.pages import Page


@pytest.fixture
def keeper(institution):
    return factories.a_person(Role.SYSTEM_ADMINISTRATOR, institution)


@pytest.fixture
def focal(institution):
    return factories.a_person(Role.FOCAL_POINT, institution, name="Hendra Wirawan")


@pytest.fixture
def auditor(institution):
    return factories.a_person(Role.AUDITOR, institution, name="Made Suardana")


def home(institution):
    return f"/serah-terima/{institution.slug}"


def test_a_deputy_is_named_listed_and_printed_in_the_history(
    sign_in, institution, keeper, focal, auditor
):
    day = clock.today(institution.timezone).isoformat()
    page = Page(sign_in(keeper), f"{home(institution)}/orang/{focal.id}/wakil", 200)
    page.fill("Tunjuk", person=str(auditor.id), status="daily_acting", ends_on=day)
    assert page.path == home(institution)
    assert "Plh Focal point" in page.text
    assert "Mewakili Hendra Wirawan" in page.text
    case = factories.a_proposal(institution)
    submissions.move(case, Action.VERIFY, auditor, version=case.version)
    shown = Page(sign_in(focal), f"/antrean/{case.reference}", 200)
    assert "Plh Focal point, Made Suardana" in shown.text
    person = Page(sign_in(keeper), f"/kelola/{institution.slug}/orang/{auditor.id}", 200)
    assert "Plh" in person.text


def test_a_deputy_s_form_says_what_is_wrong_and_keeps_what_was_typed(
    sign_in, institution, keeper, focal, auditor
):
    page = Page(sign_in(keeper), f"{home(institution)}/orang/{focal.id}/wakil", 200)
    page.fill("Tunjuk", ends_on="2020-01-01", person=str(auditor.id))
    assert page.status == 422
    assert page.errors == ["Tanggal selesai harus sesudah tanggal mulai."]
    page.fill("Tunjuk", person="999999", ends_on="2099-01-01")
    assert page.errors == ["Pilih siapa wakilnya."]
    assert len(auditor.memberships) == 1


def test_who_leaves_hands_over_on_one_page(sign_in, institution, keeper, focal, auditor):
    factories.a_proposal(institution)
    page = Page(sign_in(keeper), f"{home(institution)}/orang/{focal.id}", 200)
    assert "1 masukan berjalan" in page.text
    page.fill("Serahkan")
    assert page.status == 422
    assert "Tidak ada lagi yang bisa memeriksa masukan warga" in page.text
    page.fill("Serahkan", **{f"hat_{focal.hats[0].id}": str(auditor.id)})
    assert page.path == f"/kelola/{institution.slug}/orang/{focal.id}"
    assert "Akun tidak aktif" in page.text
    assert not focal.active
    assert Role.FOCAL_POINT in {hat.role for hat in auditor.hats}


def test_nobody_hands_their_own_work_over(sign_in, institution, keeper):
    client = sign_in(keeper)
    assert client.get(f"{home(institution)}/orang/{keeper.id}").status_code == 403


def test_the_readers_of_reports_about_the_inspectorate_are_chosen(sign_in, institution, keeper):
    province = factories.an_institution(name="Provinsi Contoh")
    factories.a_person(Role.FOCAL_POINT, province)
    client = sign_in(keeper)
    page = Page(client, f"{home(institution)}/laporan-inspektorat", 200)
    stale = Page(client, f"{home(institution)}/laporan-inspektorat", 200)
    page.fill("Simpan", above=str(province.id))
    assert page.path == f"/kelola/{institution.slug}/"
    assert institution.reports_go_to_id == province.id
    stale.fill("Simpan", above="0")
    assert stale.status == 409
    assert institution.reports_go_to_id == province.id


def test_a_stranger_s_person_and_house_do_not_exist(sign_in, institution, keeper, focal):
    elsewhere = factories.an_institution()
    stranger = factories.a_person(Role.AUDITOR, elsewhere)
    client = sign_in(keeper)
    for path in (
        home(elsewhere),
        f"{home(elsewhere)}/orang/{stranger.id}",
        f"{home(institution)}/orang/{stranger.id}",
        f"{home(institution)}/orang/{stranger.id}/wakil",
        f"{home(elsewhere)}/laporan-inspektorat",
    ):
        assert client.get(path).status_code == 404
    for path in (home(institution), f"{home(institution)}/orang/{keeper.id}"):
        assert sign_in(focal).get(path).status_code == 403
