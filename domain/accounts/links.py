"""Links that open something once: the letter has the token, the house only its hash."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any, Protocol

from domain.clock import now
from domain.unit_of_work import transactional


class Openable(Protocol):
    """What a link can open."""

    token_hash: Any
    expires_at: Any


def token_hash(token: str) -> str:
    """What the database keeps: 256 random bits are out of reach of any guessing."""
    return hashlib.blake2b(token.encode(), person=b"one-use-link", digest_size=32).hexdigest()


@transactional
def mint(row: Openable, lasts: timedelta) -> str:
    """A new token for ``row``; an older one dies. Made when the letter is written."""
    token = secrets.token_urlsafe(32)
    row.token_hash = token_hash(token)
    row.expires_at = now() + lasts
    return token
