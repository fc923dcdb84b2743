"""The queue as staff use it: read, decide, answer."""

import re
from io import BytesIO

import pikepdf
import pytest

from domain.attachments import service as attachments
from domain.policy import Role
from domain.submissions import service
from domain.submissions.models import Audience, Identity
from domain.submissions.workflow import Action, ArchiveReason, Status
from tests import factories
from tests.pages import Page


@pytest.fixture
def unit(institution):
    return factories.a_unit(institution, name="Dinas Perizinan")


@pytest.fixture
def admin(institution):
    return factories.a_person(Role.INSPECTORATE_ADMIN, institution)


@pytest.fixture
def officer(institution, unit):
    return factories.a_person(Role.UNIT_OFFICER, institution, unit)


@pytest.fixture
def case(institution):
    return factories.a_proposal(institution)


def address(case):
    return f"/antrean/{case.reference}"


def test_a_case_walks_from_arrival_to_its_end(sign_in, admin, case, unit):
    page = Page(sign_in(admin), address(case), 200)
    assert "Belum diverifikasi" in page.text
    page.fill("Terima untuk diverifikasi").fill("Minta keterangan", note="Di loket mana?")
    assert "Menunggu kelengkapan" in page.text
    service.reply(case, "Di loket tiga.")
    page = Page(sign_in(admin), address(case), 200)
    assert "Di loket tiga." in page.text
    page.fill("Teruskan ke unit", unit=unit.id, note="Mohon diperiksa minggu ini.")
    assert "Terdisposisi : Dinas Perizinan" in page.text
    page.fill("Mulai tindak lanjut").fill("Kirim jawaban", note="Aturan baru sudah berlaku.")
    page.fill("Tutup sebagai selesai")
    assert page.status == 200
    assert case.status is Status.CLOSED
    said = [(m.body, m.audience) for m in case.messages]
    assert ("Mohon diperiksa minggu ini.", Audience.STAFF) in said
    assert ("Aturan baru sudah berlaku.", Audience.CITIZEN) in said


def test_an_officer_sees_only_what_lies_with_the_own_unit(sign_in, officer, institution, unit):
    theirs = factories.a_proposal(institution, title="Milik unit ini", unit_id=unit.id)
    other = factories.a_proposal(institution, title="Milik unit lain")
    page = Page(sign_in(officer), "/antrean", 200)
    assert theirs.title in page.text
    assert other.title not in page.text
    Page(sign_in(officer), address(other), 404)


def test_a_report_about_a_unit_never_reaches_that_unit(sign_in, officer, institution, unit):
    report = factories.a_deviation(institution, unit_id=unit.id, about_unit_id=unit.id)
    Page(sign_in(officer), address(report), 404)


@pytest.mark.parametrize("role", [Role.PUBLIC_RELATIONS, Role.HEAD, Role.AUDITOR])
def test_a_deviation_does_not_exist_for_those_outside_the_inspectorate(role, sign_in, institution):
    report = factories.a_deviation(institution)
    Page(sign_in(factories.a_person(role, institution)), address(report), 404)


def test_another_institution_s_case_does_not_exist(sign_in, case):
    stranger = factories.a_person(Role.INSPECTORATE_ADMIN, factories.an_institution())
    client = sign_in(stranger)
    Page(client, address(case), 404)
    assert post(client, case, "/tindakan", action="verify").status_code == 404


def test_the_head_reads_and_changes_nothing(sign_in, institution, case):
    client = sign_in(factories.a_person(Role.HEAD, institution))
    page = Page(client, address(case), 200)
    assert "Tidak ada tindakan untuk Anda saat ini." in page.text
    assert page.soup.select("main form") == []
    assert post(client, case, "/tindakan", action="verify", version=1).status_code == 403
    assert post(client, case, "/catatan", body="Sudah saya baca").status_code == 403
    assert case.status is Status.RECEIVED


def test_a_step_taken_meanwhile_keeps_the_words_in_sight(sign_in, admin, case):
    page = Page(sign_in(admin), address(case), 200)
    factories.archived(case, admin)
    page.fill("Minta keterangan", note="Kapan kejadiannya?")
    assert page.status == 409
    assert "Tulisan Anda belum terkirim" in page.text
    assert page.soup.select_one("#unsent").get_text().strip() == "Kapan kejadiannya?"
    assert "Diarsipkan, oleh" in page.text
    assert [m.body for m in case.messages] == ["Ganda."]


def test_only_words_come_back_not_the_codes_beside_them(sign_in, admin, case):
    page = Page(sign_in(admin), address(case), 200)
    factories.archived(case, admin)
    page.fill("Arsipkan", reason="spam", note="Iklan pinjaman.")
    assert page.status == 409
    assert page.soup.select_one("#unsent").get_text().strip() == "Iklan pinjaman."


def test_an_old_version_of_an_open_step_is_refused(sign_in, admin, case):
    page = Page(sign_in(admin), address(case), 200)
    service.move(case, Action.VERIFY, admin, version=case.version)
    page.fill("Minta keterangan", note="Kapan kejadiannya?")
    assert page.status == 409
    assert case.status is Status.IN_TRIAGE


def test_an_unknown_step_is_refused(sign_in, admin, case):
    assert post(sign_in(admin), case, "/tindakan", action="lapse", version=1).status_code == 409


@pytest.mark.parametrize(
    ("button", "answers", "sentence"),
    [
        ("Minta keterangan", {"note": "  "}, "Tulis penjelasannya."),
        ("Teruskan ke unit", {"note": "Mohon cek", "unit": "0"}, "Pilih unit"),
        ("Teruskan ke unit", {"note": "Mohon cek", "unit": "٣x"}, "Pilih unit"),
        ("Arsipkan", {"reason": "entah", "note": "Maaf"}, "Pilih alasannya."),
        ("Arsipkan", {"reason": "no_reply", "note": "Maaf"}, "Pilih alasannya."),
        ("Arsipkan", {"note": "Maaf"}, "Pilih alasannya."),
        ("Rujuk", {"body": "entah", "note": "Maaf"}, "Pilih lembaganya."),
        ("Rujuk", {"body": "other", "note": ""}, "Tulis penjelasannya."),
        ("Minta keterangan", {"note": "a" * 5001}, "Terlalu panjang."),
    ],
)
def test_an_incomplete_step_keeps_what_was_typed(sign_in, admin, case, button, answers, sentence):
    page = Page(sign_in(admin), address(case), 200).fill(button, **answers)
    assert page.status == 422
    assert any(sentence in error for error in page.errors), page.errors
    assert page.answers(page.form(button))["note"] == answers["note"].strip()
    assert case.status is Status.RECEIVED


def test_another_institution_s_unit_cannot_be_chosen(sign_in, admin, case):
    foreign = factories.a_unit(factories.an_institution())
    page = Page(sign_in(admin), address(case), 200).fill("Teruskan ke unit", unit=foreign.id)
    assert page.status == 422


def test_a_reason_alone_archives_with_its_own_sentence(sign_in, admin, case):
    Page(sign_in(admin), address(case), 200).fill("Arsipkan", reason="too_general")
    assert case.status is Status.ARCHIVED
    assert case.history[-1].reason is ArchiveReason.TOO_GENERAL
    assert case.messages[-1].body.startswith("Terima kasih sudah menyampaikannya.")


def test_a_referral_names_the_body(sign_in, admin, case):
    Page(sign_in(admin), address(case), 200).fill("Rujuk", body="lapor", note="Soal LPG.")
    assert case.status is Status.REFERRED
    assert case.messages[-1].body == "Kami rujuk ke SP4N-LAPOR! (lapor.go.id). Soal LPG."


def test_saving_can_lead_to_the_next_case(sign_in, admin, institution, case):
    other = factories.a_proposal(institution, title="Berikutnya")
    client = sign_in(admin)
    sent = {"action": "ask", "note": "Di mana?", "version": case.version, "lanjut": "1"}
    answer = post(client, case, "/tindakan", **sent)
    assert answer.status_code == 303
    assert answer.location == f"{address(other)}?lanjut=1&sudah=ask"
    page = Page(client, answer.location, 200)
    assert "Sudah ditanyakan kepada warga. Ini masukan berikutnya." in page.text


def test_a_returned_case_leaves_the_unit_and_its_officer_s_queue(
    sign_in, officer, admin, institution, unit
):
    case = factories.a_proposal(institution)
    service.move(case, Action.ASSIGN, admin, version=case.version, unit=unit)
    page = Page(sign_in(officer), address(case), 200)
    page.fill("Kembalikan", note="Ini urusan dinas lain.")
    assert (page.status, page.heading) == (200, "Antrean")
    assert case.unit_id is None


def test_a_note_is_for_staff_only(sign_in, admin, case):
    page = Page(sign_in(admin), address(case), 200)
    page.fill("Simpan catatan", body="Mirip laporan bulan lalu.")
    assert "Hanya petugas" in page.text
    assert case.messages[-1].audience is Audience.STAFF
    assert page.fill("Simpan catatan", body=" ").errors == ["Tulis catatannya."]


def test_the_public_wording_is_edited_shown_and_taken_down(sign_in, admin, institution):
    case = factories.a_proposal(institution, may_publish=True, body="Pak Anu di loket tiga.")
    page = Page(sign_in(admin), address(case), 200)
    assert page.answers(page.form("Tayangkan"))["body"] == "Pak Anu di loket tiga."
    assert page.fill("Tayangkan", body="").errors == ["Tulis isinya."]
    page.fill("Tayangkan", body="Petugas di loket tiga.")
    assert case.public_body == "Petugas di loket tiga."
    assert case.body == "Pak Anu di loket tiga."
    assert "Tayang untuk umum sejak" in page.text
    assert page.fill("Turunkan", reason="").status == 422
    page.fill("Turunkan", reason="Memuat data pribadi.")
    assert case.published_at is None
    assert case.messages[-1].body == "Memuat data pribadi."


def test_nothing_is_shown_without_consent_and_never_a_deviation(sign_in, admin, institution):
    client = sign_in(admin)
    for case in (
        factories.a_proposal(institution, may_publish=False),
        factories.trusted(factories.a_deviation(institution, may_publish=True), admin),
    ):
        assert "Tayangkan" not in Page(client, address(case), 200).text
        sent = {"title": "Judul", "body": "Isi", "version": case.version}
        assert post(client, case, "/tayang", **sent).status_code == 409
        assert case.published_at is None


def test_only_the_inspectorate_reads_a_contact(sign_in, admin, officer, institution, unit):
    secret = {"identity": Identity.STAFF_ONLY, "name": "Budi", "contact": "budi@contoh.test"}
    case = factories.a_proposal(institution, unit_id=unit.id, **secret)
    assert "budi@contoh.test" in Page(sign_in(admin), address(case), 200).text
    seen = Page(sign_in(officer), address(case), 200).text
    assert "budi@contoh.test" not in seen
    assert "Budi" not in seen


def test_an_anonymous_contact_is_shown_to_nobody(sign_in, admin, institution):
    case = factories.a_proposal(institution, name="Budi", contact="budi@contoh.test")
    assert "budi@contoh.test" not in Page(sign_in(admin), address(case), 200).text


def test_files_are_kept_not_opened(sign_in, admin, officer, institution):
    attachments.stage("formulir", "bukti.pdf", a_pdf())
    case = factories.trusted(factories.a_deviation(institution), admin)
    attachments.adopt("formulir", case.id)
    factories.saved(case)
    page = Page(sign_in(admin), address(case), 200)
    link = next(a["href"] for a in page.soup.find_all("a") if "bukti.pdf" in a.get_text())
    answer = page.client.get(link)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert sign_in(officer).get(link).status_code == 404
    other = factories.trusted(factories.a_deviation(institution), admin)
    assert page.client.get(link.replace(case.reference, other.reference)).status_code == 404


def test_a_step_without_its_token_is_refused(sign_in, admin, case):
    assert sign_in(admin).post(f"{address(case)}/tindakan").status_code == 400


def a_pdf():
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    return out.getvalue()


def post(client, case, path, **data):
    """Send a form as the case's own page would, whether or not it offers it."""
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/akun/").text)
    return client.post(address(case) + path, data={"csrf_token": token[1], **data})
