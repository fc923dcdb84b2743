"""What administrators set reaches the queue and the citizen."""

import pytest

from domain.administration import deadlines, institutions, routing, templates, units
from domain.errors import NotAllowedNow, Unacceptable
from domain.policy import Role
from domain.submissions import service
from domain.submissions.deadlines import Deadline
from domain.submissions.kinds import Kind
from domain.submissions.workflow import Action, Status
from tests import factories
from tests.pages import Page

BODY = "Terima kasih. Nomor {nomor} tentang {judul} ditangani {unit} sampai {tanggal_janji}."


@pytest.fixture
def johan(institution):
    return factories.a_person(Role.SYSTEM_ADMINISTRATOR, institution)


@pytest.fixture
def yani(institution, sign_in):
    return sign_in(factories.a_person(Role.INSPECTORATE_ADMIN, institution))


@pytest.fixture
def permits(institution):
    return factories.a_unit(institution, name="Dinas Perizinan")


def of(case):
    return f"/antrean/{case.reference}"


def test_a_rule_has_the_unit_chosen_already(institution, johan, yani, permits):
    factories.a_unit(institution, name="Dinas Awal")
    routing.set_route(institution, johan, topic="perizinan", region_code="", unit=permits)
    page = Page(yani, of(factories.a_proposal(institution)), 200)
    assert "Saran unit dari aturan topik: Dinas Perizinan" in page.text
    page.fill("Teruskan ke unit")
    assert page.status == 200
    assert "Ditangani Dinas Perizinan" in page.text


def test_a_report_is_never_suggested_for_the_unit_it_is_about(institution, johan, permits):
    routing.set_route(institution, johan, topic="adminduk", region_code="", unit=permits)
    case = factories.a_deviation(institution, about_unit_id=permits.id)
    assert routing.suggested(case) is None


def test_a_ready_answer_is_filled_in_and_what_was_typed_stays(institution, johan, yani, db):
    ready = templates.save(institution, johan, title="Terima kasih", body=BODY, kind=None)
    case = factories.a_proposal(institution)
    yanis = yani.application.test_client()
    assert yanis is not None
    service.move(
        case,
        Action.VERIFY,
        factories.a_person(Role.INSPECTORATE_ADMIN, institution),
        version=case.version,
    )
    page = Page(yani, of(case))
    page.fill("Pakai", template=str(ready.id), note="Salam dari kami.")
    note = page.soup.select_one("#answer-note").get_text()
    assert "Salam dari kami." in note
    assert f"Nomor {case.reference} tentang {case.title}" in note
    assert "{" not in note
    assert case.status is Status.IN_TRIAGE


def test_no_ready_answer_no_question(institution, yani):
    page = Page(yani, of(factories.a_proposal(institution)))
    assert "Templat jawaban" not in page.text


def test_a_strangers_template_fills_nothing(institution, johan, yani):
    other = factories.an_institution()
    theirs = templates.save(
        other,
        factories.a_person(Role.SYSTEM_ADMINISTRATOR, other),
        title="Rahasia",
        body="Milik tetangga.",
        kind=None,
    )
    templates.save(institution, johan, title="Kami", body="Milik kami.", kind=None)
    case = factories.a_proposal(institution)
    yanis = factories.a_person(Role.INSPECTORATE_ADMIN, institution)
    service.move(case, Action.VERIFY, yanis, version=case.version)
    page = Page(yani, of(case))
    page.fill("Pakai", template=str(theirs.id))
    assert "tetangga" not in page.text


def test_a_closed_unit_takes_no_case(institution, johan, permits):
    units.close(permits, johan, version=permits.version)
    case = factories.a_proposal(institution)
    yanis = factories.a_person(Role.INSPECTORATE_ADMIN, institution)
    with pytest.raises(Unacceptable, match="ditutup"):
        service.move(case, Action.ASSIGN, yanis, version=case.version, unit=permits)


def test_a_citizen_reads_the_institutions_own_promise_and_its_basis(institution, johan, client):
    row = deadlines.row_of(institution, Kind.PROPOSAL, Status.RECEIVED)
    promise = Deadline(1, "Peraturan Bupati 12/2026")
    deadlines.set_own(institution, row, promise, johan, version=0)
    before = Page(client, "/sampaikan/usulan", 200)
    receipt = before.fill(
        topic="perizinan",
        title="Cukup sekali unggah",
        body="Fotokopi diminta tiga rangkap padahal sudah diunggah.",
        change="Ambil dari sistem.",
        beneficiaries="Pengusaha kecil",
        identity="anonymous",
        may_publish="tidak",
    )
    assert "Dasar: Peraturan Bupati 12/2026." in receipt.text


def test_a_promise_already_made_stays(institution, johan, db):
    case = factories.a_proposal(institution)
    told = case.due_on
    row = deadlines.row_of(institution, Kind.PROPOSAL, Status.RECEIVED)
    deadlines.set_own(institution, row, Deadline(1, "Perbup"), johan, version=0)
    db.session.refresh(case)
    assert case.due_on == told
    assert factories.a_proposal(institution).due_on < told


def test_a_closed_kind_says_why_and_takes_nothing_in(institution, johan, client):
    closed = {"closed_kinds": {"proposal": "Usulan dibuka lagi bulan depan."}}
    page = Page(client, "/sampaikan/usulan")
    institutions.change(institution, closed, johan, version=institution.version)
    assert "Usulan dibuka lagi bulan depan." in Page(client, "/sampaikan/usulan", 200).text
    answer = page.fill(
        topic="perizinan",
        title="Cukup sekali unggah",
        body="Fotokopi diminta tiga rangkap padahal sudah diunggah.",
        change="Ambil dari sistem.",
        beneficiaries="Pengusaha kecil",
        identity="anonymous",
        may_publish="tidak",
    )
    assert answer.status == 422
    assert "Usulan dibuka lagi bulan depan." in answer.text
    with pytest.raises(NotAllowedNow):
        factories.a_proposal(institution)


def test_where_nothing_is_published_nobody_is_asked(institution, johan, client):
    values = {"asks_to_publish": False, "welcome": "Selamat datang, warga."}
    institutions.change(institution, values, johan, version=institution.version)
    assert "Bolehkah kami tampilkan" not in Page(client, "/sampaikan/usulan", 200).text
    assert "Selamat datang, warga." in Page(client, "/", 200).text
