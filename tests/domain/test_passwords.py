"""Passwords: long, not guessable, and equal work for whoever is not there."""

from statistics import median
from time import perf_counter

import pytest

from domain.accounts import people, service
from domain.accounts.passwords import check_password, is_password_of
from domain.errors import Unacceptable

GOOD = "kolam-sepeda-teh-lontar"


@pytest.mark.parametrize(
    "password",
    [
        GOOD,
        "empat kata acak sekali",
        "x9$Kd02-mmQz!",
        "ямщик-не-гони-лошадей",
        "kursi-9-" * 4 + "Zq.7mVx!",
    ],
)
def test_long_ones_are_taken_as_they_are_whatever_letters_they_have(password):
    check_password(password)


@pytest.mark.parametrize(
    "password",
    [
        "",
        "sebelas-hrf",
        "x" * 129,
        "123456789012",
        "qwertyuiop12",
        "passwordpassword",
        "kawalaksi2026",
        "Inspektorat2026",
    ],
)
def test_short_endless_and_common_ones_are_refused(password):
    with pytest.raises(Unacceptable):
        check_password(password)


def test_ones_made_of_the_persons_own_words_are_refused():
    check_password("wirasaba-gemilang")
    with pytest.raises(Unacceptable):
        check_password("wirasaba-gemilang", "Wirasaba Gemilang", "wirasaba@contoh.test")


def test_a_very_long_one_is_judged_quickly():
    begun = perf_counter()
    check_password("kolam sepeda teh lontar " * 5)
    assert perf_counter() - begun < 2


def test_the_same_letters_typed_in_another_way_are_the_same_password(db):
    user = service.enrol(
        name="A", email="a@contoh.test", password=check_password("caf\u00e9-di-tepi-kali")
    )
    assert is_password_of(user, "cafe\u0301-di-tepi-kali")


def test_nobody_has_no_password():
    assert not is_password_of(None, "")
    assert not is_password_of(None, GOOD)


def test_an_unknown_address_costs_as_much_as_a_wrong_password(db):
    service.enrol(name="A", email="a@contoh.test", password=GOOD)

    def cost(email):
        begun = perf_counter()
        assert people.prove_password(email, "salah-sekali-ini", demo=False) is None
        return perf_counter() - begun

    known, unknown = (median(cost(email) for _ in range(7)) for email in ("a@contoh.test", "b@x"))
    assert 0.5 < unknown / known < 2
