"""Every page, in Chromium: no barrier, no complaint, nothing fetched from elsewhere."""

from pathlib import Path

import pytest
from werkzeug.routing import MapAdapter

from app import create_app
from tests.browser.pages import OTHERWISE, PAGES
from tests.browser.test_journeys import follow, propose
from tests.conftest import settings

pytestmark = pytest.mark.browser
AXE = (Path(__file__).parents[1] / "vendor" / "axe-4.14.1.min.js").read_text()
PHONE, DESK = {"width": 360, "height": 800}, {"width": 1280, "height": 900}
NARROWEST = {"width": 320, "height": 640}
LABELS = [f"{endpoint}-{person or 'citizen'}-{n}" for n, (endpoint, person, _) in enumerate(PAGES)]


@pytest.fixture(scope="session")
def addresses() -> MapAdapter:
    return create_app(settings("sqlite://")).url_map.bind("127.0.0.1")


def address_of(addresses, site, endpoint, parts):
    """``=word`` stands for itself; any other part is the story's name for a row."""
    values = {k: v[1:] if v.startswith("=") else site.names[v] for k, v in parts.items()}
    return addresses.build(endpoint, values)


def barriers(page):
    """What axe finds, in a few words each."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        (violation["id"], node["target"], node["failureSummary"][:200])
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def sideways(page):
    """By how many pixels the page is wider than the screen."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


@pytest.mark.parametrize(("endpoint", "person", "parts"), PAGES, ids=LABELS)
def test_a_page_has_no_barrier_on_phone_or_desk(visitor, site, addresses, endpoint, person, parts):
    page = visitor(person).page
    answer = page.goto(address_of(addresses, site, endpoint, parts))
    assert answer.status == 200
    look_from_everywhere(page)


@pytest.mark.parametrize("person", [None, "yani"])
def test_the_page_of_what_is_not_there_has_no_barrier(visitor, person):
    page = visitor(person).page
    assert page.goto("/tidak-ada").status == 404
    look_from_everywhere(page)


@pytest.mark.parametrize("path", ["/sampaikan/usulan", "/sampaikan/pemantauan", "/lapor"])
def test_a_form_sent_empty_has_no_barrier(visitor, path):
    page = visitor().page
    page.goto(path)
    page.locator("main form").get_by_role("button", name="Kirim").last.click()
    page.locator("main .error-summary").wait_for()
    look_from_everywhere(page)


def test_the_receipt_and_the_case_it_opens_have_no_barrier(visitor):
    page = visitor().page
    _, code = propose(page, "Antrean lewat nomor")
    look_from_everywhere(page)
    follow(page, code)
    look_from_everywhere(page)


def look_from_everywhere(page):
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        assert barriers(page) == []
    page.set_viewport_size(NARROWEST)
    assert sideways(page) <= 0


def test_no_page_is_forgotten():
    app = create_app(settings("sqlite://"))
    pages = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in rule.methods and hasattr(app.view_functions[rule.endpoint], "guard")
    }
    assert pages - {endpoint for endpoint, _, _ in PAGES} - OTHERWISE == set()
