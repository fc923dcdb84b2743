"""A report stays shut until its reader declares their interests, on every way in."""

import csv
from io import StringIO

import pytest

from domain.attachments import service as attachments
from domain.integrity import service as integrity
from domain.integrity.models import Ground
from domain.policy import Role
from tests import factories
from tests.blueprints.test_moderation import a_pdf
from tests.pages import Page

WORDS = ("Pungutan di loket tiga", "Uang diminta di dalam map biru.")


@pytest.fixture
def admin(institution):
    return factories.a_person(Role.INSPECTORATE_ADMIN, institution)


@pytest.fixture
def report(institution):
    attachments.stage("formulir", "bukti.pdf", a_pdf())
    row = factories.a_deviation(institution, title=WORDS[0], body=WORDS[1], who="Petugas Anu")
    attachments.adopt("formulir", row.id)
    return factories.saved(row)


def says_nothing(text):
    return not any(word in text for word in ("loket tiga", "map biru", "Petugas Anu", "bukti.pdf"))


def test_the_queue_tells_its_number_and_nothing_more(sign_in, admin, report):
    page = Page(sign_in(admin), "/antrean", 200)
    assert report.reference in page.text
    assert says_nothing(page.response.text)
    assert report.reference not in Page(page.client, "/antrean?cari=loket", 200).text


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true", "HX-Target": "case"}])
def test_the_case_leads_to_the_declaration(sign_in, admin, report, headers):
    client = sign_in(admin)
    answer = client.get(f"/antrean/{report.reference}", headers=headers, follow_redirects=True)
    assert answer.request.path == f"/antrean/{report.reference}/benturan"
    assert "Saya tidak punya benturan" in answer.text
    assert says_nothing(answer.text)


def test_neither_files_nor_steps_nor_notes_go_around_it(sign_in, admin, report):
    client = sign_in(admin)
    file = f"/antrean/{report.reference}/berkas/{report.attachments[0].id}"
    assert client.get(file).status_code == 303
    token = Page(client, "/antrean", 200).soup.select_one("input[name=csrf_token]")["value"]
    for path, data in (
        ("tindakan", {"action": "verify", "version": report.version}),
        ("catatan", {"body": "Catatan."}),
        ("tayang", {"title": "a", "body": "b", "version": report.version}),
        ("turunkan", {"reason": "a", "version": report.version}),
    ):
        answer = client.post(
            f"/antrean/{report.reference}/{path}", data=data | {"csrf_token": token}
        )
        assert answer.status_code == 303
        assert answer.location.endswith("/benturan")
    assert report.status == "received"
    assert report.messages == []


def test_who_has_no_conflict_opens_it(sign_in, admin, report):
    page = Page(sign_in(admin), f"/antrean/{report.reference}", 200)
    page.fill("Saya tidak punya benturan")
    assert page.path == f"/antrean/{report.reference}"
    assert WORDS[0] in page.text
    again = Page(page.client, f"/antrean/{report.reference}/benturan", 200)
    assert "Anda menyatakan bebas dari benturan" in again.text


def test_a_form_of_other_words_declares_nothing(sign_in, admin, report):
    page = Page(sign_in(admin), f"/antrean/{report.reference}/benturan", 200)
    page.fill("Saya tidak punya benturan", words="99")
    assert page.status == 422
    assert report.declarations == []


def test_a_conflict_needs_its_ground_and_then_shuts_the_report(sign_in, admin, report):
    page = Page(sign_in(admin), f"/antrean/{report.reference}/benturan", 200)
    page.fill("Saya punya benturan kepentingan")
    assert page.status == 422
    assert page.errors == ["Pilih asal benturannya."]
    page.fill("Saya punya benturan kepentingan", ground="family")
    assert page.heading == "Terima kasih, sudah dicatat"
    for path in ("", "/benturan"):
        Page(page.client, f"/antrean/{report.reference}{path}", 404)


def test_nobody_declares_on_what_is_not_theirs_or_no_report(sign_in, admin, institution):
    foreign = factories.a_deviation(factories.an_institution())
    client = sign_in(admin)
    Page(client, f"/antrean/{foreign.reference}/benturan", 404)
    proposal = factories.a_proposal(institution)
    assert Page(client, f"/antrean/{proposal.reference}/benturan", 200).path.endswith(
        proposal.reference
    )


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.FOCAL_POINT, Role.HEAD])
def test_who_watches_reads_the_list_and_takes_it_along(sign_in, admin, report, institution, role):
    integrity.declare_clear(report, admin, "1")
    elsewhere = factories.an_institution()
    stranger = factories.a_person(Role.FOCAL_POINT, elsewhere)
    foreign = factories.trusted(factories.a_deviation(elsewhere), stranger)
    client = sign_in(factories.a_person(role, institution))
    page = Page(client, "/antrean/benturan", 200)
    assert admin.name in page.text
    assert foreign.reference not in page.text
    rows = list(csv.reader(StringIO(client.get("/antrean/benturan.csv").text)))
    assert [row[1] for row in rows[1:]] == [report.reference]
    assert says_nothing(page.response.text)
    assert Page(client, "/antrean/benturan?hasil=conflict&sebelum=x", 200).soup.table is None


def test_the_focal_point_s_list_is_silent_about_the_inspectorate(sign_in, institution):
    unit = factories.a_unit(institution, kind="inspektorat")
    head = factories.a_person(Role.HEAD, institution)
    about_us = factories.trusted(factories.a_deviation(institution, about_unit_id=unit.id), head)
    focal = factories.a_person(Role.FOCAL_POINT, institution)
    assert about_us.reference not in Page(sign_in(focal), "/antrean/benturan", 200).text
    assert about_us.reference in Page(sign_in(head), "/antrean/benturan", 200).text


def test_others_have_no_such_list(sign_in, admin, institution):
    for path in ("/antrean/benturan", "/antrean/benturan.csv"):
        assert sign_in(admin).get(path).status_code == 403


def test_a_unit_officer_with_a_conflict_stands_aside_too(sign_in, institution, report):
    unit = factories.a_unit(institution)
    officer = factories.a_person(Role.UNIT_OFFICER, institution, unit)
    report.unit_id = unit.id
    factories.saved(report)
    integrity.declare_conflict(report, officer, "1", Ground.AFFILIATION)
    Page(sign_in(officer), f"/antrean/{report.reference}", 404)


def test_the_citizen_is_told_who_reads_before_sending(client, institution):
    page = Page(client, "/lapor", 200)
    assert "Siapa yang membaca laporan ini" in page.text
    assert f"pimpinan {institution.name}, bukan Inspektorat" in page.text
    province = factories.an_institution(name="Provinsi Contoh")
    factories.a_person(Role.FOCAL_POINT, province)
    institution.reports_go_to_id = province.id
    factories.saved(institution)
    assert "Yang membaca Inspektorat di Provinsi Contoh" in Page(client, "/lapor", 200).text
