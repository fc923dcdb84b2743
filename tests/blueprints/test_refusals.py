"""A shut door is written into the book: who, where, which; never a word of what is behind."""

import pytest

from domain.audit import refusals
from domain.audit.models import LedgerEntry
from domain.policy import Role
from tests import factories


@pytest.fixture
def admin(institution):
    return factories.a_person(Role.INSPECTORATE_ADMIN, institution)


def refused(db):
    return db.session.scalars(db.select(LedgerEntry).filter_by(name="AccessRefused")).all()


def test_a_stranger_s_case_is_a_refusal_with_its_id(db, sign_in, admin, institution):
    foreign = factories.a_proposal(factories.an_institution(), title="Judul orang lain")
    assert sign_in(admin).get(f"/antrean/{foreign.reference}").status_code == 404
    [entry] = refused(db)
    assert (entry.chain, entry.actor_id) == (institution.id, admin.id)
    assert entry.facts == {
        "endpoint": "moderation.case",
        "status": 404,
        "subject": f"submissions:{foreign.id}",
    }


def test_what_never_was_is_no_refusal(db, sign_in, admin):
    client = sign_in(admin)
    for path in ("/antrean/U-0000-0000", "/tidak-ada", "/kelola/tidak-ada/"):
        assert client.get(path).status_code == 404
    assert refused(db) == []


def test_a_lacking_right_is_a_refusal(db, sign_in, admin):
    assert sign_in(admin).get("/antrean/benturan").status_code == 403
    assert [e.facts["endpoint"] for e in refused(db)] == ["moderation.register"]


def test_one_door_is_written_once_a_minute(db, sign_in, admin):
    client = sign_in(admin)
    for _ in range(3):
        client.get("/antrean/benturan")
    client.get("/antrean/benturan.csv")
    assert len(refused(db)) == 2
    with factories.minutes_later(2):
        client.get("/antrean/benturan")
    assert len(refused(db)) == 3


def test_a_visitor_without_an_account_is_not_written_down(db, client, institution):
    proposal = factories.a_proposal(institution)
    client.get(f"/usulan/{proposal.reference}")
    client.get("/antrean")
    assert refused(db) == []


def test_a_book_that_cannot_be_written_leaves_the_page_as_it_was(db, sign_in, admin, monkeypatch):
    monkeypatch.setattr(refusals, "is_written", broken)
    answer = sign_in(admin).get("/antrean/benturan")
    assert answer.status_code == 403
    assert "<h1" in answer.text
    assert refused(db) == []


def broken(*_):
    raise RuntimeError
