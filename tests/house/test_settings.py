"""Settings: all written down, and unsafe ones refused before the first request."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from config import DEMO_SECRET, MINIMUM_SECRET_LENGTH, Settings, SettingsError

pytestmark = pytest.mark.static
ROOT = Path(__file__).parents[2]
OWN = "s" * MINIMUM_SECRET_LENGTH
SAFE = {"SECRET_KEY": OWN, "SECURITY_PASSWORD_SALT": OWN}


def read(**environment):
    return Settings.from_environment(environment)


def test_every_setting_is_listed_in_the_example_and_nothing_else():
    listed = re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.M)
    assert sorted(listed) == sorted(field.name for field in fields(Settings))


def test_production_starts_with_two_secrets_of_its_own():
    assert read(**SAFE).SECRET_KEY == OWN


@pytest.mark.parametrize("name", SAFE)
def test_production_refuses_a_missing_secret_and_names_it(name):
    with pytest.raises(SettingsError, match=name):
        read(**{key: value for key, value in SAFE.items() if key != name})


@pytest.mark.parametrize("name", SAFE)
@pytest.mark.parametrize("value", [DEMO_SECRET, "short", OWN[:-1]])
def test_production_refuses_a_demo_or_short_secret(name, value):
    with pytest.raises(SettingsError, match=name):
        read(**(SAFE | {name: value}))


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.2", "example.go.id"])
def test_the_demo_serves_this_machine_only(host):
    with pytest.raises(SettingsError, match="HOST"):
        read(DEMO="1", HOST=host)


def test_the_demo_needs_no_secret_on_loopback():
    assert read(DEMO="1").SECRET_KEY == DEMO_SECRET


def test_a_session_is_for_https_unless_told_otherwise():
    assert read(**SAFE).SESSION_COOKIE_SECURE is True


@pytest.mark.parametrize(
    "wrong", [{"PORT": "delapan"}, {"DEMO": "mungkin"}, {"RATELIMIT_ENABLED": "2"}]
)
def test_a_value_of_the_wrong_type_is_named(wrong):
    with pytest.raises(SettingsError, match=next(iter(wrong))):
        read(**(SAFE | wrong))
