"""The clock's own reading of the book, and what an operator sees of it."""

import logging

from domain.proof.service import publish_due
from extensions import signer
from jobs.verification import verify_books
from tests import factories
from tests.tampering import disarm, write


def test_the_clock_finds_nothing_wrong_with_a_whole_book(db, institution):
    factories.a_proposal(institution)
    publish_due(signer)
    assert verify_books() == 0


def test_the_clock_says_loudly_what_was_bent(db, institution, caplog):
    case_id, chain = factories.a_proposal(institution).id, institution.id
    publish_due(signer)
    disarm(db)
    write(db, "UPDATE ledger_entries SET name = 'x' WHERE chain = :c", c=chain)
    write(db, "UPDATE submissions SET body = 'Semua baik.' WHERE id = :id", id=case_id)
    with caplog.at_level(logging.CRITICAL):
        assert verify_books() == 2
    assert [record.levelname for record in caplog.records] == ["CRITICAL", "CRITICAL"]


def test_the_command_names_the_bent_case(app, db, institution):
    case = factories.a_proposal(institution)
    disarm(db)
    write(db, "UPDATE submissions SET reference = 'U-XXXX-XXXX' WHERE id = :id", id=case.id)
    answer = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert answer.exit_code == 1
    assert "daun 0: bent" in answer.output
