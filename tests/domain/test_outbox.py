"""Letters are carried one at a time, outside any transaction, and leave once."""

from datetime import timedelta

import pytest
from flask import current_app

from domain.clock import now, stopped_at
from domain.notifications.models import OutboxLetter
from domain.notifications.service import CarrierError, carry_next, claim, queue_letter
from domain.unit_of_work import transactional, writing
from tests import factories
from web.letters import EmailCarrier

NIGHT = timedelta(minutes=6)


class Postman:
    """Remembers what it carried, and what else went on meanwhile."""

    def __init__(self, error=""):
        self.error, self.carried, self.meanwhile = error, [], []

    def carry(self, letter):
        self.carried.append(letter.id)
        self.meanwhile.append((writing.get(), claim()))
        if self.error:
            raise CarrierError(self.error)


@pytest.fixture
def letter(db, institution):
    @transactional
    def post():
        queue_letter("ratna@contoh.test", "submission_received", 1)

    post()
    return db.session.scalars(db.select(OutboxLetter)).one()


def test_a_letter_leaves_once_while_no_lock_is_held(letter):
    postman = Postman()
    assert carry_next({"email": postman}) is True
    assert carry_next({"email": postman}) is False
    assert postman.carried == [letter.id]
    assert postman.meanwhile == [(False, None)]  # no unit was open, and nobody else could take it
    assert letter.sent_at is not None


def test_a_letter_that_failed_waits_for_its_next_try(letter):
    postman = Postman("SMTPServerDisconnected")
    assert carry_next({"email": postman}) is True
    assert carry_next({"email": postman}) is False
    assert (letter.sent_at, letter.attempts, letter.last_error) == (None, 1, postman.error)
    with stopped_at(now() + NIGHT):
        assert carry_next({"email": Postman()}) is True
    assert letter.sent_at is not None


def test_a_letter_whose_carrier_died_leaves_once_more(letter):
    assert claim() == letter
    assert claim() is None
    with stopped_at(now() + NIGHT):
        assert carry_next({"email": Postman()}) is True
        assert carry_next({"email": Postman()}) is False


def test_a_mail_server_is_given_twenty_seconds_and_no_transaction(db, institution, monkeypatch):
    case = factories.a_proposal(institution, contact="ratna@contoh.test")
    letter = db.session.scalars(db.select(OutboxLetter)).one()
    seen = []

    def send(message):
        seen.append((message.to, db.session().in_transaction()))

    monkeypatch.setattr("web.letters.EmailMultiAlternatives.send", send)
    EmailCarrier().carry(letter)
    assert case.contact == "ratna@contoh.test"
    assert seen == [(["ratna@contoh.test"], False)]
    assert current_app.config["MAIL_TIMEOUT"] == 20


def test_a_letter_that_did_not_leave_is_logged_without_its_address(letter, caplog):
    carry_next({"email": Postman("ConnectionRefusedError")})
    assert f"letter {letter.id} (submission_received) did not leave: Conn" in caplog.text
    assert "ratna" not in caplog.text
