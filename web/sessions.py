"""The browser's side of a session: a token in the cookie, everything else in the table."""

from __future__ import annotations

import hashlib
from typing import Any, cast

from flask import Flask, Response, current_app, g, redirect, request, session, url_for
from flask_login import LoginManager
from flask_security.utils import login_user
from itsdangerous import BadSignature, URLSafeTimedSerializer

from domain.accounts import sessions
from domain.accounts.access import Factor, StaffSession
from domain.accounts.models import User
from web.addresses import own_path
from web.browsers import family

SID, NEXT = "sid", "next"
DEVICE = "perangkat"
DEVICE_LASTS = 90 * 24 * 3600


def init_app(app: Flask) -> None:
    """Let Flask-Login ask the table who this is, and note who was seen."""
    manager = cast(LoginManager, app.login_manager)  # type: ignore[attr-defined]
    manager.user_loader(person_signed_in)
    manager.request_loader(nobody)  # no tokens in headers or addresses
    app.after_request(note_seen)


def current_session() -> StaffSession | None:
    """This browser's session, complete or waiting for its second factor; read once."""
    if "staff_session" not in g:
        token = session.get(SID)
        row = sessions.of_token(token) if isinstance(token, str) else None
        g.staff_session = row
        g.seen = (row.id, row.seen_at) if row else None
    found: StaffSession | None = g.staff_session
    return found


def person_signed_in(uniquifier: str) -> User | None:
    """Whoever has proved both factors in this browser."""
    row = current_session()
    if row is None or not row.is_complete or row.user.fs_uniquifier != uniquifier:
        return None
    return row.user


def nobody(_request: Any) -> None:
    """A request without a session is nobody's."""


def start(user: User, first: Factor, second: Factor | None = None) -> Response:
    """Begin a session in this browser, and lead on; nothing of the visit is carried in."""
    onward = session.get(NEXT)
    leave()
    token = sessions.begin(user, first, second, family(request.user_agent.string))
    if onward:
        session[NEXT] = onward
    carry(token)
    return lead_on(user) if second else lead_to_second_step()


def finish(row: StaffSession, second: Factor) -> Response:
    """The second factor was right: a new token, and on to where they were going."""
    user = row.user
    carry(sessions.complete(row, second))
    return lead_on(user)


def carry(token: str) -> None:
    """Keep a session's new token in the cookie, and a new form token with it."""
    session[SID] = token
    for held in ("staff_session", "seen", "csrf_token"):
        g.pop(held, None)
    session.pop("csrf_token", None)


def lead_on(user: User) -> Response:
    """Say who is signed in, know this browser again, and go where they were going."""
    login_user(user)
    answer = redirect(own_path(session.pop(NEXT, None), url_for("accounts.home")), 303)
    return remember_browser(cast(Response, answer), user)


def lead_to_second_step() -> Response:
    """Ask for the second factor."""
    return cast(Response, redirect(url_for("door.second_step"), 303))


def leave() -> None:
    """Nothing is carried in or out: this browser's session ends, its cookie is emptied."""
    row = current_session()
    if row is not None:
        sessions.leave(row)
    for held in ("staff_session", "seen", "csrf_token", "_login_user"):
        g.pop(held, None)
    session.clear()


def note_seen(response: Response) -> Response:
    """Write, coarsely and after the answer is made, that the session is in use."""
    seen = g.get("seen")
    if seen and response.status_code < 500 and sessions.is_stale(seen[1]):
        sessions.touch(seen[0])
    return response


def remember_browser(response: Response, user: User) -> Response:
    """Let strangers' guesses at this account not slow down this browser (decision 0008)."""
    response.set_cookie(
        device_cookie(),
        serializer().dumps(digest(user.email)),
        max_age=DEVICE_LASTS,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )
    return response


def is_known_browser(email: str) -> bool:
    """Whether this browser came in with this account before."""
    try:
        known = serializer().loads(request.cookies.get(device_cookie(), ""), max_age=DEVICE_LASTS)
    except BadSignature:
        return False
    return bool(known == digest(email.strip().lower()))


def device_cookie() -> str:
    """The known browser's cookie: bound to this host wherever the site is served safely."""
    return f"__Host-{DEVICE}" if current_app.config["SESSION_COOKIE_SECURE"] else DEVICE


def digest(email: str) -> str:
    """An address as the known browser's cookie names it."""
    return hashlib.blake2b(email.encode(), person=b"known-browser", digest_size=16).hexdigest()


def serializer() -> URLSafeTimedSerializer:
    """Signs which account a browser came in with."""
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="known-browser")
