"""A place kept for somebody, taken once."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import NoResultFound

from domain.accounts import invitations, links
from domain.accounts.access import Invitation
from domain.accounts.models import User
from domain.accounts.posts import Post
from domain.audit.models import LedgerEntry
from domain.clock import now, stopped_at
from domain.errors import NotAllowedNow, Unacceptable
from domain.notifications.models import OutboxLetter
from domain.policy import NotPermitted, Role
from tests import factories

PASSWORD = "kolam-sepeda-teh-lontar"


@pytest.fixture
def admin(institution):
    return factories.a_person(Role.SYSTEM_ADMINISTRATOR, institution)


def invited(institution, actor, email="Baru@Contoh.test", **values):
    post = Post(**({"role": Role.AUDITOR} | values))
    return invitations.invite(institution, post, email=email, name="Budi Baru", actor=actor)


def letters(db):
    return [(row.recipient, row.letter) for row in db.session.scalars(db.select(OutboxLetter))]


def test_an_invitation_sends_a_letter_and_is_written_in_the_book(institution, admin, db):
    row = invited(institution, admin)
    assert letters(db) == [("baru@contoh.test", "invitation")]
    names = [entry.name for entry in db.session.scalars(db.select(LedgerEntry))]
    assert names == ["PersonInvited"]
    assert row.is_waiting
    assert not row.is_open


def test_the_database_keeps_only_the_hash_of_the_link(institution, admin):
    row = invited(institution, admin)
    token = invitations.token_for_letter(row)
    kept = " ".join(str(value) for value in vars(row).values())
    assert token not in kept
    assert row.token_hash == links.token_hash(token)
    assert invitations.opened_by(token) is row


def test_accepting_makes_one_account_with_its_hat(institution, admin, db):
    unit = factories.a_unit(institution)
    row = invited(institution, admin, role=Role.UNIT_OFFICER, unit=unit)
    user = invitations.accept(invitations.token_for_letter(row), PASSWORD)
    assert (user.email, user.name) == ("baru@contoh.test", "Budi Baru")
    assert [(hat.role, hat.unit_id) for hat in user.hats] == [(Role.UNIT_OFFICER, unit.id)]
    assert row.user_id == user.id
    assert user.totp_secret is None


def test_a_link_opens_once(institution, admin, db):
    token = invitations.token_for_letter(invited(institution, admin))
    invitations.accept(token, PASSWORD)
    with pytest.raises(NoResultFound):
        invitations.accept(token, PASSWORD)
    assert len(db.session.scalars(db.select(User).filter_by(email="baru@contoh.test")).all()) == 1


def test_a_link_dies_after_72_hours(institution, admin):
    token = invitations.token_for_letter(invited(institution, admin))
    with stopped_at(now() + timedelta(hours=71, minutes=59)):
        invitations.opened_by(token)
    with stopped_at(now() + timedelta(hours=72, minutes=1)), pytest.raises(NoResultFound):
        invitations.opened_by(token)


def test_a_withdrawn_invitation_opens_nothing(institution, admin):
    row = invited(institution, admin)
    token = invitations.token_for_letter(row)
    invitations.withdraw(row, admin)
    with pytest.raises(NoResultFound):
        invitations.opened_by(token)
    with pytest.raises(NotAllowedNow):
        invitations.resend(row, admin)
    with pytest.raises(NotAllowedNow):
        invitations.token_for_letter(row)


def test_a_new_letter_kills_the_old_link(institution, admin, db):
    row = invited(institution, admin)
    old = invitations.token_for_letter(row)
    invitations.resend(row, admin)
    with pytest.raises(NoResultFound):
        invitations.opened_by(old)
    invitations.opened_by(invitations.token_for_letter(row))
    assert len(letters(db)) == 2


@pytest.mark.parametrize("password", ["pendek", "passwordpassword", "budi baru budi", "x" * 129])
def test_a_weak_password_uses_nothing_up(institution, admin, password):
    token = invitations.token_for_letter(invited(institution, admin))
    with pytest.raises(Unacceptable):
        invitations.accept(token, password)
    invitations.accept(token, PASSWORD)


def test_nobody_invites_into_a_foreign_house(institution, admin, db):
    with pytest.raises(NotPermitted):
        invited(factories.an_institution(), admin)
    row = invited(institution, admin)
    stranger = factories.a_person(Role.SYSTEM_ADMINISTRATOR, factories.an_institution())
    for verb in (invitations.resend, invitations.withdraw):
        with pytest.raises(NotPermitted):
            verb(row, stranger)
    assert db.session.get(Invitation, row.id).is_waiting


def test_an_institution_cannot_give_a_role_that_looks_into_others(institution, admin):
    with pytest.raises(Unacceptable):
        invited(institution, admin, role=Role.NATIONAL_SECRETARIAT)
    assert invited(institution, None, role=Role.NATIONAL_SECRETARIAT).is_waiting


def test_an_address_has_one_account_and_one_invitation(institution, admin):
    invited(institution, admin)
    with pytest.raises(Unacceptable):
        invited(institution, admin)
    person = factories.a_person(Role.HEAD, institution)
    with pytest.raises(Unacceptable):
        invited(institution, admin, email=person.email.upper())
