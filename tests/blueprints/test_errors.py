"""Every refusal is a calm page with the right status."""

import pytest
from sqlalchemy.exc import OperationalError

from tests.pages import Page
from web import errors


def test_an_unknown_address_says_so(client):
    page = Page(client, "/tidak-ada", status=404)
    assert page.heading == "Halaman tidak ditemukan"


@pytest.mark.parametrize("status", sorted(errors.PAGES))
def test_every_status_has_its_words(app, client, status):
    with app.test_request_context("/"):
        answer = errors.page(status)
    assert answer.status_code == status
    assert "<h1>" in answer.get_data(as_text=True)


def test_a_broken_database_still_gets_a_page(app, client, monkeypatch):
    def broken(*_args, **_more):
        raise OperationalError("SELECT", {}, Exception("gone"))

    monkeypatch.setitem(app.view_functions, "health.alive", broken)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    page = Page(client, "/sehat", status=500)
    assert page.heading == "Ada gangguan di pihak kami"
    assert "SELECT" not in page.text


def test_a_form_without_its_token_is_refused(client):
    assert client.post("/lacak", data={"code": "x"}).status_code == 400


def test_another_sites_form_is_refused(client):
    answer = client.post("/lapor", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 400


@pytest.mark.parametrize("path", ["/usulan/%00", "/capaian/a%00b"])
def test_a_nul_in_the_address_is_refused_calmly(client, path):
    assert client.get(path).status_code == 400


def test_a_busy_database_keeps_the_form(app, client, institution, monkeypatch):
    open_door = app.view_functions["participation.track"]

    def busy(*_args, **_more):
        raise OperationalError("BEGIN IMMEDIATE", {}, Exception("database is locked"))

    page = Page(client, "/lacak", status=200)
    monkeypatch.setitem(app.view_functions, "participation.track", busy)
    page.fill(code="ABCDE 12345")
    assert page.status == 503
    assert page.response.headers["Retry-After"] == "10"
    assert page.answers(page.form())["code"] == "ABCDE 12345"
    monkeypatch.setitem(app.view_functions, "participation.track", open_door)
    page.fill("Kirim lagi")
    assert page.status == 422  # the code is wrong, and was read


def test_a_busy_database_keeps_no_password(app, client, monkeypatch):
    def busy(*_args, **_more):
        raise OperationalError("BEGIN IMMEDIATE", {}, Exception("database is locked"))

    page = Page(client, "/masuk", status=200)
    monkeypatch.setitem(app.view_functions, "security.login", busy)
    page.fill("Masuk", email="a@contoh.test", password="rahasia-sekali")
    assert page.status == 503
    assert "rahasia-sekali" not in page.response.text
