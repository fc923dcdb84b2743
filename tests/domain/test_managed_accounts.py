"""An account is managed by who could give every hat in it, worn or still to come."""

from datetime import timedelta

import pytest

from domain.accounts.access import Passkey
from domain.accounts.people import disable, enable, reset_second_factor
from domain.clock import today
from domain.handover.leaving import hand_over
from domain.policy import NotPermitted, Role
from tests import factories


@pytest.fixture
def admin(institution):
    return factories.a_person(Role.SYSTEM_ADMINISTRATOR, institution)


@pytest.fixture
def writer(institution):
    return factories.a_person(Role.PUBLIC_RELATIONS, institution)


def in_days(days):
    return today("Asia/Jakarta") + timedelta(days=days)


def test_nobody_of_the_national_secretariat_is_an_institutions_to_stop(institution, admin, db):
    person = factories.a_person(Role.NATIONAL_SECRETARIAT, institution)
    factories.a_passkey(person)
    for verb in (disable, reset_second_factor):
        with pytest.raises(NotPermitted):
            verb(person, admin)
    assert person.active
    assert db.session.scalar(db.select(db.func.count(Passkey.id))) == 1


def test_a_hat_still_to_come_elsewhere_counts(admin, writer):
    other = factories.an_institution()
    factories.another_hat(writer, Role.AUDITOR, other, starts_on=in_days(10))
    with pytest.raises(NotPermitted):
        disable(writer, admin)


def test_a_hat_long_over_elsewhere_does_not(institution, admin, writer):
    other = factories.an_institution()
    factories.another_hat(writer, Role.AUDITOR, other, ends_on=in_days(-400))
    hand_over(writer, institution, {}, admin)
    assert not writer.active
    enable(writer, admin)
    assert writer.active


def test_who_comes_back_elsewhere_keeps_the_account_on_leaving(institution, admin, writer):
    factories.another_hat(writer, Role.AUDITOR, factories.an_institution(), starts_on=in_days(9))
    hand_over(writer, institution, {}, admin)
    assert writer.active


def test_a_stranger_manages_nobody(writer):
    elsewhere = factories.a_person(Role.SYSTEM_ADMINISTRATOR, factories.an_institution())
    with pytest.raises(NotPermitted):
        disable(writer, elsewhere)
