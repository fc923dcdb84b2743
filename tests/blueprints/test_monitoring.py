"""A monitoring that starts from an achievement stays tied to it."""

import pytest

from domain.clock import now
from domain.policy import Role
from domain.publishing.models import Achievement
from domain.submissions.models import Conformity
from tests import factories
from tests.blueprints.test_participation import MONITORING, everything, send
from tests.pages import Page


@pytest.fixture
def unit(institution):
    return factories.a_unit(institution)


def an_achievement(institution, unit, **values):
    author = factories.a_person(Role.PUBLIC_RELATIONS, institution)
    defaults = {
        "slug": "jalan-simpang-lima",
        "institution_id": institution.id,
        "unit_id": unit.id,
        "author_id": author.id,
        "kind": "result",
        "title": "Jalan Simpang Lima selesai",
        "summary": "Ringkas",
        "body": "Isi",
        "status": "published",
        "published_at": now(),
    }
    return factories.saved(Achievement(**(defaults | values)))


def test_a_monitoring_of_an_achievement_is_tied_to_it(client, institution, unit):
    achievement = an_achievement(institution, unit)
    page = Page(client, f"{MONITORING}?capaian={achievement.slug}", 200)
    assert achievement.title in page.text
    assert not page.soup.select("[name=institution], [name=about_unit]")
    page = send(page, MONITORING, body="")
    assert achievement.title in page.text
    assert send(page, MONITORING).status == 200
    (monitoring,) = everything()
    assert (monitoring.achievement_id, monitoring.target_id) == (achievement.id, None)
    assert (monitoring.about_unit_id, monitoring.unit_id) == (unit.id, None)
    assert monitoring.conformity is Conformity.PARTLY


@pytest.mark.parametrize("slug", ["tidak-ada", "\0", "a" * 5000, "naskah"])
def test_an_achievement_that_is_not_public_is_no_subject(client, institution, unit, slug):
    an_achievement(institution, unit, slug="naskah", status="draft", published_at=None)
    page = Page(client, MONITORING)
    assert send(page, MONITORING, achievement=slug).status == 200
    assert everything()[0].achievement_id is None
    answer = client.get(MONITORING, query_string={"capaian": slug})
    assert "Jalan Simpang Lima" not in answer.text
