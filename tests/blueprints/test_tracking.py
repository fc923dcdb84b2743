"""A secret code opens one submission, for a while, and lets its citizen answer."""

from datetime import timedelta
from io import BytesIO
from secrets import token_hex

import pytest
from flask_migrate import upgrade

from app import create_app
from domain import clock, codes
from domain.attachments.models import Attachment
from domain.policy import Role
from domain.reference.service import load
from domain.submissions import service
from domain.submissions.workflow import Action, Status
from extensions import db as database
from extensions import limiter, storage
from tests import factories
from tests.blueprints.test_participation import ANSWERS, PROPOSAL, TOLD, send
from tests.conftest import settings
from tests.domain.test_attachments import a_photo, opened
from tests.pages import Page

CODE = codes.code_from("lacak", "test")
WRONG = "Kode tidak cocok. Periksa lagi 20 karakter Anda."
CASE = "/lacak/laporan"


@pytest.fixture
def officer(institution):
    return factories.a_person(Role.INSPECTORATE_ADMIN, institution)


@pytest.fixture
def proposal(institution):
    return factories.a_proposal(institution, code=CODE)


def open_case(client, code=CODE):
    return Page(client, "/lacak", 200).fill("Buka", code=code)


def step(submission, action, officer, note=""):
    return service.move(submission, action, officer, version=submission.version, note=note)


def a_file(submission, message_id=None):
    return factories.saved(
        Attachment(
            storage_key=token_hex(8),
            filename="bukti.png",
            media_type="image/png",
            size=5,
            submission_id=submission.id,
            message_id=message_id,
        )
    )


@pytest.mark.parametrize(
    "written",
    [
        CODE,
        codes.grouped(CODE).lower(),
        " ".join(CODE),
        f"\t{CODE.replace('0', 'O').replace('1', 'I')}\n",
        CODE.replace("0", "o").replace("1", "l").replace("V", "u"),
    ],
)
def test_a_code_opens_its_submission_however_it_is_written(client, proposal, written):
    page = open_case(client, written)
    assert (page.status, page.path) == (200, CASE)
    assert proposal.reference in page.text
    assert page.heading == "Masukan Anda sudah kami terima."
    assert CODE not in page.response.text
    assert page.response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("code", ["", "\0", "x" * 9000, "Z" * 20, CODE[:-1], CODE[::-1], "😀" * 20])
def test_a_wrong_code_and_an_unknown_one_get_one_answer(client, proposal, code):
    page = open_case(client, code)
    assert (page.status, page.errors) == (422, [WRONG])
    assert client.get(CASE).status_code == 303


def test_the_receipts_own_code_opens_what_was_sent(client, institution):
    page = send(Page(client, PROPOSAL), PROPOSAL)
    code = " ".join(group.get_text() for group in page.soup.select(".code-group"))
    assert ANSWERS[PROPOSAL]["title"] in open_case(client, code).text


def test_without_a_code_nothing_opens(client, proposal):
    assert Page(client, CASE).path == "/lacak"
    assert client.post("/lacak/balas").status_code == 422
    assert client.get("/lacak/berkas/1").status_code == 404


@pytest.mark.parametrize(
    ("minutes", "is_open"), [((14,), True), ((16,), False), ((14, 28, 42, 56), True)]
)
def test_a_case_stays_open_while_it_is_read(client, proposal, minutes, is_open):
    begin = clock.now()
    with clock.stopped_at(begin):
        open_case(client)
    for minute in minutes:
        with clock.stopped_at(begin + timedelta(minutes=minute)):
            answer = client.get(CASE)
    assert answer.status_code == (200 if is_open else 303)


def test_no_case_stays_open_longer_than_an_hour(client, proposal):
    begin = clock.now()
    with clock.stopped_at(begin):
        open_case(client)
    for minute in (14, 28, 42, 56):
        with clock.stopped_at(begin + timedelta(minutes=minute)):
            assert client.get(CASE).status_code == 200
    with clock.stopped_at(begin + timedelta(minutes=61)):
        assert "Demi keamanan" in Page(client, CASE).text


def test_a_reply_typed_too_slowly_is_not_lost(client, proposal):
    begin = clock.now()
    with clock.stopped_at(begin):
        page = open_case(client)
    with clock.stopped_at(begin + timedelta(minutes=20)):
        page = page.fill("Kirim balasan", body="Tidak ada kuitansi.")
    assert page.status == 422
    assert "Tidak ada kuitansi." in page.soup.textarea.get_text()
    assert proposal.messages == []


def test_leaving_closes_the_case(client, proposal):
    page = open_case(client).fill("Tutup laporan ini")
    assert page.path == "/lacak"
    assert client.get(CASE).status_code == 303


def test_the_page_tells_every_step_and_marks_the_last(client, proposal, officer):
    step(proposal, Action.VERIFY, officer)
    page = open_case(client)
    steps = page.soup.select(".timeline li")
    assert [s.get("aria-current") for s in steps] == [None, "step"]
    assert page.heading == "Kami sedang memeriksa kelengkapannya."


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "Paling lambat 14 Agustus 2026, 3 hari kerja lagi."),
        (3, "Paling lambat hari ini, 14 Agustus 2026."),
        (4, "Batas waktunya 14 Agustus 2026."),
        (7, "Terlambat 1 hari kerja. Seharusnya paling lambat 14 Agustus 2026."),
    ],
)
def test_the_promise_is_counted_in_working_days_and_lateness_is_said(
    client, institution, days, words
):
    tuesday = clock.now().replace(year=2026, month=8, day=11, hour=3)
    with clock.stopped_at(tuesday):
        factories.a_proposal(institution, code=CODE)
    with clock.stopped_at(tuesday + timedelta(days=days)):
        assert words in open_case(client).text


def test_the_office_asks_and_the_citizen_answers_with_a_photo(client, proposal, officer):
    step(proposal, Action.ASK, officer, "Apakah Anda diberi kuitansi?")
    page = open_case(client)
    assert "Kami menunggu balasan Anda sampai" in page.text
    assert "Apakah Anda diberi kuitansi?" in page.soup.select_one(".message-staff").get_text()
    assert officer.name not in page.soup.select_one("main").get_text()
    photo = (BytesIO(a_photo()), "map.jpg")
    page = page.fill("Kirim balasan", body="Tidak ada. Map\r\nbiru.", files=[photo])
    assert (page.status, page.path) == (200, CASE)
    assert page.heading == "Balasan Anda sudah kami terima dan akan dijawab."
    assert proposal.status is Status.REPORTER_REPLIED
    assert proposal.messages[-1].body == "Tidak ada. Map\nbiru."
    link = page.soup.find("a", string="map.jpg")
    answer = client.get(link["href"])
    assert not opened(answer.data).getexif()
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_reply_sent_twice_is_one_message(client, proposal):
    page = open_case(client)
    form = page.form("Kirim balasan")
    data = page.answers(form) | {"body": "Sekali saja."}
    for _ in range(2):
        assert client.post("/lacak/balas", data=data).status_code == 303
    database.session.refresh(proposal)
    assert [message.body for message in proposal.messages] == ["Sekali saja."]


def test_an_empty_reply_keeps_its_photo_and_a_wrong_file_keeps_the_words(client, proposal):
    page = open_case(client)
    page = page.fill("Kirim balasan", files=[(BytesIO(a_photo()), "map.jpg")])
    assert (page.status, page.errors) == (422, ["Tulis balasan Anda."])
    assert "sudah terunggah" in page.text
    page = page.fill("Kirim balasan", body="Ini mapnya.", files=[(BytesIO(b"x"), "map.exe")])
    assert page.status == 422
    assert page.soup.textarea.get_text().strip() == "Ini mapnya."
    page = page.fill("Hapus")
    assert "sudah terunggah" not in page.text
    assert page.soup.textarea.get_text().strip() == "Ini mapnya."
    assert page.fill("Kirim balasan").status == 200
    assert database.session.query(Attachment).count() == 0


def test_with_htmx_only_the_case_is_swapped(client, proposal):
    page = open_case(client)
    data = page.answers(page.form("Kirim balasan")) | {"body": "Lewat HTMX."}
    htmx = {"HX-Request": "true", "HX-Target": "case"}
    answer = client.post("/lacak/balas", data=data, headers=htmx)
    assert answer.status_code == 303
    piece = client.get(answer.headers["Location"], headers=htmx).text
    assert piece.lstrip().startswith('<section id="case"')
    assert "Lewat HTMX." in piece
    wrong = client.post("/lacak/balas", data=data | {"body": ""}, headers=htmx)
    assert wrong.status_code == 422
    assert "Tulis balasan Anda." in wrong.text
    assert "<html" not in wrong.text


def test_an_internal_note_and_its_file_stay_inside(client, proposal, officer):
    note = service.add_note(proposal, officer, "Hanya untuk kita.")
    inside, outside = a_file(proposal, note.id), a_file(proposal)
    page = open_case(client)
    assert "Hanya untuk kita." not in page.text
    assert page.text.count("bukti.png") == 1
    storage.put(outside.storage_key, b"bytes")
    assert client.get(f"/lacak/berkas/{outside.id}").data == b"bytes"
    assert client.get(f"/lacak/berkas/{inside.id}").status_code == 404


def test_another_persons_file_does_not_exist(client, institution, proposal):
    theirs = a_file(factories.a_proposal(institution))
    open_case(client)
    for file_id in (theirs.id, 0, 10**30):
        assert client.get(f"/lacak/berkas/{file_id}").status_code == 404


def test_a_file_whose_bytes_are_gone_is_not_found(client, proposal):
    lost = a_file(proposal)
    open_case(client)
    assert client.get(f"/lacak/berkas/{lost.id}").status_code == 404


def test_a_report_of_deviation_can_be_followed_quietly(client, institution):
    factories.a_deviation(institution, code=CODE)
    page = open_case(client)
    assert page.soup.find("a", string="Keluar cepat")
    assert "Pungutan di loket" in page.text


@pytest.fixture
def guarded_client(tmp_path):
    """A house of its own whose doors count."""
    app = create_app(settings(f"sqlite:///{tmp_path / 'limits.db'}", RATELIMIT_ENABLED=True))
    with app.app_context():
        upgrade()
        load("terms")
        factories.an_institution()
        yield app.test_client()
        database.engine.dispose()
    limiter.enabled = False


def test_guessing_codes_is_stopped_but_not_reading(guarded_client):
    codes_tried = [open_case(guarded_client, f"{n:020}").status for n in range(31)]
    assert codes_tried == [422] * 30 + [429]


def test_one_network_cannot_flood_the_office(guarded_client):
    for _ in range(20):
        page = Page(guarded_client, PROPOSAL).fill("Kirim usulan", title="Belum lengkap")
        assert page.status == 422
        assert send(page, PROPOSAL).status == 200
    page = send(Page(guarded_client, PROPOSAL), PROPOSAL)
    assert (page.status, page.heading) == (429, "Saya mengusulkan perbaikan")
    assert "Terlalu banyak kiriman dari jaringan ini." in page.text
    assert page.soup.select_one("input[name=title]")["value"] == TOLD["title"]
    assert int(page.response.headers["Retry-After"]) > 0
