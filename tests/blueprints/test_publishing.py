"""The newsroom and the target table, as the people in them see them."""

import json
from datetime import UTC, datetime
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import event

from domain.clock import stopped_at
from domain.policy import Role
from domain.publishing.workflow import ArticleAction, ArticleStatus
from domain.targets import service as targets
from extensions import db as database
from tests import factories
from tests.newsroom import COMPLETE, a_picture, a_quarter, a_story, go, press, publish, quarters
from tests.pages import Page

ALT = "Petugas loket menerima berkas seorang ibu."


@pytest.fixture
def writer(institution):
    return press(institution)


@pytest.fixture
def desk(sign_in, writer):
    return sign_in(writer)


def typed(**more):
    return {k: str(v) for k, v in COMPLETE.items()} | more


def test_a_verified_target_waits_for_its_story(desk, institution):
    target = a_quarter(institution, verified=40)
    page = Page(desk, "/redaksi/", 200)
    assert "Siap dipublikasikan" in page.text
    page.follow("Mulai naskah")
    page.fill("Simpan", **typed())
    assert page.status == 200, page.errors
    assert "tersimpan" in page.text
    assert str(target.id) == page.answers(page.form())["target_id"]
    assert "Siap dipublikasikan" not in Page(desk, "/redaksi/").text


def test_a_story_goes_from_draft_to_the_public(desk, sign_in, client, institution, writer):
    story = a_story(institution, writer)
    Page(desk, f"/redaksi/{story.slug}").fill("Ajukan untuk diperiksa")
    page = Page(desk, f"/redaksi/{story.slug}")
    assert "Setujui" not in [b.get_text(strip=True) for b in page.soup.find_all("button")]
    Page(sign_in(press(institution)), f"/redaksi/{story.slug}").fill("Setujui")
    assert Page(client, f"/infografis/{story.slug}.svg").status == 404
    Page(desk, f"/redaksi/{story.slug}").fill("Terbitkan")
    assert story.status is ArticleStatus.PUBLISHED
    assert Page(client, f"/infografis/{story.slug}.svg").status == 200


def test_a_forged_approval_of_ones_own_text_is_forbidden(desk, institution, writer):
    story = a_story(institution, writer)
    go(story, ArticleAction.SUBMIT, writer)
    data = {"action": "approve", "version": story.version}
    page = Page(desk, f"/redaksi/{story.slug}")
    data["csrf_token"] = page.soup.select_one("input[name=csrf_token]")["value"]
    assert desk.post(f"/redaksi/{story.slug}/langkah", data=data).status_code == 403


def test_what_is_missing_is_said_beside_its_question(desk, institution, writer):
    story = a_story(institution, writer, summary="")
    page = Page(desk, f"/redaksi/{story.slug}").fill("Ajukan untuk diperiksa")
    assert page.status == 422
    assert page.errors == ["Tulis ringkasannya."]


def test_a_poor_picture_text_is_sent_back_with_everything_typed(desk, institution, writer):
    story = a_story(institution, writer)
    page = Page(desk, f"/redaksi/{story.slug}")
    page.fill("Simpan", title="Judul lain", image_alt="IMG_2041.jpg")
    assert page.status == 422
    assert page.errors == ["Ini nama berkas. Tulis apa yang terlihat pada gambar."]
    assert page.answers(page.form())["title"] == "Judul lain"


def test_a_file_that_is_no_picture_is_sent_back_and_nothing_else_is_lost(desk, institution, writer):
    story = a_story(institution, writer)
    page = Page(desk, f"/redaksi/{story.slug}")
    page.fill("Simpan", title="Judul lain", image=(BytesIO(b"#!/bin/sh"), "a.png"))
    assert page.status == 422
    assert "Berkas" in page.errors[0]
    assert page.answers(page.form())["title"] == "Judul lain"
    assert Page(desk, f"/redaksi/{story.slug}").heading == COMPLETE["title"]


def test_a_picture_is_kept_and_shown_to_staff_first(desk, client, institution, writer):
    story = a_story(institution, writer)
    page = Page(desk, f"/redaksi/{story.slug}")
    page.fill("Simpan", image=(BytesIO(a_picture("JPEG")), "loket.jpg"), image_alt=ALT)
    assert page.status == 200, page.errors
    assert desk.get(f"/redaksi/{story.slug}/foto").mimetype == "image/jpeg"
    assert client.get(f"/capaian/{story.slug}/foto").status_code == 404
    publish(story)
    assert client.get(f"/capaian/{story.slug}/foto").mimetype == "image/jpeg"
    go(story, ArticleAction.WITHDRAW, writer, note="Salah foto.")
    assert client.get(f"/capaian/{story.slug}/foto").status_code == 404


def test_two_editors_do_not_overwrite_each_other(desk, institution, writer):
    story = a_story(institution, writer)
    mine, theirs = (Page(desk, f"/redaksi/{story.slug}") for _ in range(2))
    theirs.fill("Simpan", title="Judul mereka")
    mine.fill("Simpan", title="Judul saya")
    assert mine.status == 409
    assert "sudah berubah" in mine.text
    assert mine.answers(mine.form())["title"] == "Judul saya"
    assert Page(desk, f"/redaksi/{story.slug}").heading == "Judul mereka"
    assert mine.fill("Simpan").status == 200
    assert mine.heading == "Judul saya"


def test_another_institutions_press_finds_nothing(sign_in, institution):
    story = a_story(institution)
    stranger = sign_in(press(factories.an_institution()))
    for path in ("", "/pratinjau", "/foto"):
        assert stranger.get(f"/redaksi/{story.slug}{path}").status_code == 404
    assert COMPLETE["title"] not in Page(stranger, "/redaksi/").text


def test_a_unit_officer_stays_outside(sign_in, institution):
    officer = factories.a_person(Role.UNIT_OFFICER, institution, factories.a_unit(institution))
    assert sign_in(officer).get("/redaksi/").status_code == 403


def test_the_preview_shows_the_figures_and_stays_out_of_search(desk, institution, writer):
    story = a_story(institution, writer, body="## Cara\n\n<script>x</script> **9** hari")
    page = Page(desk, f"/redaksi/{story.slug}/pratinjau", 200)
    assert page.response.headers["X-Robots-Tag"] == "noindex"
    assert page.soup.select_one("figure table svg rect")
    assert page.soup.select_one("main strong").get_text() == "9"
    assert not page.soup.select("main script")


def test_the_published_number_stays_when_the_target_changes(client, institution):
    story = publish(a_story(institution))
    before = client.get(f"/infografis/{story.slug}.csv").text
    targets.verify(story.target, 12)
    assert client.get(f"/infografis/{story.slug}.csv").text == before
    assert ",40,40," in before


def test_the_poster_is_a_picture_of_the_right_size(client, institution):
    story = publish(a_story(institution))
    answer = client.get(f"/infografis/{story.slug}.png")
    with Image.open(BytesIO(answer.data)) as picture:
        assert picture.size == (1080, 1350)
    again = client.get(answer.request.path, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("ending", ["svg", "png", "csv", "exe"])
def test_an_unpublished_figure_is_not_there(client, institution, ending):
    assert client.get(f"/infografis/{a_story(institution).slug}.{ending}").status_code == 404


def test_history_tells_who_and_why(desk, institution, writer):
    story = a_story(institution, writer)
    go(story, ArticleAction.SUBMIT, writer)
    go(story, ArticleAction.RETURN, press(institution), note="Judul belum jelas.")
    assert "Judul belum jelas." in Page(desk, f"/redaksi/{story.slug}").text


def test_targets_are_shown_with_both_scores(desk, institution):
    a_quarter(institution, reported=39, verified=31)
    page = Page(desk, "/target/", 200)
    assert "Target 40 Mandiri 39 Terverifikasi 31 perhatian" in page.text


def test_targets_narrow_to_a_unit(desk, institution):
    first, second = a_quarter(institution), a_quarter(institution)
    page = Page(desk, f"/target/?unit={first.indicator.unit_id}")
    assert first.indicator.code in page.soup.table.get_text()
    assert second.indicator.code not in page.soup.table.get_text()


def test_the_target_table_never_becomes_a_formula(desk, institution):
    quarters(institution, [(a_quarter(institution).ends_on, 1, None, None)], name="=1+1")
    text = desk.get("/target/tabel.csv").text
    assert ",'=1+1," in text


def test_anothers_targets_are_not_shown(desk):
    other = a_quarter(factories.an_institution())
    assert other.indicator.unit.name not in Page(desk, "/target/").text
    assert other.indicator.code not in desk.get("/target/tabel.csv").text


@pytest.mark.parametrize("path", ["/redaksi/", "/target/", "/redaksi/{slug}", "/redaksi/baru"])
def test_a_desk_asks_little_of_the_database(desk, institution, writer, path):
    path = path.format(slug=next(a_story(institution, writer).slug for _ in range(3)))
    for _ in range(3):
        a_quarter(institution, verified=1)
    asked = []
    database.session.remove()
    listen = lambda *args: asked.append(args[2])  # noqa: E731
    event.listen(database.engine, "before_cursor_execute", listen)
    Page(desk, path, 200)
    event.remove(database.engine, "before_cursor_execute", listen)
    assert 0 < len(asked) <= 10, json.dumps(asked, indent=1)


def test_a_colleague_who_edited_is_not_offered_the_approval(desk, sign_in, institution, writer):
    story, colleague = a_story(institution, writer), press(institution)
    editing = sign_in(colleague)
    Page(editing, f"/redaksi/{story.slug}").fill("Simpan", summary="Ringkasan dari rekan.")
    Page(desk, f"/redaksi/{story.slug}").fill("Ajukan untuk diperiksa")
    page = Page(editing, f"/redaksi/{story.slug}")
    assert "Setujui" not in [b.get_text(strip=True) for b in page.soup.find_all("button")]
    assert "bukan yang menulis, menyunting, atau mengajukan" in page.text
    assert f"Disunting {colleague.name}" in page.text
    token = page.soup.select_one("input[name=csrf_token]")["value"]
    data = {"action": "approve", "version": story.version, "csrf_token": token}
    assert editing.post(f"/redaksi/{story.slug}/langkah", data=data).status_code == 403


def test_every_picture_keeps_its_place_free_while_it_loads(desk, client, institution, writer):
    story = a_story(institution, writer, image=("a.png", a_picture(size=(40, 30))), image_alt=ALT)
    places = [Page(desk, f"/redaksi/{story.slug}"), Page(desk, f"/redaksi/{story.slug}/pratinjau")]
    publish(story)
    places += [Page(desk, f"/redaksi/{story.slug}"), Page(client, f"/capaian/{story.slug}")]
    for page in places:
        picture = page.soup.select_one("img.photo")
        assert (picture["width"], picture["height"]) == ("40", "30")
        assert picture["decoding"] == "async"


def test_the_stamp_is_as_frozen_as_the_figures(client, institution):
    with stopped_at(datetime(2026, 1, 14, 5, tzinfo=UTC)):
        target = a_quarter(institution, verified=40)
    story = publish(a_story(institution, target=target))
    with stopped_at(datetime(2026, 9, 9, 5, tzinfo=UTC)):
        targets.verify(story.target, 12)
    page = Page(client, f"/capaian/{story.slug}", 200)
    assert [s.get_text() for s in page.soup.select(".stamp time")] == ["14 Januari 2026"]
    assert "9 September 2026" not in page.text


def test_the_limits_of_a_text_are_told_in_english_too(desk, institution, writer):
    story = a_story(institution, writer, summary="kata " * 61)
    desk.set_cookie("bahasa", "en")
    page = Page(desk, f"/redaksi/{story.slug}")
    assert "Summary of at most 60 words" in page.text
    assert "Shorten it to 60 words. It has 61 now." in page.text
    page.fill("Save", image_alt="a" * 201)
    assert page.errors == ["Error: The picture text may have at most 200 letters. It has 201 now."]
