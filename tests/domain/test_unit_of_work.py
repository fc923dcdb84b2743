"""All of a unit is saved, or nothing; and units wait for one another."""

import threading

import pytest
from flask_migrate import upgrade

from app import create_app
from domain.audit.models import LedgerEntry
from domain.submissions.models import Submission
from domain.unit_of_work import transactional
from extensions import db as database
from tests import factories
from tests.conftest import fresh_postgresql, settings


def test_a_failing_unit_leaves_nothing(db, institution):
    @transactional
    def half_done():
        factories.a_proposal(institution)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        half_done()
    assert db.session.query(Submission).count() == 0
    assert db.session.query(LedgerEntry).count() == 0


def test_every_receipt_is_in_the_book(db, institution):
    proposal = factories.a_proposal(institution)
    entry = db.session.query(LedgerEntry).one()
    assert (entry.name, entry.facts) == ("SubmissionReceived", {"submission_id": proposal.id})
    assert entry.institution_id == institution.id


def test_sixteen_citizens_at_once_are_all_kept(request, tmp_path, worker_id):
    """Each reads first, as a page does, then writes; none may be refused or lost."""
    url = f"sqlite:///{tmp_path / 'busy.db'}"
    if request.config.getoption("--database") == "postgresql":
        url = fresh_postgresql(f"busy_{worker_id}")
    app = create_app(settings(url))
    with app.app_context():
        upgrade()
        place_id = factories.an_institution().id
    failures = []

    def citizen():
        try:
            with app.app_context():
                for _ in range(5):
                    place = database.session.get(factories.Institution, place_id)
                    factories.a_proposal(place)
                    database.session.rollback()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=citizen) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with app.app_context():
        assert database.session.query(Submission).count() == 80
        database.engine.dispose()
