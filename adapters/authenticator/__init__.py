"""Codes of authenticator apps (RFC 6238), by the library Flask-Security itself uses."""

from __future__ import annotations

import hashlib
from datetime import datetime

import segno
from flask import Flask, current_app
from passlib.exc import TokenError
from passlib.totp import TOTP

DRIFT = 30  # seconds: one step either way, for phones whose clock is a little off


class Authenticator:
    """Makes secrets, which are stored encrypted, and checks the codes made from them."""

    def init_app(self, app: Flask) -> None:
        """Derive the key that encrypts stored secrets from ``SECRET_KEY``."""
        wallet = hashlib.blake2b(app.config["SECRET_KEY"].encode(), person=b"totp-wallet")
        app.extensions["authenticator"] = TOTP.using(
            issuer="KawalAksi", secrets={"1": wallet.hexdigest()}
        )

    def new_secret(self) -> str:
        """A secret, encrypted: fit for a database and for the visitor's own cookie."""
        secret: str = self._codes.new().to_json(encrypt=True)
        return secret

    def step_of(
        self, code: str, secret: str, at: datetime, last_step: int | None = None
    ) -> int | None:
        """The time step ``code`` is right for; None if wrong, or not after ``last_step``."""
        try:
            match = self._codes.verify(code, secret, time=at, window=DRIFT, last_counter=last_step)
        except (TokenError, ValueError, TypeError):
            return None
        step: int = match.counter
        return step

    def code_at(self, secret: str, at: datetime) -> str:
        """The code an app would show; for tests and nobody else."""
        code: str = self._codes.from_source(secret).generate(time=at).token
        return code

    def key(self, secret: str) -> str:
        """The secret as people type it into an app."""
        key: str = self._codes.from_source(secret).pretty_key()
        return key

    def picture(self, secret: str, name: str) -> str:
        """The secret as a QR code, in a ``data:`` address."""
        uri = self._codes.from_source(secret).to_uri(name)
        return segno.make(uri, error="m").svg_data_uri(scale=5, border=4, light="#fff")

    @property
    def _codes(self) -> type[TOTP]:
        codes: type[TOTP] = current_app.extensions["authenticator"]
        return codes
