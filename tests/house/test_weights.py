"""Every page is light enough for a slow network: sizes as they travel, compressed."""

import gzip
import re

import pytest

from tests import town as ground
from tests.pages import Page

KB = 1024
TEXT_PAGE, FORM_PAGE, SCRIPTS = 60 * KB, 45 * KB, 20 * KB
FORMS = ["/sampaikan/usulan", "/sampaikan/pemantauan", "/lapor", "/lacak", "/masuk"]
TEXTS = ["/", "/capaian", "/infografis", "/usulan", "/pemantauan", "/tentang", "/sampaikan"]
FILES = re.compile(r'(?:href|src)="(/static/[^"?]+\.(css|js|woff2))[^"]*"')


def travelling(data: bytes) -> int:
    return len(gzip.compress(data, 6))


def weights(client, path):
    """Bytes of the page itself and of each kind of file it asks for, each file once."""
    page = Page(client, path)
    assert page.status == 200, path
    sizes = {"html": travelling(page.response.data), "css": 0, "js": 0, "woff2": 0}
    for address, kind in set(FILES.findall(page.response.text)):
        data = client.get(address).data
        sizes[kind] += len(data) if kind == "woff2" else travelling(data)
    return sizes


@pytest.fixture
def town(db):
    return ground.build()


@pytest.mark.parametrize("path", TEXTS)
def test_a_text_page_weighs_at_most_60_kb(client, town, path):
    assert sum(weights(client, path).values()) <= TEXT_PAGE


def test_an_achievements_page_weighs_at_most_60_kb_without_its_photo(client, town):
    page = weights(client, f"/capaian/{town.achievement.slug}")
    assert sum(page.values()) <= TEXT_PAGE


@pytest.mark.parametrize("path", FORMS)
def test_a_form_page_weighs_at_most_45_kb_besides_the_font(client, town, path):
    page = weights(client, path)
    assert sum(page.values()) - page["woff2"] <= FORM_PAGE
    assert sum(page.values()) <= TEXT_PAGE


@pytest.mark.parametrize("path", ["/", "/lapor", "/masuk"])
def test_scripts_weigh_at_most_20_kb(client, town, path):
    assert weights(client, path)["js"] <= SCRIPTS


@pytest.mark.parametrize("path", TEXTS + FORMS)
def test_a_page_asks_for_at_most_ten_files(client, town, path):
    assert len(set(FILES.findall(Page(client, path).response.text))) < 10


def test_files_travel_compressed(client, town):
    answer = client.get("/", headers={"Accept-Encoding": "gzip"})
    assert answer.headers.get("Content-Encoding") == "gzip"
