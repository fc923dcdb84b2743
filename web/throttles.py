"""How fast somebody may guess, without a stranger locking anybody out (decision 0008)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, request

from adapters.network import network_key
from domain.accounts.people import address_of
from extensions import limiter
from web.sessions import current_session, is_known_browser

FROM_A_NETWORK = "30 per 5 minutes"
ON_AN_ACCOUNT_FROM_A_NETWORK = "10 per 15 minutes"
ON_AN_ACCOUNT = "100 per hour"  # a browser that came in before is not bound by it
CODES_FROM_A_NETWORK = "10 per 15 minutes"
CODES_ON_AN_ACCOUNT = "30 per hour"
LETTERS_FROM_A_NETWORK = "10 per hour"
LINKS_FROM_A_NETWORK = "60 per 15 minutes"
LONGEST_ADDRESS = 254  # anything longer is nobody's

View = Callable[..., Any]


def refused(response: Response) -> bool:
    """Only failed attempts count."""
    return response.status_code != 303


def typed_account() -> str:
    """The account somebody tries to open: the very words the form is read from."""
    return address_of(request.form.get("email", ""))[:LONGEST_ADDRESS]


def guesses_at_a_password(view: View) -> View:
    """Slow down who guesses passwords."""
    for limit, key, exempt in (
        (FROM_A_NETWORK, network_key, None),
        (ON_AN_ACCOUNT_FROM_A_NETWORK, lambda: f"{typed_account()}|{network_key()}", None),
        (ON_AN_ACCOUNT, typed_account, lambda: is_known_browser(typed_account())),
    ):
        view = limiter.limit(
            limit,
            key_func=key,
            methods=["POST"],
            scope="password",
            deduct_when=refused,
            exempt_when=exempt,
        )(view)
    return view


def guesses_at_a_code(view: View) -> View:
    """Slow down who knows the password already and guesses the code."""
    for limit, key, exempt in (
        (CODES_FROM_A_NETWORK, lambda: f"{half_open_account()}|{network_key()}", None),
        (CODES_ON_AN_ACCOUNT, half_open_account, is_own_known_browser),
    ):
        view = limiter.limit(
            limit,
            key_func=key,
            methods=["POST"],
            scope="code",
            deduct_when=refused,
            exempt_when=exempt,
        )(view)
    return view


def half_open_account() -> str:
    """The account whose second factor is asked for."""
    row = current_session()
    return f"user:{row.user_id}" if row else network_key()


def is_own_known_browser() -> bool:
    """Whether this browser came in with this account before."""
    row = current_session()
    return row is not None and is_known_browser(row.user.email)


def guesses_by_passkey(view: View) -> View:
    """Slow down who sends made-up passkeys."""
    return limiter.limit(
        FROM_A_NETWORK, key_func=network_key, methods=["POST"], deduct_when=refused
    )(view)


def asks_for_letters(view: View) -> View:
    """Slow down who fills other people's mailboxes."""
    return limiter.limit(LETTERS_FROM_A_NETWORK, key_func=network_key, methods=["POST"])(view)


def follows_links(view: View) -> View:
    """Slow down who tries links; 256 random bits do the rest."""
    return limiter.limit(LINKS_FROM_A_NETWORK, key_func=network_key)(view)
