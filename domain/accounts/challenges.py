"""The verbs of challenges: each opens something once.

The cookie that carries a challenge can be copied and sent again, even after log-out. So what
was answered is written down: an answer overheard on the way is worth nothing once it was
used, and asking writes nothing.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta

from sqlalchemy.exc import IntegrityError

from domain.accounts.access import Challenge
from domain.clock import now
from domain.unit_of_work import transactional
from extensions import db

# A challenge may be answered for this long (web/ceremonies.py asks the cookie).
LASTS = timedelta(minutes=10)


@transactional
def use_up(challenge: bytes) -> bool:
    """Whether nobody answered the challenge yet; from this transaction on somebody has."""
    try:
        with db.session.begin_nested():
            db.session.add(Challenge(challenge_hash=hashed(challenge), expires_at=now() + LASTS))
    except IntegrityError:
        return False
    return True


@transactional
def forget_expired() -> int:
    """Delete what no cookie can bring back; say how many."""
    statement = db.delete(Challenge).where(Challenge.expires_at <= now())
    return int(db.session.execute(statement).rowcount)  # type: ignore[attr-defined]


def hashed(challenge: bytes) -> str:
    """What the table keeps instead of the challenge."""
    return hashlib.blake2b(challenge, person=b"passkey-question", digest_size=32).hexdigest()
