"""Citizens send: every kind, every mistake, never anything lost."""

import pytest
from sqlalchemy import event

from domain.accounts.models import InstitutionKind
from domain.reference import queries as reference
from domain.submissions.kinds import Kind
from domain.submissions.models import (
    HowKnown,
    Identity,
    Monitoring,
    Proposal,
    Submission,
)
from domain.submissions.workflow import Status
from extensions import db as database
from tests import factories
from tests.pages import Page

MONITORING, PROPOSAL, DEVIATION = "/sampaikan/pemantauan", "/sampaikan/usulan", "/lapor"
BUTTONS = {MONITORING: "Kirim pemantauan", PROPOSAL: "Kirim usulan", DEVIATION: "Kirim laporan"}
TOLD = {
    "title": "Jalan belum selesai",
    "body": "Dari jembatan sampai depan sekolah masih kerikil.",
    "topic": "infrastruktur",
}
ANSWERS = {
    MONITORING: TOLD | {"conformity": "partly", "may_publish": "ya"},
    PROPOSAL: TOLD
    | {"change": "Cukup sekali unggah.", "beneficiaries": "Pengusaha kecil", "may_publish": "ya"},
    DEVIATION: TOLD | {"deviation_type": "pungli", "how_known": "experienced"},
}
KINDS = pytest.mark.parametrize("address", ANSWERS)


def send(page, address, **more):
    return page.fill(BUTTONS[address], **(ANSWERS[address] | more))


def everything():
    return database.session.scalars(database.select(Submission).order_by(Submission.id)).all()


@pytest.fixture
def unit(institution):
    return factories.a_unit(institution)


def test_the_choice_leads_to_each_kind_and_elsewhere(client, institution):
    page = Page(client, "/sampaikan", 200)
    assert page.heading == "Apa yang ingin Anda sampaikan?"
    for words in ("112", "SP4N-LAPOR!", "PPID"):
        assert words in page.text
    for words, address in (
        ("Memantau", MONITORING),
        ("Mengusulkan perbaikan", PROPOSAL),
        ("Melaporkan penyimpangan", DEVIATION),
    ):
        assert Page(client, "/sampaikan").follow(words).path == address


@pytest.mark.parametrize("slug", ["penyimpangan", "x", "%00", "a" * 3000])
def test_an_unknown_kind_is_not_found(client, institution, slug):
    assert client.get(f"/sampaikan/{slug}").status_code in {400, 404}
    assert client.post(f"/sampaikan/{slug}").status_code in {400, 404}


@KINDS
def test_every_kind_sends_and_gets_its_receipt(client, institution, address):
    page = send(Page(client, address, 200), address)
    assert page.status == 200
    (submission,) = everything()
    assert page.heading == "Terima kasih. Simpan kode ini sekarang."
    assert submission.reference in page.text
    assert "3 hari kerja lagi" in page.text
    groups = [group.get_text() for group in page.soup.select(".code-group")]
    assert [len(group) for group in groups] == [5, 5, 5, 5]
    assert page.response.headers["Cache-Control"] == "no-store"
    assert (submission.status, submission.identity) == (Status.RECEIVED, Identity.ANONYMOUS)


@KINDS
def test_missing_answers_are_asked_for_and_the_rest_is_kept(client, institution, address):
    page = Page(client, address).fill(BUTTONS[address], title="Judul yang tersimpan", place="Pasar")
    assert page.status == 422
    assert page.soup.select_one("input[name=title]")["value"] == "Judul yang tersimpan"
    assert page.soup.select_one("input[name=place]")["value"] == "Pasar"
    assert "Tulis apa yang terjadi." in page.errors
    assert page.soup.title.get_text().startswith("Kesalahan:")
    linked = {link["href"][1:] for link in page.soup.select(".error-summary a")}
    assert linked
    assert all(page.soup.find(id=name) for name in linked)
    assert send(page, address).status == 200
    assert len(everything()) == 1


@KINDS
def test_a_form_sent_twice_gives_one_receipt(client, institution, address):
    page = Page(client, address)
    data = page.answers(page.form(BUTTONS[address])) | ANSWERS[address]
    first, second = client.post(address, data=data), client.post(address, data=data)
    code = Page.read(page, first).soup.select_one(".code-box").get_text()
    assert Page.read(page, second).soup.select_one(".code-box").get_text() == code
    assert len(everything()) == 1


def test_other_words_in_a_form_already_sent_are_not_lost(client, institution):
    page = Page(client, PROPOSAL)
    old = page.answers(page.form(BUTTONS[PROPOSAL])) | ANSWERS[PROPOSAL]
    client.post(PROPOSAL, data=old)
    page.read(client.post(PROPOSAL, data=old | {"title": "Usulan kedua"}))
    assert page.status == 422
    assert "sudah kami terima" in page.text
    assert page.fill(BUTTONS[PROPOSAL]).status == 200
    assert {s.title for s in everything()} == {TOLD["title"], "Usulan kedua"}


@pytest.mark.parametrize("token", ["", "x", "x.y", "\0", "a" * 10_000])
def test_a_form_with_a_made_up_token_is_asked_again(client, institution, token):
    page = send(Page(client, PROPOSAL), PROPOSAL, token=token)
    assert page.status == 422
    assert page.soup.select_one("input[name=title]")["value"] == TOLD["title"]
    assert page.fill(BUTTONS[PROPOSAL]).status == 200


def test_what_only_a_machine_sees_must_stay_empty(client, institution):
    page = send(Page(client, PROPOSAL), PROPOSAL, situs="https://iklan.test")
    assert page.status == 422
    assert everything() == []
    assert page.fill(BUTTONS[PROPOSAL]).status == 200


def test_a_proposal_keeps_every_answer_and_no_unit_is_given_it(client, institution, unit):
    send(
        Page(client, PROPOSAL),
        PROPOSAL,
        about_unit=str(unit.id),
        region="33.01.01",
        place="Loket 3",
        happened="awal November",
        example="Kabupaten sebelah",
        identity="staff_only",
        name="Ratna",
        contact="Ratna@Contoh.com",
        may_publish="tidak",
    )
    (proposal,) = everything()
    assert isinstance(proposal, Proposal)
    assert (proposal.about_unit_id, proposal.unit_id) == (unit.id, None)
    assert (proposal.region_code, proposal.place) == ("33.01.01", "Loket 3")
    assert (proposal.happened, proposal.example) == ("awal November", "Kabupaten sebelah")
    assert (proposal.identity, proposal.name) == (Identity.STAFF_ONLY, "Ratna")
    assert proposal.contact == "Ratna@contoh.com"
    assert proposal.may_publish is False


def test_one_may_not_know_whether_it_conforms(client, institution):
    send(Page(client, MONITORING), MONITORING, conformity="0", institution="0")
    (monitoring,) = everything()
    assert isinstance(monitoring, Monitoring)
    assert monitoring.conformity is None
    assert monitoring.institution_id == institution.id


def test_a_report_of_deviation_stays_quiet(client, institution):
    page = Page(client, DEVIATION)
    assert page.response.headers["Cache-Control"] == "no-store"
    exit_link = page.soup.find("a", string="Keluar cepat")
    assert exit_link["href"] == "https://www.bmkg.go.id"
    assert "noreferrer" in exit_link["rel"]
    assert not page.soup.select("main form [name=title]:not([autocomplete=off])")
    for words in ("Sebelum melapor", "Jangan pakai komputer atau Wi-Fi kantor.", "hubungi 112"):
        assert words in page.text
    page = send(page, DEVIATION, identity="anonymous", name="Sari", who="petugas loket 3")
    assert "tidak pernah tampil untuk umum" in page.text
    (report,) = everything()
    assert (report.kind, report.name, report.who) == (Kind.DEVIATION, "", "petugas loket 3")
    assert report.how_known is HowKnown.EXPERIENCED
    assert report.may_publish is False
    for address in ("/", "/pemantauan", "/usulan", f"/pemantauan/{report.reference}"):
        assert TOLD["title"] not in client.get(address).text


def test_a_name_is_needed_by_those_who_give_one(client, institution):
    page = send(Page(client, PROPOSAL), PROPOSAL, identity="named")
    assert page.errors == ["Tulis nama Anda, atau pilih tanpa nama."]


@pytest.mark.parametrize(
    ("contact", "error"),
    [
        ("0812 3456 7890", None),
        ("+62 (812) 3456-7890", None),
        ("ratna@contoh.com", None),
        ("081", "Tulis nomor HP yang benar, misalnya 0812 3456 7890."),
        ("ratna@", "Tulis alamat email lengkap, misalnya nama@contoh.com."),
        ("a@b.com\nBcc: semua@b.com", "Tulis alamat email lengkap, misalnya nama@contoh.com."),
    ],
)
def test_a_contact_is_a_telephone_or_an_address(client, institution, contact, error):
    page = send(Page(client, PROPOSAL), PROPOSAL, contact=contact)
    assert page.errors == ([error] if error else [])


@pytest.mark.parametrize("field", ["institution", "topic", "about_unit", "region", "identity"])
@pytest.mark.parametrize("answer", ["tidak ada", "999999999999999999999", "x\0"])
def test_an_answer_nobody_offered_is_refused(client, institution, field, answer):
    page = send(Page(client, PROPOSAL), PROPOSAL, **{field: answer})
    assert page.status == 422
    assert len(page.errors) == 1
    assert page.errors[0].startswith("Pilih ")


def test_another_institutions_units_are_shown_and_taken_only_with_it(client, institution, unit):
    other = factories.an_institution(region_code="34.04")
    theirs = factories.a_unit(other)
    page = Page(client, PROPOSAL)
    assert theirs.name not in page.text
    page = page.fill("Muat daftar", institution=str(other.id), title="Tetap di sini")
    assert (page.status, page.errors) == (422, [])
    assert theirs.name in page.text
    assert page.soup.select_one("input[name=title]")["value"] == "Tetap di sini"
    page = send(page, PROPOSAL, about_unit=str(unit.id))
    assert page.errors == ["Pilih dinas atau badan dari daftar."]
    assert send(page, PROPOSAL, about_unit=str(theirs.id)).status == 200
    assert everything()[0].institution_id == other.id


def test_hostile_characters_are_dropped_and_real_ones_kept(client, institution):
    body = "Loket\0 tutup \u202egnisa\u202c 😀👩\u200d👧 عربي\r\nbaris dua\x07 selesai"
    send(Page(client, PROPOSAL), PROPOSAL, body=body, title="  A\0\n\u2066B  ")
    (proposal,) = everything()
    assert proposal.body == "Loket tutup gnisa 😀👩\u200d👧 عربي\nbaris dua selesai"
    assert proposal.title == "A B"


def test_a_hundred_kilobytes_are_kept_and_counted(client, institution):
    page = send(Page(client, PROPOSAL), PROPOSAL, body="😀" * 100_000)
    assert page.errors == ["Anda menulis 95000 karakter terlalu banyak."]
    assert page.soup.select_one("textarea[name=body]").get_text().count("😀") == 100_000


@KINDS
def test_ten_thousand_answers_are_no_accident_of_ours(client, institution, address):
    form = Page(client, address)
    token = form.soup.select_one("input[name=csrf_token]")["value"]
    data = {f"x{n}": "y" for n in range(10_000)} | {"csrf_token": token}
    assert 400 <= client.post(address, data=data).status_code < 500
    many = client.post(address, data=data, content_type="multipart/form-data")
    assert 400 <= many.status_code < 500
    assert "h1" in many.text


@KINDS
def test_a_form_asks_the_database_little(client, institution, unit, address):
    for _ in range(5):
        factories.a_unit(institution)
    asked = []
    count = lambda *_: asked.append(1)  # noqa: E731
    event.listen(database.engine, "before_cursor_execute", count)
    try:
        client.get(address)
    finally:
        event.remove(database.engine, "before_cursor_execute", count)
    assert 0 < len(asked) <= 8


def test_the_places_offered_are_the_institutions_own(client, institution):
    page = Page(client, PROPOSAL)
    offered = {o["value"] for o in page.soup.select("select[name=region] option")} - {"0"}
    assert offered == {d.code for d in reference.districts_of("33.01")}


def test_a_regency_without_a_region_asks_for_no_district(db, client):
    factories.an_institution(region_code=None)
    page = Page(client, "/sampaikan/usulan", status=200)
    assert "kecamatan mana" not in page.text
    assert page.soup.select_one("input[name=region]")["value"] == "0"


def test_a_ministry_asks_for_a_province(db, client):
    factories.an_institution(kind=InstitutionKind.MINISTRY, region_code=None)
    page = Page(client, "/sampaikan/usulan", status=200)
    assert "Di provinsi mana?" in page.text
    assert len(page.soup.select("select[name=region] option")) == 39
