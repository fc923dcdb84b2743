"""An answer is its citizen's own, until somebody with the right shows it to everyone."""

import pytest

from domain.policy import Role
from domain.submissions import service
from domain.submissions.workflow import Action
from tests import factories
from tests.pages import Page

ANSWER = "Ibu Ratna, berkas Anda sudah kami terima."
QUESTION = "Tampilkan jawaban ini untuk umum"


@pytest.fixture
def unit(institution):
    return factories.a_unit(institution)


@pytest.fixture
def admin(institution):
    return factories.a_person(Role.INSPECTORATE_ADMIN, institution)


@pytest.fixture
def case(institution, admin, unit):
    """A proposal whose wording is public."""
    case = factories.a_proposal(institution, may_publish=True)
    service.move(case, Action.ASSIGN, admin, version=case.version, unit=unit)
    service.publish(case, admin, version=case.version, title="Izin", body="Sekali unggah.")
    return case


@pytest.fixture
def desk(sign_in, admin, case):
    return Page(sign_in(admin), f"/antrean/{case.reference}", 200)


def public(client, case):
    return Page(client, f"/usulan/{case.reference}", 200).text


def test_an_answer_is_not_shown_unless_asked(client, desk, case):
    desk.fill("Kirim jawaban", note=ANSWER)
    assert case.messages[-1].body == ANSWER
    assert ANSWER not in public(client, case)
    assert "Sudah dijawab langsung kepada pengirimnya." in public(client, case)


def test_an_answer_is_shown_when_the_box_is_ticked(client, desk, case):
    desk.fill("Kirim jawaban", note=ANSWER, show="y")
    assert ANSWER in public(client, case)


def test_an_earlier_answer_is_shown_and_taken_down_by_hand(client, desk, case):
    desk.fill("Kirim jawaban", note=ANSWER).fill(QUESTION)
    assert ANSWER in public(client, case)
    assert "Tayang untuk umum" in desk.text
    desk.fill("Jangan tampilkan lagi")
    assert ANSWER not in public(client, case)


def test_a_wording_taken_down_takes_its_answers_along_for_good(client, admin, desk, case):
    desk.fill("Kirim jawaban", note=ANSWER, show="y")
    service.withhold(case, admin, version=case.version, reason="Memuat nama.")
    service.publish(case, admin, version=case.version, title="Izin", body="Sekali unggah.")
    assert ANSWER not in public(client, case)


def test_the_question_is_asked_only_where_something_is_public(sign_in, admin, institution):
    hidden = factories.a_proposal(institution)
    service.move(hidden, Action.VERIFY, admin, version=hidden.version)
    page = Page(sign_in(admin), f"/antrean/{hidden.reference}", 200)
    assert page.soup.select("[name=show]") == []
    page.fill("Kirim jawaban", note=ANSWER, show="y")
    assert not hidden.messages[-1].is_public


def test_a_unit_s_officer_answers_but_shows_nothing(sign_in, client, institution, unit, case):
    officer = sign_in(factories.a_person(Role.UNIT_OFFICER, institution, unit))
    page = Page(officer, f"/antrean/{case.reference}", 200)
    assert page.soup.select("[name=show]") == []
    assert "Hanya pengirimnya yang membaca jawaban ini" in page.text
    page.fill("Kirim jawaban", note=ANSWER, show="y")
    answers = page.answers(page.form()) | {"tampil": "1"}
    path = f"/antrean/{case.reference}/jawaban/{case.messages[-1].id}"
    assert officer.post(path, data=answers).status_code == 403
    assert ANSWER not in public(client, case)


@pytest.mark.parametrize("words", ["Apakah Ibu Ratna punya kuitansi?", "Balasan Ratna"])
def test_neither_a_question_nor_a_citizen_s_words_can_be_shown(desk, client, case, words):
    desk.fill("Minta keterangan", note="Apakah Ibu Ratna punya kuitansi?")
    service.reply(case, "Balasan Ratna")
    message = next(m for m in case.messages if m.body == words)
    data = desk.answers(desk.form()) | {"tampil": "1", "version": case.version}
    answer = desk.client.post(f"/antrean/{case.reference}/jawaban/{message.id}", data=data)
    assert answer.status_code == 409
    assert words not in public(client, case)


def test_an_answer_shown_from_an_old_page_is_refused(desk, admin, case):
    desk.fill("Kirim jawaban", note=ANSWER)
    service.reply(case, "Terima kasih.")
    assert desk.fill(QUESTION).status == 409
    assert not any(message.is_public for message in case.messages)


def test_staff_see_both_dates_and_the_unread_message(desk, sign_in, admin, case):
    assert "Dijawab paling lambat" in desk.text
    assert "Pesan baru dari warga" not in desk.text
    service.reply(case, "Masih terjadi hari ini.")
    for path in ("/antrean/", f"/antrean/{case.reference}"):
        assert "Pesan baru dari warga" in Page(sign_in(admin), path, 200).text


def test_putting_a_case_on_the_site_can_take_its_answers_along(client, sign_in, admin, institution):
    case = factories.a_proposal(institution, may_publish=True)
    page = Page(sign_in(admin), f"/antrean/{case.reference}", 200)
    assert not page.soup.select("[name=answers]")
    page.fill("Terima untuk diverifikasi").fill("Kirim jawaban", note=ANSWER)
    box = page.soup.select_one("[name=answers]")
    assert not box.has_attr("checked")
    assert ANSWER in box.parent.get_text()
    page.fill("Tayangkan", answers=[box["value"]])
    assert "Sudah tayang untuk umum." in page.soup.select_one("[role=status]").get_text()
    assert not page.soup.select("[name=answers]")
    assert ANSWER in page.follow("Lihat di situs").text


def test_without_a_tick_the_site_shows_the_wording_alone(client, sign_in, admin, institution):
    case = factories.a_proposal(institution, may_publish=True)
    page = Page(sign_in(admin), f"/antrean/{case.reference}", 200)
    page.fill("Terima untuk diverifikasi").fill("Kirim jawaban", note=ANSWER).fill("Tayangkan")
    assert ANSWER not in public(client, case)


def test_a_question_cannot_be_slipped_in_among_the_answers(client, sign_in, admin, institution):
    case = factories.a_proposal(institution, may_publish=True)
    page = Page(sign_in(admin), f"/antrean/{case.reference}", 200)
    page.fill("Terima untuk diverifikasi").fill("Kirim jawaban", note=ANSWER)
    hidden = next(m for m in case.messages)
    assert page.fill("Tayangkan", answers=[hidden.id + 1]).status == 422
    assert case.published_at is None


@pytest.mark.parametrize(
    ("button", "given", "said"),
    [
        ("Minta keterangan", {"note": "Di mana?"}, "Sudah ditanyakan kepada warga."),
        ("Kirim jawaban", {"note": "Ya."}, "Sudah dikirim kepada warga."),
        ("Arsipkan", {"reason": "spam", "note": "Iklan."}, "Sudah diarsipkan."),
        ("Simpan catatan", {"body": "Tunggu Rina."}, "Catatan sudah disimpan."),
    ],
)
def test_what_was_done_is_said(sign_in, admin, institution, button, given, said):
    case = factories.a_proposal(institution)
    page = Page(sign_in(admin), f"/antrean/{case.reference}", 200)
    page.fill("Terima untuk diverifikasi").fill(button, **given)
    assert page.soup.select_one("[role=status]").get_text(strip=True) == said


def test_both_dates_stand_apart(desk):
    assert "· Dijawab paling lambat" in desk.soup.select_one("article#case").get_text()
    assert "·Dijawab" not in desk.text.replace(" ·", "·")
    assert " · Dijawab" in desk.soup.select_one("article#case").get_text()
