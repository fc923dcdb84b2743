"""Settings, read once from the environment and checked before the first request.

A default must be safe in production and public in source control; a demo secret is
neither, so it is accepted in demo mode only. Names are the libraries' own where they
have one. Every setting is listed in ``.env.example`` (a house test keeps it so).
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).parent
ENV_FILE = ROOT / ".env"
DEMO_SECRET = "demo-secret-never-used-in-production"  # noqa: S105 - refused outside demo mode
MINIMUM_SECRET_LENGTH = 32
# No letter of a real house leaves in this name.
NOBODY = "kawalaksi@localhost"
LOOPBACK = ("127.0.0.1", "::1", "localhost")
POSTGRESQL = ("postgres://", "postgresql://", "postgresql+psycopg://")
# The fiction has a database, files and a key of its own: production never opens them.
DEMO_DEFAULTS = {
    "SECRET_KEY": DEMO_SECRET,
    "SECURITY_PASSWORD_SALT": DEMO_SECRET,
    "SESSION_COOKIE_SECURE": "0",
    "MAIL_BACKEND": "console",
    "DATABASE_URL": f"sqlite:///{ROOT / 'instance' / 'demo.db'}",
    "STORAGE_URL": f"file://{ROOT / 'instance' / 'demo-files'}",
    "HUEY_URL": f"sqlite:///{ROOT / 'instance' / 'demo-jobs.db'}",
    "PROOF_KEY_FILE": f"{ROOT / 'instance' / 'keys' / 'demo.key'}",
}


class SettingsError(Exception):
    """A setting is missing or unfit; the message says which, and what to write."""


@dataclass(frozen=True)
class Settings:
    """Everything an operator may set; a missing secret stops the start, not a citizen."""

    SECRET_KEY: str
    SECURITY_PASSWORD_SALT: str
    DATABASE_URL: str = f"sqlite:///{ROOT / 'instance' / 'kawalaksi.db'}"
    STORAGE_URL: str = f"file://{ROOT / 'instance' / 'files'}"
    HUEY_URL: str = f"sqlite:///{ROOT / 'instance' / 'jobs.db'}"
    MAIL_BACKEND: str = "smtp"
    MAIL_SERVER: str = "localhost"
    MAIL_PORT: int = 25
    MAIL_USERNAME: str = ""
    MAIL_PASSWORD: str = ""
    MAIL_USE_TLS: bool = False
    MAIL_DEFAULT_SENDER: str = NOBODY
    RATELIMIT_ENABLED: bool = True
    RATELIMIT_STORAGE_URI: str = "memory://"
    PROOF_KEY_FILE: str = f"{ROOT / 'instance' / 'keys' / 'proof.key'}"
    DEFAULT_INSTITUTION: str = ""
    SITE_URL: str = "http://127.0.0.1:8000"
    HOST: str = "127.0.0.1"
    PORT: int = 8000
    WEB_WORKERS: int = 2
    PROXY_HOPS: int = 0
    SESSION_COOKIE_SECURE: bool = True
    OIDC_ISSUER: str = ""
    OIDC_CLIENT_ID: str = ""
    OIDC_CLIENT_SECRET: str = ""
    OIDC_LABEL: str = "Akun instansi"
    OIDC_TRUSTS_MFA: bool = False
    DEMO: bool = False
    TESTING: bool = False

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read and check the environment, or raise SettingsError naming the setting."""
        source = surroundings() if environment is None else environment
        demo = flag("DEMO", source.get("DEMO", ""))
        if demo:
            source = DEMO_DEFAULTS | dict(source)
        given: dict[str, Any] = {
            f.name: typed(f.type, f.name, source[f.name]) for f in fields(cls) if source.get(f.name)
        }
        missing = {"SECRET_KEY", "SECURITY_PASSWORD_SALT"} - set(given)
        if missing:
            raise SettingsError(f"Set {' and '.join(sorted(missing))}: see .env.example")
        given.setdefault("SITE_URL", own_address(cls(**given)))
        return cls(**given).checked()

    def checked(self) -> Settings:
        """These settings, or SettingsError when they would not be safe to serve."""
        if self.TESTING:
            raise SettingsError("TESTING is the test suite's own: leave it out")
        if not self.DATABASE_URL.startswith(("sqlite:///", *POSTGRESQL)):
            raise SettingsError("DATABASE_URL must begin with sqlite:/// or postgresql+psycopg://")
        if self.OIDC_ISSUER and not (self.OIDC_CLIENT_ID and self.OIDC_CLIENT_SECRET):
            raise SettingsError("OIDC_ISSUER needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET too")
        return self.fit_for_demo() if self.DEMO else self.fit_for_production()

    def fit_for_demo(self) -> Settings:
        """These settings, or SettingsError when others than this machine could reach the demo."""
        if self.HOST not in LOOPBACK:
            raise SettingsError("DEMO=1 serves this machine only: leave HOST at 127.0.0.1")
        if self.PROXY_HOPS:
            raise SettingsError("DEMO=1 serves this machine only: leave PROXY_HOPS at 0")
        if urlsplit(self.SITE_URL).hostname not in LOOPBACK:
            raise SettingsError("DEMO=1 serves this machine only: leave SITE_URL out")
        return self

    def fit_for_production(self) -> Settings:
        """These settings, or SettingsError for a weak secret or letters that go nowhere."""
        for name in ("SECRET_KEY", "SECURITY_PASSWORD_SALT"):
            value = getattr(self, name)
            if value == DEMO_SECRET or len(value) < MINIMUM_SECRET_LENGTH:
                raise SettingsError(
                    f"{name} must be a secret of your own, at least {MINIMUM_SECRET_LENGTH} "
                    "characters: python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
                )
        if self.SECRET_KEY == self.SECURITY_PASSWORD_SALT:
            raise SettingsError("SECRET_KEY and SECURITY_PASSWORD_SALT must be two secrets")
        if self.MAIL_BACKEND != "smtp" and not self.is_a_try_out:
            raise SettingsError(
                "MAIL_BACKEND must be smtp: any other prints people's addresses, "
                "and their letters never leave"
            )
        if self.MAIL_BACKEND == "smtp" and self.MAIL_DEFAULT_SENDER == NOBODY:
            raise SettingsError(
                "Set MAIL_DEFAULT_SENDER, the address your letters come from, "
                "for instance kawalaksi@example.go.id"
            )
        return self

    @property
    def is_a_try_out(self) -> bool:
        """Whether only this machine can reach the site, without HTTPS: nobody real is served."""
        site = urlsplit(self.SITE_URL).hostname
        here = self.HOST in LOOPBACK and site in LOOPBACK and not self.PROXY_HOPS
        return here and not self.SESSION_COOKIE_SECURE

    @property
    def SQLALCHEMY_DATABASE_URI(self) -> str:  # noqa: N802 - the library's own name
        """``DATABASE_URL`` under the name Flask-SQLAlchemy reads, with the driver we install."""
        scheme, mark, rest = self.DATABASE_URL.partition("://")
        known = f"{scheme}{mark}" in POSTGRESQL
        return f"postgresql+psycopg://{rest}" if known else self.DATABASE_URL


def surroundings() -> dict[str, str]:
    """The environment, and below it what ``.env`` says; the demo reads no ``.env``."""
    given = dict(os.environ)
    if flag("DEMO", given.get("DEMO", "")) or not ENV_FILE.is_file():
        return given
    return written_down(ENV_FILE.read_text(encoding="utf-8")) | given


def written_down(text: str) -> dict[str, str]:
    """The ``NAME=value`` lines of ``.env``, or SettingsError naming the line."""
    found = {}
    for number, line in enumerate(text.splitlines(), 1):
        try:
            words = shlex.split(line, comments=True)
        except ValueError as error:
            raise SettingsError(f".env, line {number}: close the quotation mark") from error
        for word in words[1:] if words[:1] == ["export"] else words:
            name, mark, value = word.partition("=")
            if not (mark and name.isidentifier()):
                raise SettingsError(f".env, line {number}: write NAME=value, quoted if it has gaps")
            found[name] = value
    return found


def own_address(settings: Settings) -> str:
    """Where the site answers when nobody gave it a better name."""
    host = f"[{settings.HOST}]" if ":" in settings.HOST else settings.HOST
    return f"http://{host}:{settings.PORT}"


def flag(name: str, text: str) -> bool:
    """Read a yes or no, or raise SettingsError."""
    if text.lower() in {"1", "true", "yes", "on"}:
        return True
    if text.lower() in {"", "0", "false", "no", "off"}:
        return False
    raise SettingsError(f"{name} must be 1 or 0, not {text!r}")


def typed(kind: object, name: str, text: str) -> object:
    """``text`` as the setting's type, or SettingsError."""
    if kind == "bool":
        return flag(name, text)
    if kind == "int":
        if not text.isdigit():
            raise SettingsError(f"{name} must be a whole number, not {text!r}")
        return int(text)
    return text
