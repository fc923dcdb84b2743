"""Every answer carries the strict headers, errors too, and foreign pages are turned away."""

import pytest

from domain.proof.service import publish_due
from extensions import signer
from tests import factories
from tests.pages import Page
from web.security_headers import HEADERS

FOREIGN = ["cross-site", "same-site", "something-new"]


def open_pages(app):
    """The addresses of every page a visitor may read without signing in."""
    return sorted(
        rule.rule
        for rule in app.url_map.iter_rules()
        if "GET" in rule.methods
        and not rule.arguments
        and getattr(app.view_functions[rule.endpoint], "guard", "") == "public"
    )


def is_dressed(response):
    missing = {
        name: response.headers.get(name)
        for name, value in HEADERS.items()
        if response.headers.get(name) != value
    }
    return missing == {}


def test_every_open_page_answers_with_the_strict_headers(app, client, institution):
    factories.a_proposal(institution)
    publish_due(signer)  # the log's addresses answer once a head is published
    answers = {path: client.get(path) for path in open_pages(app)}
    assert {path: a.status_code for path, a in answers.items() if a.status_code >= 400} == {}
    assert [path for path, answer in answers.items() if not is_dressed(answer)] == []


def test_the_policy_lets_nothing_in_from_elsewhere_or_inline():
    policy = dict(part.strip().split(" ", 1) for part in HEADERS[CSP].split(";"))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert not [rule for rule in policy.values() if "unsafe" in rule or "http" in rule]
    assert policy["script-src"] == "'self'"


CSP = "Content-Security-Policy"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/tidak-ada", 404),
        ("post", "/lacak", 400),
        ("post", "/sehat", 405),
        ("delete", "/", 405),
        ("get", "/antrean/", 302),
    ],
)
def test_errors_and_redirects_carry_the_strict_headers(client, institution, method, path, status):
    answer = getattr(client, method)(path)
    assert answer.status_code == status
    assert is_dressed(answer)


def test_a_body_too_large_is_refused_with_the_strict_headers(app, client, institution):
    app.config["MAX_CONTENT_LENGTH"], usual = 1000, app.config["MAX_CONTENT_LENGTH"]
    try:
        answer = client.post("/lapor", data={"body": "x" * 2000})
    finally:
        app.config["MAX_CONTENT_LENGTH"] = usual
    assert answer.status_code == 413
    assert is_dressed(answer)


def test_a_static_file_is_never_sniffed(client):
    answer = client.get("/static/css/site.css")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers[CSP].startswith("default-src 'none'")


@pytest.mark.parametrize("site", FOREIGN)
def test_another_sites_page_cannot_post_to_us(client, institution, site):
    page = Page(client, "/lacak")
    answers = page.answers(page.form()) | {"code": "0" * 20}
    ours = client.post("/lacak", data=answers, headers={"Sec-Fetch-Site": "same-origin"})
    theirs = client.post("/lacak", data=answers, headers={"Sec-Fetch-Site": site})
    assert (ours.status_code, theirs.status_code) == (422, 400)


def test_a_link_from_another_site_still_opens(client, institution):
    assert client.get("/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_a_post_without_our_forms_token_is_refused(client, institution):
    assert client.post("/lacak", data={"code": "0" * 20}).status_code == 400


def test_a_visitor_gets_one_cookie_no_script_can_read(client, institution):
    cookies = client.get("/lapor").headers.getlist("Set-Cookie")
    assert [cookie.partition("=")[0] for cookie in cookies] == ["sesi"]
    assert all("HttpOnly" in cookie and "SameSite=Lax" in cookie for cookie in cookies)


def test_over_https_the_browser_is_told_to_stay_there(client, institution):
    answer = client.get("/sehat", base_url="https://localhost")
    assert "Strict-Transport-Security" in answer.headers


def test_no_cache_keeps_what_staff_read(sign_in, institution):
    person = factories.a_person(factories.Role.FOCAL_POINT, institution)
    assert sign_in(person).get("/akun/").headers["Cache-Control"] == "no-store"


def test_a_page_that_carries_a_token_is_not_shared(client, institution):
    assert "private" in client.get("/").headers["Cache-Control"]
