"""Settings: all written down, and unsafe ones refused before the first request."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from config import DEMO_SECRET, MINIMUM_SECRET_LENGTH, Settings, SettingsError

pytestmark = pytest.mark.static
ROOT = Path(__file__).parents[2]
OWN = "s" * MINIMUM_SECRET_LENGTH
OTHER = "t" * MINIMUM_SECRET_LENGTH
SAFE = {"SECRET_KEY": OWN, "SECURITY_PASSWORD_SALT": OTHER}


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


@pytest.mark.parametrize(
    ("unsafe", "sentence"),
    [
        ({"TESTING": "1"}, "TESTING"),
        ({"TESTING": "1", "SECRET_KEY": "x", "HOST": "0.0.0.0"}, "TESTING"),
        ({"DEMO": "1", "PROXY_HOPS": "1"}, "PROXY_HOPS"),
        ({"DEMO": "1", "SITE_URL": "https://kawalaksi.example.go.id"}, "SITE_URL"),
        ({"SECURITY_PASSWORD_SALT": OWN}, "two secrets"),
        ({"MAIL_BACKEND": "console"}, "MAIL_BACKEND"),
        ({"DATABASE_URL": "mysql://localhost/x"}, "DATABASE_URL"),
    ],
)
def test_an_unsafe_start_is_refused_with_its_reason(unsafe, sentence):
    with pytest.raises(SettingsError, match=sentence):
        read(**(SAFE | unsafe))


def test_the_demo_keeps_its_fiction_in_files_of_its_own():
    demo, production = read(DEMO="1"), read(**SAFE)
    for name in ("DATABASE_URL", "STORAGE_URL", "HUEY_URL", "PROOF_KEY_FILE"):
        assert getattr(demo, name) != getattr(production, name)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_gets_the_driver_we_install(scheme):
    asked = read(**SAFE, DATABASE_URL=f"{scheme}://kawal:p%40ss@db/kawalaksi")
    assert asked.SQLALCHEMY_DATABASE_URI == "postgresql+psycopg://kawal:p%40ss@db/kawalaksi"
