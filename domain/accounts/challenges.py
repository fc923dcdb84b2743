"""The verbs of challenges: each is asked once, and its answer opens something once.

The cookie that carries a challenge can be copied and sent again, even after log-out; the row
cannot, so an answer overheard on the way is worth nothing once it was used.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from domain.accounts.access import Challenge
from domain.clock import now
from domain.unit_of_work import transactional
from extensions import db

LASTS = timedelta(minutes=10)


@transactional
def ask() -> bytes:
    """A new challenge; it may be answered for ten minutes."""
    challenge = secrets.token_bytes(32)
    db.session.add(Challenge(challenge_hash=hashed(challenge), expires_at=now() + LASTS))
    return challenge


@transactional
def use_up(challenge: bytes) -> bool:
    """Whether the challenge is open; from this transaction on it is not."""
    statement = db.delete(Challenge).where(
        Challenge.challenge_hash == hashed(challenge), Challenge.expires_at > now()
    )
    return bool(db.session.execute(statement).rowcount)  # type: ignore[attr-defined]


@transactional
def forget_unanswered() -> int:
    """Delete the challenges nobody answered in time; say how many."""
    statement = db.delete(Challenge).where(Challenge.expires_at <= now())
    return int(db.session.execute(statement).rowcount)  # type: ignore[attr-defined]


def hashed(challenge: bytes) -> str:
    """What the table keeps instead of the challenge."""
    return hashlib.blake2b(challenge, person=b"passkey-question", digest_size=32).hexdigest()
