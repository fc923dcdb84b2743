"""What the operator types about accounts."""

import pytest

from domain.accounts import service
from domain.accounts.access import Invitation
from domain.accounts.models import User
from domain.audit.models import LedgerEntry
from domain.notifications.models import OutboxLetter
from tests.door import APP

PASSWORD = "payung-biru-di-loket"


@pytest.fixture
def types(app, db):
    """``types("disable", "a@b")`` runs ``flask people disable a@b``."""
    runner = app.test_cli_runner()
    return lambda *words, **more: runner.invoke(args=["people", *words], **more)


@pytest.fixture
def person(institution):
    user = service.enrol(name="Yani", email="yani@contoh.test", password=PASSWORD)
    user.totp_secret = APP
    service.give_hat(user, "head", institution)
    return user


def asked_for(institution, **values):
    given = {"email": "baru@contoh.test", "name": "Budi", "role": "national_secretariat"} | values
    return [f"--{name}={value}" for name, value in given.items()] + [
        f"--institution={institution.slug}"
    ]


def test_somebody_is_invited_with_any_role(types, institution, db):
    answer = types("invite", *asked_for(institution))
    assert answer.exit_code == 0, answer.output
    assert db.session.scalar(db.select(Invitation)).is_waiting
    assert db.session.scalar(db.select(OutboxLetter)).letter == "invitation"


def test_a_mistake_is_said_and_changes_nothing(types, institution, db):
    for words in (
        asked_for(institution, role="unit_officer"),
        asked_for(institution, email="bukan alamat"),
        [*asked_for(institution), "--unit=TIADA"],
    ):
        answer = types("invite", *words)
        assert answer.exit_code == 1
        assert "Error" in answer.output
    assert not db.session.scalar(db.select(Invitation))


def test_a_weak_password_is_refused(types, institution, db):
    words = [*asked_for(institution), "--password=kawalaksi2026"]
    assert types("add", *words).exit_code == 1
    assert not db.session.scalar(db.select(User))


def test_an_account_is_stopped_and_let_in_again(types, person, db):
    assert types("disable", "yani@contoh.test").exit_code == 0
    assert not person.active
    assert types("disable", "yani@contoh.test").exit_code == 1
    assert types("enable", "YANI@contoh.test").exit_code == 0
    assert person.active
    assert types("disable", "tiada@contoh.test").exit_code == 1
    book = [entry.name for entry in db.session.scalars(db.select(LedgerEntry))]
    assert book == ["AccountDisabled", "AccountEnabled"]


def test_second_factors_are_cleared_once_confirmed(types, person, db):
    assert types("reset-second-factor", "yani@contoh.test", input="n\n").exit_code == 1
    assert person.totp_secret
    assert types("reset-second-factor", "yani@contoh.test", input="y\n").exit_code == 0
    assert person.totp_secret is None
    assert db.session.scalar(db.select(OutboxLetter)).letter == "second_factors_reset"
