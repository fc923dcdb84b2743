"""Settings: all written down, and unsafe ones refused before the first request."""

import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from bench.ground import settings as bench_settings
from config import (
    DEMO_SECRET,
    MINIMUM_SECRET_LENGTH,
    Settings,
    SettingsError,
    surroundings,
    written_down,
)

pytestmark = pytest.mark.static
ROOT = Path(__file__).parents[2]
OWN = "s" * MINIMUM_SECRET_LENGTH
OTHER = "t" * MINIMUM_SECRET_LENGTH
SECRETS = {"SECRET_KEY": OWN, "SECURITY_PASSWORD_SALT": OTHER}
SAFE = SECRETS | {"MAIL_DEFAULT_SENDER": "kawalaksi@contoh.go.id"}
ALONE = {"SESSION_COOKIE_SECURE": "0", "MAIL_BACKEND": "console"}


def read(**environment):
    return Settings.from_environment(environment)


def test_every_setting_is_listed_in_the_example_and_nothing_else():
    listed = re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.M)
    assert sorted(listed) == sorted(field.name for field in fields(Settings))


def test_production_starts_with_two_secrets_of_its_own():
    assert read(**SAFE).SECRET_KEY == OWN


@pytest.mark.parametrize("name", SECRETS)
def test_production_refuses_a_missing_secret_and_names_it(name):
    with pytest.raises(SettingsError, match=name):
        read(**{key: value for key, value in SAFE.items() if key != name})


@pytest.mark.parametrize("name", SECRETS)
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


def test_letters_come_from_somebody():
    with pytest.raises(SettingsError, match="MAIL_DEFAULT_SENDER"):
        read(**SECRETS)


def test_a_try_out_on_this_machine_prints_its_letters():
    assert read(**SECRETS, **ALONE).MAIL_BACKEND == "console"


@pytest.mark.parametrize(
    "reached",
    [
        {"HOST": "0.0.0.0"},
        {"PROXY_HOPS": "1"},
        {"SITE_URL": "https://kawal.contoh.go.id"},
        {"SESSION_COOKIE_SECURE": "1"},
    ],
)
def test_a_site_others_reach_never_prints_letters(reached):
    with pytest.raises(SettingsError, match="MAIL_BACKEND"):
        read(**(SAFE | ALONE | reached))


def test_the_address_in_letters_follows_host_and_port():
    assert read(**SAFE, PORT="8452").SITE_URL == "http://127.0.0.1:8452"
    assert read(**SAFE, HOST="::1").SITE_URL == "http://[::1]:8000"
    assert read(**SAFE, PORT="8452", SITE_URL="https://a.go.id").SITE_URL == "https://a.go.id"


def test_the_file_is_read_below_the_shell(tmp_path, monkeypatch):
    file = tmp_path / ".env"
    file.write_text(
        "# own\nPORT=8452\nOIDC_LABEL='Akun # satu'  # why\nexport HOST=::1\n\nPROXY_HOPS="
    )
    monkeypatch.setattr("config.ENV_FILE", file)
    monkeypatch.setenv("PORT", "8453")
    monkeypatch.delenv("DEMO", raising=False)
    found = surroundings()
    assert (found["PORT"], found["HOST"], found["OIDC_LABEL"]) == ("8453", "::1", "Akun # satu")
    monkeypatch.setenv("DEMO", "1")
    assert "OIDC_LABEL" not in surroundings()


@pytest.mark.parametrize("line", ["PORT 8452", "OIDC_LABEL=Akun instansi", "HOST='a"])
def test_a_line_of_the_file_that_says_nothing_is_named(line):
    with pytest.raises(SettingsError, match="line 2"):
        written_down(f"\n{line}")


@pytest.mark.parametrize("command", ["setup", "people"])
def test_a_command_says_in_one_line_why_it_does_not_start(command):
    said = subprocess.run(
        [sys.executable, "-m", "flask", command, "--help"],
        cwd=ROOT,
        env={"PATH": "", "SECRET_KEY": OWN, "SECURITY_PASSWORD_SALT": "short"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode
    assert said.stderr.startswith("KawalAksi does not start: SECURITY_PASSWORD_SALT")
    assert len(said.stderr.splitlines()) == 1


def test_the_bench_starts_with_settings_fit_for_production(tmp_path):
    assert bench_settings(tmp_path / "bench.db").RATELIMIT_ENABLED is False
