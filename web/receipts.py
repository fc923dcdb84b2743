"""One-time form tokens and the secret codes that grow from them."""

from __future__ import annotations

import hashlib
import secrets

from flask import current_app
from itsdangerous import BadSignature, Signer

from domain import codes

SALT = "one-time-form-token"


def fresh_token() -> str:
    """A new one-time token, signed by this house."""
    return _signer().sign(secrets.token_urlsafe(24)).decode()


def is_ours(token: str) -> bool:
    """Whether this house signed ``token``."""
    try:
        _signer().unsign(token)
    except BadSignature:
        return False
    return True


def code_for(token: str) -> str:
    """The secret code of the form that carries ``token``; the same form, the same code."""
    return codes.code_from(token, current_app.config["SECRET_KEY"])


def _signer() -> Signer:
    return Signer(current_app.config["SECRET_KEY"], salt=SALT, digest_method=hashlib.sha256)
