"""One press does what its words say, and the page tells that it was done."""

import pytest

from domain.policy import Role
from domain.publishing.workflow import ArticleAction, ArticleStatus
from tests import factories
from tests.newsroom import QUARTER_ENDS, a_quarter, a_story, go, press, publish, quarters
from tests.pages import Page


@pytest.fixture
def writer(institution):
    return press(institution)


@pytest.fixture
def desk(sign_in, writer):
    return sign_in(writer)


def test_one_press_saves_what_was_typed_and_sends_it_for_review(desk, institution, writer):
    story = a_story(institution, writer)
    page = Page(desk, f"/redaksi/{story.slug}").fill("Ajukan untuk diperiksa", title="Judul baru")
    assert (page.status, page.heading) == (200, "Judul baru")
    assert story.status is ArticleStatus.IN_REVIEW
    assert page.soup.select_one("[role=status]").get_text(strip=True).startswith("Sudah disimpan")
    assert "Yang boleh menyetujui: Focal point, Humas." in page.text


def test_a_submission_refused_keeps_everything_typed(desk, institution, writer):
    story = a_story(institution, writer)
    page = Page(desk, f"/redaksi/{story.slug}")
    page.fill("Ajukan untuk diperiksa", title="Judul baru", summary="")
    assert (page.status, page.errors) == (422, ["Tulis ringkasannya."])
    assert page.answers(page.form())["title"] == "Judul baru"
    assert "tersimpan, tetapi belum diajukan" in page.text
    assert story.status is ArticleStatus.DRAFT
    page.fill("Ajukan untuk diperiksa", summary="Paket kini terbuka.")
    assert (page.status, story.title) == (200, "Judul baru")
    assert story.status is ArticleStatus.IN_REVIEW


def test_a_submission_with_a_poor_picture_text_keeps_everything_typed(desk, institution, writer):
    story = a_story(institution, writer)
    page = Page(desk, f"/redaksi/{story.slug}")
    page.fill("Ajukan untuk diperiksa", title="Judul baru", image_alt="IMG_2041.jpg")
    assert (page.status, story.status) == (422, ArticleStatus.DRAFT)
    assert page.answers(page.form())["title"] == "Judul baru"


def test_after_publishing_the_page_leads_to_the_site(desk, institution, writer):
    story = a_story(institution, writer)
    go(story, ArticleAction.SUBMIT, writer)
    go(story, ArticleAction.APPROVE, press(institution))
    page = Page(desk, f"/redaksi/{story.slug}").fill("Terbitkan")
    assert "Sudah terbit." in page.soup.select_one("[role=status]").get_text()
    assert page.follow("Lihat di situs").path == f"/capaian/{story.slug}"


def test_the_address_cannot_make_a_page_say_anything(desk, institution, writer):
    page = Page(desk, f"/redaksi/{a_story(institution, writer).slug}?sudah=dibayar", 200)
    assert not page.soup.select("[role=status]")


def test_ones_own_room_counts_the_texts_that_wait_for_one(desk, sign_in, institution, writer):
    story = a_story(institution, writer)
    go(story, ArticleAction.SUBMIT, writer)
    reviewer = sign_in(press(institution))
    words = "Naskah menunggu pemeriksaan Anda"
    assert f"{words}: 0" in Page(desk, "/akun/", 200).text
    page = Page(reviewer, "/akun/", 200)
    assert f"{words}: 1" in page.text
    assert story.title in page.follow(words).text
    go(story, ArticleAction.APPROVE, press(institution))
    assert "Naskah siap terbit: 1" in Page(desk, "/akun/", 200).text
    auditor = sign_in(factories.a_person(Role.AUDITOR, institution))
    assert "Naskah" not in Page(auditor, "/akun/", 200).text


def test_the_last_two_quarters_come_first_and_the_rest_on_demand(desk, institution):
    quarters(institution, [(day, 40, None, None) for day in QUARTER_ENDS])
    page = Page(desk, "/target/", 200)
    heads = [th.get_text() for th in page.soup.select("thead th")][1:]
    assert heads == ["Triwulan IV 2025 (B12)", "Triwulan III 2025 (B09)"]
    page.follow("Lihat 8 triwulan terakhir")
    assert len(page.soup.select("thead th")) == 9
    assert "Lihat 8" not in page.text


def test_an_empty_target_table_says_that_it_cannot_be_filled_yet(desk):
    assert "Versi ini belum punya halaman untuk mengisi target." in Page(desk, "/target/", 200).text


def test_a_percentage_is_printed_with_its_sign(client, institution):
    ends_on = a_quarter(institution).ends_on
    target = quarters(institution, [(ends_on, 100, None, 100)], measure="%")[0]
    page = Page(client, f"/capaian/{publish(a_story(institution, target=target)).slug}", 200)
    number = page.soup.select_one(".number")
    assert number.get_text() == "100%"
    assert number.find_next("p").get_text(" ", strip=True) == "dari target 100%"
