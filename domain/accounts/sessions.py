"""The verbs of sessions: kept here, so that ending one really ends it.

The browser holds a random token, the table its hash, and a coarse time it was last
seen; no address, and of the browser only its family. A stolen cookie is worth nothing
once its row is gone.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import contains_eager

from domain.accounts.access import Factor, StaffSession
from domain.accounts.events import SessionsEnded, SignedIn, SignedOut
from domain.accounts.models import User
from domain.clock import now
from domain.unit_of_work import announce, transactional
from extensions import db

# One working day: nobody signs in twice a day, and nobody stays in overnight.
IDLE, WHOLE = timedelta(hours=8), timedelta(hours=12)
# Between the first factor and the second.
UNFINISHED = timedelta(minutes=15)
SEEN_EVERY = timedelta(minutes=5)
FRESH = timedelta(minutes=15)


@transactional
def begin(user: User, first: Factor, second: Factor | None, browser: str) -> str:
    """Open a session and return its token; without a second factor it opens no page yet."""
    row = StaffSession(user_id=user.id, first_factor=first, browser=browser, token_hash="")
    token = renew(row)
    db.session.add(row)
    if second is not None:
        finish(row, user, second)
    return token


@transactional
def complete(row: StaffSession, second: Factor) -> str:
    """The second factor was right: a new token, and the house is open."""
    finish(row, row.user, second)
    return renew(row)


@transactional
def confirm(row: StaffSession) -> str:
    """They proved again who they are: a new token, fresh for a while."""
    row.confirmed_at = now()
    return renew(row)


@transactional
def leave(row: StaffSession) -> None:
    """They went out by the door."""
    if row.is_complete:
        announce(SignedOut(**about(row.user)))
    db.session.delete(row)


@transactional
def end(user: User, session_id: int) -> None:
    """End one of somebody's own sessions, or raise NoResultFound."""
    row = db.session.scalar(db.select(StaffSession).filter_by(id=session_id, user_id=user.id))
    if row is None:
        raise NoResultFound
    db.session.delete(row)
    announce(SessionsEnded(**about(user), count=1))


@transactional
def end_all(user: User, *, keep: StaffSession | None = None, actor: User | None = None) -> int:
    """End every session of somebody, but ``keep``; say how many there were."""
    statement = db.delete(StaffSession).where(StaffSession.user_id == user.id)
    if keep is not None:
        statement = statement.where(StaffSession.id != keep.id)
    count: int = db.session.execute(statement).rowcount  # type: ignore[attr-defined]
    if count:
        announce(SessionsEnded(**about(user, actor or user), count=count))
    return count


@transactional
def touch(session_id: int) -> None:
    """Note, coarsely, that a session is in use."""
    db.session.execute(
        db.update(StaffSession).where(StaffSession.id == session_id).values(seen_at=now())
    )


@transactional
def forget_ended() -> int:
    """Delete the sessions that time has ended; say how many."""
    statement = db.delete(StaffSession).where(
        or_(StaffSession.created_at < now() - WHOLE, StaffSession.seen_at < now() - IDLE)
    )
    return int(db.session.execute(statement).rowcount)  # type: ignore[attr-defined]


def of_token(token: str) -> StaffSession | None:
    """The session this token opens, with its person: one query. None if there is none."""
    moment = now()
    row = db.session.scalar(
        db.select(StaffSession)
        .join(StaffSession.user)
        .options(contains_eager(StaffSession.user))
        .where(
            StaffSession.token_hash == hashed(token),
            StaffSession.created_at > moment - WHOLE,
            StaffSession.seen_at > moment - IDLE,
            User.active,
        )
    )
    if row is not None and not row.is_complete and row.created_at < moment - UNFINISHED:
        return None
    return row


def of_user(user: User) -> Sequence[StaffSession]:
    """Somebody's sessions that are still good, the newest first."""
    moment = now()
    statement = (
        db.select(StaffSession)
        .where(
            StaffSession.user_id == user.id,
            StaffSession.second_factor.is_not(None),
            StaffSession.created_at > moment - WHOLE,
            StaffSession.seen_at > moment - IDLE,
        )
        .order_by(StaffSession.id.desc())
    )
    return db.session.scalars(statement).all()


def is_fresh(row: StaffSession) -> bool:
    """Whether they proved who they are a moment ago."""
    return row.confirmed_at > now() - FRESH


def is_stale(seen_at: datetime) -> bool:
    """Whether the time last seen wants writing again."""
    return seen_at < now() - SEEN_EVERY


def finish(row: StaffSession, user: User, second: Factor) -> None:
    """Both factors are proved."""
    row.second_factor, row.confirmed_at = second, now()
    announce(SignedIn(**about(user), first_factor=row.first_factor, second_factor=second))


def renew(row: StaffSession) -> str:
    """Give the session a new token, known to the caller alone."""
    token = secrets.token_urlsafe(32)
    row.token_hash = hashed(token)
    return token


def hashed(token: str) -> str:
    """What the table keeps instead of the token."""
    return hashlib.blake2b(token.encode(), person=b"staff-session", digest_size=32).hexdigest()


def about(user: User | None, actor: User | None = None) -> dict[str, Any]:
    """What every event of an account carries."""
    who = actor or user
    place = user.institution if user else None
    return {
        "actor_id": who.id if who else None,
        "user_id": user.id if user else None,
        "institution_id": place.id if place else None,
    }
