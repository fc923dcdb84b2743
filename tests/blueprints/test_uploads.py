"""Files citizens send: kept through every mistake, cleaned, refused with a reason."""

from io import BytesIO

import pytest

from domain.attachments.models import Attachment
from extensions import db as database
from extensions import storage
from tests.blueprints.test_participation import (
    ANSWERS,
    BUTTONS,
    DEVIATION,
    PROPOSAL,
    TOLD,
    everything,
    send,
)
from tests.domain.test_attachments import a_pdf, a_photo, opened
from tests.pages import Page


def an_upload(data, name="foto.jpg"):
    return (BytesIO(data), name)


def test_a_photo_is_kept_without_what_it_gives_away(client, institution):
    files = [an_upload(a_photo()), an_upload(a_pdf(), "surat.pdf")]
    send(Page(client, DEVIATION), DEVIATION, files=files)
    (report,) = everything()
    photo, letter = report.attachments
    assert not opened(storage.get(photo.storage_key)).getexif()
    assert b"Sari" not in storage.get(letter.storage_key)
    assert letter.form_token_hash is None


def test_a_file_survives_wrong_answers_and_can_be_taken_away(client, institution):
    page = send(Page(client, PROPOSAL), PROPOSAL, body="", files=[an_upload(a_photo())])
    assert "foto.jpg" in page.text
    assert "sudah terunggah" in page.text
    page = page.fill("Hapus", title="Tetap di sini")
    assert (page.status, page.errors) == (422, [])
    assert "sudah terunggah" not in page.text
    assert page.soup.select_one("input[name=title]")["value"] == "Tetap di sini"
    assert send(page, PROPOSAL, files=[an_upload(a_photo(), "lain.jpg")]).status == 200
    assert [f.filename for f in everything()[0].attachments] == ["lain.jpg"]
    assert database.session.query(Attachment).count() == 1


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("kosong.jpg", b"", "Berkas ini kosong."),
        ("virus.exe", b"MZ" + b"\0" * 99, "Berkas harus JPG, PNG, WebP, atau PDF."),
        ("surat.jpg", a_pdf(), "Berkas harus JPG, PNG, WebP, atau PDF."),
        ("putus.jpg", a_photo()[:300], "Berkas ini rusak atau tidak bisa dibaca."),
        ("besar.jpg", b"\xff\xd8\xff" + b"x" * 10 * 1024**2, "lebih kecil dari 10 MB."),
    ],
)
def test_a_file_refused_says_why_and_loses_nothing(client, institution, name, data, reason):
    page = send(Page(client, PROPOSAL), PROPOSAL, files=[an_upload(data, name)])
    assert page.status == 422
    assert any(name in error and reason in error for error in page.errors)
    assert page.soup.select_one("input[name=title]")["value"] == TOLD["title"]
    assert page.fill(BUTTONS[PROPOSAL]).status == 200


def test_a_sixth_file_is_refused(client, institution):
    files = [an_upload(a_photo(), f"{n}.jpg") for n in range(6)]
    page = send(Page(client, PROPOSAL), PROPOSAL, files=files)
    assert page.errors == ["5.jpg: Paling banyak 5 berkas."]
    assert page.text.count("sudah terunggah") == 5


def test_words_where_a_file_belongs_do_no_harm(client, institution):
    page = Page(client, PROPOSAL)
    data = page.answers(page.form(BUTTONS[PROPOSAL])) | ANSWERS[PROPOSAL]
    assert client.post(PROPOSAL, data=data | {"files": "teks", "hapus": "x"}).status_code == 422
    assert client.post(PROPOSAL, data=data | {"hapus": "9" * 5000}).status_code == 422
    assert client.post(PROPOSAL, data=data | {"files": "teks"}).status_code == 200


def test_a_sending_too_large_gets_the_calm_page(client, institution):
    data = {"files": an_upload(b"x" * 53 * 1024**2)}
    answer = client.post(PROPOSAL, data=data, content_type="multipart/form-data")
    assert answer.status_code == 413
    assert "Kiriman terlalu besar" in answer.text
