"""Questions to a device: the visitor's signed cookie keeps the words, and since when."""

from __future__ import annotations

import secrets

from flask import request, session

from domain.accounts import passkeys
from domain.accounts.challenges import LASTS
from domain.accounts.models import User
from domain.accounts.passkeys import Ceremony
from domain.clock import now

KEY = "ceremony"


def sign_in_options(user: User | None) -> str:
    """What the page hands the browser to ask a known device."""
    return passkeys.authentication_options(begun("get"), user)


def registration_options(user: User) -> str:
    """What the page hands the browser to ask a new device."""
    return passkeys.registration_options(user, begun("create"))


def begun(purpose: str) -> Ceremony:
    """A new challenge; an older one is forgotten."""
    challenge = secrets.token_bytes(32)
    session[KEY] = [purpose, challenge.hex(), int(now().timestamp())]
    return here(challenge)


def answered(purpose: str) -> Ceremony:
    """The challenge asked last; one that no device can have signed if there is none.

    Whoever checks the answer uses the challenge up: what stands in a cookie may be a copy.
    """
    held = session.pop(KEY, None)
    fresh = held is not None and len(held) == 3 and held[2] >= (now() - LASTS).timestamp()
    if held is None or not fresh or held[0] != purpose:
        return here(secrets.token_bytes(32))
    return here(bytes.fromhex(held[1]))


def here(challenge: bytes) -> Ceremony:
    """A ceremony on the host this request came to."""
    host = request.host.partition(":")[0]
    return Ceremony(challenge, request.host_url.rstrip("/"), host)
