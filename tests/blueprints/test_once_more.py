"""What is turned back, sent twice or sent oddly is never lost and never an accident of ours."""

from io import BytesIO

import pytest
from flask import request

from domain.attachments.models import Attachment
from domain.submissions.models import Message
from extensions import db as database
from tests import factories
from tests.blueprints.test_participation import (
    ANSWERS,
    BUTTONS,
    DEVIATION,
    KINDS,
    PROPOSAL,
    TOLD,
    everything,
    send,
)
from tests.blueprints.test_tracking import CODE, open_case
from tests.domain.test_attachments import a_pdf, a_photo
from tests.pages import Page

REPLY = "Kejadiannya hari Senin."


def filled(page, address, **more):
    return page.answers(page.form(BUTTONS[address])) | ANSWERS[address] | more


def a_file(data=None, name="foto.jpg"):
    return (BytesIO(data or a_photo()), name)


@KINDS
def test_an_expired_form_comes_back_with_everything_typed(client, institution, address):
    page = Page(client, address)
    data = filled(page, address, csrf_token="kedaluwarsa", place="Pasar")
    client.delete_cookie("sesi")
    page.read(client.post(address, data=data))
    assert (page.status, everything()) == (422, [])
    assert "terlalu lama terbuka" in page.text
    assert page.soup.select_one("input[name=title]")["value"] == TOLD["title"]
    assert page.soup.select_one("input[name=place]")["value"] == "Pasar"
    assert page.fill(BUTTONS[address]).status == 200
    assert everything()[0].place == "Pasar"


def test_an_expired_form_keeps_the_files_it_had_and_asks_for_the_new_ones(client, institution):
    page = send(Page(client, PROPOSAL), PROPOSAL, body="", files=[a_file()])
    data = filled(page, PROPOSAL, csrf_token="", files=[a_file(name="lain.jpg")])
    page.read(client.post(PROPOSAL, data=data))
    assert page.errors == ["Pilih berkas Anda sekali lagi."]
    assert "foto.jpg" in page.text
    assert page.fill(BUTTONS[PROPOSAL]).status == 200
    assert [file.filename for file in everything()[0].attachments] == ["foto.jpg"]


def test_another_sites_form_never_fills_ours(client, institution):
    headers = {"Sec-Fetch-Site": "cross-site"}
    answer = client.post(PROPOSAL, data=ANSWERS[PROPOSAL], headers=headers)
    assert answer.status_code == 400
    assert TOLD["title"] not in answer.text


def test_an_expired_reply_comes_back(client, institution):
    factories.a_proposal(institution, code=CODE)
    page = open_case(client)
    data = page.answers(page.form("Kirim balasan")) | {"body": REPLY, "csrf_token": ""}
    htmx = {"HX-Request": "true", "HX-Target": "section#case"}
    piece = client.post("/lacak/balas", data=data, headers=htmx)
    assert piece.text.lstrip().startswith('<section id="case"')
    page.read(client.post("/lacak/balas", data=data))
    assert (page.status, page.soup.textarea.get_text().strip()) == (422, REPLY)
    page.fill("Kirim balasan")
    assert database.session.query(Message).one().body == REPLY


def test_a_reply_without_any_session_is_shown_to_be_copied(client, institution):
    answer = client.post("/lacak/balas", data={"body": REPLY})
    assert answer.status_code == 422
    assert REPLY in answer.text


def test_before_there_is_an_institution_a_form_is_refused_calmly(client):
    answer = client.post(PROPOSAL, data={"title": "x"})
    assert (answer.status_code, "<h1>" in answer.text) == (503, True)


@pytest.mark.parametrize(
    "change",
    [
        {"place": "Pasar Baru"},
        {"contact": "0812 3456 7890"},
        {"who": "Kepala dinas"},
        {"identity": "staff_only", "name": "Ratna"},
        {"deviation_type": "suap"},
        {"region": "33.01.01"},
    ],
)
def test_any_other_answer_in_a_form_already_sent_is_kept(client, institution, change):
    page = Page(client, DEVIATION)
    data = filled(page, DEVIATION)
    client.post(DEVIATION, data=data)
    page.read(client.post(DEVIATION, data=data | change))
    assert page.status == 422
    assert "sudah kami terima" in page.text
    assert page.fill(BUTTONS[DEVIATION]).status == 200
    assert len(everything()) == 2


def test_a_file_added_to_a_form_already_sent_is_kept(client, institution):
    page = Page(client, DEVIATION)
    data = filled(page, DEVIATION)
    client.post(DEVIATION, data=data | {"files": [a_file()]})
    more = [a_file(), a_file(a_pdf(), "surat.pdf")]
    page.read(client.post(DEVIATION, data=data | {"files": more}))
    assert page.status == 422
    assert "surat.pdf" in page.text
    page.fill(BUTTONS[DEVIATION])
    assert [f.filename for f in everything()[1].attachments] == ["foto.jpg", "surat.pdf"]


def test_the_same_form_with_the_same_files_gives_one_receipt(client, institution):
    page = Page(client, DEVIATION)
    data = filled(page, DEVIATION)
    codes = set()
    for _ in range(2):
        page.read(client.post(DEVIATION, data=data | {"files": [a_file()]}))
        codes.add(page.soup.select_one(".code-box").get_text())
    assert (len(codes), len(everything())) == (1, 1)
    assert database.session.query(Attachment).count() == 1


@pytest.mark.parametrize(
    "name", ["title", "body", "token", "situs", "achievement", "topic", "name"]
)
@KINDS
def test_a_file_sent_for_a_texts_question_is_no_answer(client, institution, address, name):
    data = filled(Page(client, address), address)
    data[name] = a_file()
    answer = client.post(address, data=data)
    assert answer.status_code in {200, 422}
    assert "<h1>" in answer.text


def test_a_file_for_a_code_or_a_reply_is_no_answer(client, institution):
    factories.a_proposal(institution, code=CODE)
    page = Page(client, "/lacak")
    data = page.answers(page.form()) | {"code": a_file()}
    assert client.post("/lacak", data=data).status_code == 422
    page = open_case(client)
    data = page.answers(page.form("Kirim balasan")) | {"body": a_file()}
    assert client.post("/lacak/balas", data=data).status_code == 422


def test_json_is_no_answer(client, institution):
    token = Page(client, PROPOSAL).soup.select_one("input[name=csrf_token]")["value"]
    answer = client.post(PROPOSAL, json={"title": {"a": 1}}, headers={"X-CSRFToken": token})
    assert answer.status_code == 415


@pytest.mark.parametrize("path", [PROPOSAL, DEVIATION, "/sampaikan/pemantauan", "/lacak"])
def test_asking_for_the_head_alone_is_asking_for_the_page(client, institution, path):
    assert client.head(path).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/capaian", "/pemantauan", "/usulan", "/lapor", "/sampaikan/pemantauan", "/", "/infografis"],
)
@pytest.mark.parametrize("name", ["cari", "instansi", "topik", "triwulan", "sebelum", "capaian"])
def test_a_nul_in_a_question_is_as_if_it_were_not_there(client, institution, path, name):
    assert client.get(f"{path}?{name}=a%00b&x%00={name}").status_code == 200


def test_words_are_read_without_nul_and_files_as_they_are(app):
    data = {"a\0b": "c\0d", "files": (BytesIO(b"\0"), "x.jpg")}
    with app.test_request_context("/?cari=a%00b", method="POST", data=data):
        assert (request.args["cari"], request.form["ab"]) == ("ab", "cd")
        assert request.files["files"].read() == b"\0"


def test_a_nul_never_reaches_a_form(client, institution):
    page = Page(client, "/masuk")
    data = page.answers(page.form()) | {"email": "a\0@contoh.id", "password": "x\0y"}
    assert client.post("/masuk", data=data).status_code in {302, 303, 422, 200}
