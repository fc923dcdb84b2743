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
    assert client.post("/lapor", data={"title": "x"}).status_code == 400


def test_another_sites_form_is_refused(client):
    answer = client.post("/lapor", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 400


@pytest.mark.parametrize("path", ["/usulan/%00", "/capaian/a%00b"])
def test_a_nul_in_the_address_is_refused_calmly(client, path):
    assert client.get(path).status_code == 400
