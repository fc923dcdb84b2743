"""Nobody approves their own words, and no number is shown before it was verified."""

import obstore
import pytest
from sqlalchemy.exc import IntegrityError

from domain.errors import NotAllowedNow, Stale, Unacceptable
from domain.policy import NotPermitted, Permission, Role, may, visible
from domain.publishing import queries, service
from domain.publishing.models import Achievement, AchievementKind
from domain.publishing.truth import alt_problem, checklist
from domain.publishing.workflow import ArticleAction, ArticleStatus
from domain.targets import service as targets
from domain.unit_of_work import transactional
from extensions import storage
from tests import factories
from tests.newsroom import a_picture, a_quarter, a_story, go, press, publish


def test_an_incomplete_draft_is_kept(institution):
    story = service.draft(press(institution), institution, title="Baru judul")
    assert story.status is ArticleStatus.DRAFT
    assert story.slug.startswith("baru-judul-")


def test_an_untitled_draft_has_an_address_too(institution):
    assert service.draft(press(institution), institution).slug.startswith("capaian-")


def test_the_author_cannot_approve(institution):
    story = a_story(institution)
    go(story, ArticleAction.SUBMIT, story.author)
    with pytest.raises(NotPermitted):
        go(story, ArticleAction.APPROVE, story.author)


def test_whoever_sent_it_for_review_cannot_approve_either(institution):
    story, colleague = a_story(institution), press(institution)
    go(story, ArticleAction.SUBMIT, colleague)
    with pytest.raises(NotPermitted):
        go(story, ArticleAction.APPROVE, colleague)
    assert ArticleAction.APPROVE not in {s.action for s in service.steps_for(story, colleague)}


def test_a_colleague_who_edited_it_cannot_approve(institution):
    story, colleague = a_story(institution), press(institution)
    service.save(story, colleague, version=story.version, summary="Ringkasan dari rekan.")
    go(story, ArticleAction.SUBMIT, story.author)
    with pytest.raises(NotPermitted):
        go(story, ArticleAction.APPROVE, colleague)
    assert ArticleAction.APPROVE not in {s.action for s in service.steps_for(story, colleague)}
    assert [c.actor_id for c in story.changes if c.is_edit] == [colleague.id]


def test_a_colleague_who_changed_only_the_picture_cannot_approve(institution):
    story, colleague = a_story(institution), press(institution)
    service.attach_image(story, colleague, filename="a.png", data=a_picture(), is_decorative=True)
    go(story, ArticleAction.SUBMIT, story.author)
    with pytest.raises(NotPermitted):
        go(story, ArticleAction.APPROVE, colleague)


def test_sending_it_back_does_not_wash_an_editors_hands(institution):
    story, colleague = a_story(institution), press(institution)
    service.save(story, colleague, version=story.version, summary="Ringkasan dari rekan.")
    go(story, ArticleAction.SUBMIT, story.author)
    go(story, ArticleAction.RETURN, press(institution), note="Tambah tanggal.")
    service.save(story, story.author, version=story.version, title="Judul baru")
    go(story, ArticleAction.SUBMIT, story.author)
    with pytest.raises(NotPermitted):
        go(story, ArticleAction.APPROVE, colleague)


def test_whoever_saved_without_a_change_may_still_approve(institution):
    story, colleague = a_story(institution), press(institution)
    service.save(story, colleague, version=story.version, title=story.title)
    go(story, ArticleAction.SUBMIT, story.author)
    assert go(story, ArticleAction.APPROVE, colleague).status is ArticleStatus.APPROVED


def test_an_editor_of_what_was_published_may_approve_the_next_revision(institution):
    story, colleague = a_story(institution), press(institution)
    service.save(story, colleague, version=story.version, summary="Ringkasan dari rekan.")
    publish(story)
    go(story, ArticleAction.WITHDRAW, story.author, note="Angka diperiksa ulang.")
    go(story, ArticleAction.REVISE, story.author)
    service.save(story, story.author, version=story.version, title="Judul baru")
    go(story, ArticleAction.SUBMIT, story.author)
    assert go(story, ArticleAction.APPROVE, colleague).status is ArticleStatus.APPROVED


def test_the_database_and_the_policy_agree_on_who_may_review(db, institution):
    writer, colleague, reader = (press(institution) for _ in range(3))
    edited, sent, other = (a_story(institution, writer) for _ in range(3))
    service.save(edited, colleague, version=edited.version, summary="Ringkasan dari rekan.")
    go(sent, ArticleAction.SUBMIT, colleague)
    publish(other, reader)
    for person in (writer, colleague, reader):
        clause = visible(person, Permission.ARTICLE_REVIEW, Achievement)
        found = set(db.session.scalars(db.select(Achievement).where(clause)))
        stories = (edited, sent, other)
        assert found == {s for s in stories if may(person, Permission.ARTICLE_REVIEW, s)}


def test_a_focal_point_may_approve(institution):
    story = a_story(institution)
    go(story, ArticleAction.SUBMIT, story.author)
    go(story, ArticleAction.APPROVE, factories.a_person(Role.FOCAL_POINT, institution))
    assert story.status is ArticleStatus.APPROVED


def test_an_unverified_number_goes_nowhere(institution):
    story = a_story(institution, target=a_quarter(institution, reported=40))
    with pytest.raises(Unacceptable) as refusal:
        go(story, ArticleAction.SUBMIT, story.author)
    assert refusal.value.field == "target_id"


def test_a_result_needs_a_number(institution):
    story = a_story(institution, target=None)
    with pytest.raises(Unacceptable):
        go(story, ArticleAction.SUBMIT, story.author)


def test_a_process_needs_none(institution):
    story = a_story(institution, target=None, kind=AchievementKind.PROCESS)
    assert publish(story).figures is None


def test_a_number_unverified_after_approval_cannot_be_published(institution):
    story = a_story(institution)
    go(story, ArticleAction.SUBMIT, story.author)
    go(story, ArticleAction.APPROVE, press(institution))
    story.target.verified = None
    factories.saved(story.target)
    with pytest.raises(Unacceptable):
        go(story, ArticleAction.PUBLISH, story.author)


def test_a_shortfall_needs_its_reason(institution):
    story = a_story(institution, target=a_quarter(institution, verified=30))
    with pytest.raises(Unacceptable) as refusal:
        go(story, ArticleAction.SUBMIT, story.author)
    assert refusal.value.field == "why_behind"
    service.save(story, story.author, version=story.version, why_behind="Dua dinas terlambat.")
    assert go(story, ArticleAction.SUBMIT, story.author).status is ArticleStatus.IN_REVIEW


def test_a_long_summary_is_sent_back(institution):
    story = a_story(institution, summary="kata " * 61)
    with pytest.raises(Unacceptable, match="Sekarang 61"):
        go(story, ArticleAction.SUBMIT, story.author)


def test_the_number_shown_outlives_a_change_of_its_target(institution):
    story = publish(a_story(institution))
    targets.verify(story.target, 12)
    assert story.figures["rows"][-1]["value"] == 40
    assert queries.figures_now(story) == story.figures


def test_a_returned_draft_carries_the_reason(institution):
    story = a_story(institution)
    go(story, ArticleAction.SUBMIT, story.author)
    with pytest.raises(Unacceptable):
        go(story, ArticleAction.RETURN, press(institution))
    go(story, ArticleAction.RETURN, press(institution), note="Judul terlalu panjang.")
    assert story.changes[-1].note == "Judul terlalu panjang."


def test_a_text_in_review_is_not_rewritten(institution):
    story = a_story(institution)
    go(story, ArticleAction.SUBMIT, story.author)
    with pytest.raises(NotAllowedNow):
        service.save(story, story.author, version=story.version, title="Lain")


def test_an_old_version_is_not_saved_over_a_new_one(institution):
    story = a_story(institution)
    old = story.version
    service.save(story, story.author, version=old, title="Satu")
    with pytest.raises(Stale):
        service.save(story, story.author, version=old, title="Dua")


def test_a_target_of_another_institution_is_refused(institution):
    foreign = a_quarter(factories.an_institution(), verified=1)
    with pytest.raises(Unacceptable):
        a_story(institution, target=foreign)


def test_a_stranger_cannot_draft_here(institution):
    with pytest.raises(NotPermitted):
        service.draft(press(factories.an_institution()), institution)


@pytest.mark.parametrize(
    "alt",
    [
        "",
        "IMG_2041",
        "foto.jpg",
        "DSC 0012",
        "gambar",
        "Foto.",
        "Belanja daerah makin terbuka",
        "a" * 201,
    ],
)
def test_a_text_that_says_nothing_is_no_alt_text(alt):
    assert alt_problem(alt, title="Belanja daerah makin terbuka")


def test_a_text_that_tells_what_is_seen_is_good():
    assert alt_problem("Petugas loket menerima berkas seorang ibu.", title="Lain") is None


def test_a_picture_needs_its_text_before_review_unless_it_decorates(institution):
    story = a_story(institution)
    service.attach_image(story, story.author, filename="a.png", data=a_picture())
    assert [c.field for c in checklist(story) if not c.met] == ["image_alt"]
    service.save(story, story.author, version=story.version, image_is_decorative=True)
    assert all(c.met for c in checklist(story))


def test_a_new_picture_takes_the_place_of_the_old_one(institution):
    story = a_story(institution)
    for size in ((10, 10), (20, 20)):
        service.attach_image(
            story, story.author, filename="a.png", data=a_picture(size=size), is_decorative=True
        )
    assert story.image.size > 0
    assert not story.image.is_public
    assert publish(story).image.is_public
    go(story, ArticleAction.WITHDRAW, story.author, note="Angka diperiksa ulang.")
    assert not story.image.is_public


def stored():
    return {file["path"] for batch in obstore.list(storage.store) for file in batch}


def test_a_picture_whose_story_cannot_be_saved_leaves_nothing_behind(institution, monkeypatch):
    taken = a_story(institution).slug
    monkeypatch.setattr(service, "slug_for", lambda title: taken)
    before = stored()
    with pytest.raises(IntegrityError):
        service.draft(press(institution), institution, image=("a.png", a_picture()))
    assert stored() == before


def test_the_old_picture_stays_until_the_new_one_is_saved(institution):
    story = a_story(institution, image=("a.png", a_picture()), image_is_decorative=True)
    before = stored()

    @transactional
    def interrupted():
        service.save(story, story.author, version=story.version, image=("b.png", a_picture()))
        raise RuntimeError

    with pytest.raises(RuntimeError):
        interrupted()
    assert stored() == before
    assert storage.get(story.image.storage_key)


def test_a_picture_knows_its_size(institution):
    image = a_story(institution, image=("a.png", a_picture(size=(40, 30)))).image
    assert (image.width, image.height) == (40, 30)
