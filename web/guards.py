"""The door of every route."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast
from urllib.parse import urlsplit

from flask import current_app, redirect, request, url_for
from flask_login import current_user

from domain import policy
from domain.accounts import second_factors
from domain.accounts.access import StaffSession
from domain.accounts.models import User
from domain.accounts.sessions import is_fresh
from web.sessions import current_session, lead_to_second_step

P = ParamSpec("P")
R = TypeVar("R")


def actor() -> User:
    """The person signed in: the row itself, not Flask-Login's proxy."""
    person: User = current_user._get_current_object()
    return person


def own_session() -> StaffSession:
    """The session behind a guard that asked for one."""
    return cast(StaffSession, current_session())


def guarded(view: Callable[P, R], guard: str) -> Callable[P, R]:
    """Write on the view who may enter; a house test reads it."""
    marked: Any = view
    marked.guard = guard
    return view


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Mark a route as open to everyone, on purpose."""
    return guarded(view, "public")


def requires(permission: policy.Permission) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Open a route to signed-in people who hold ``permission`` somewhere."""

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def checked(*args: P.args, **kwargs: P.kwargs) -> R:
            policy.require(current_user, permission)
            return view(*args, **kwargs)

        return guarded(signed_in(checked), permission)

    return decorate


def staff(view: Callable[P, R]) -> Callable[P, R]:
    """Open a route to everyone who is signed in."""
    return guarded(signed_in(view), "staff")


def signed_in(view: Callable[P, R]) -> Callable[P, R]:
    """Let in who has proved both factors; lead anyone else to the door or the next step."""

    @wraps(view)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        if current_user.is_authenticated:
            return view(*args, **kwargs)
        row = current_session()
        if row is not None and not row.is_complete:
            return lead_to_second_step()  # type: ignore[return-value]
        return current_app.login_manager.unauthorized()  # type: ignore[attr-defined,no-any-return]

    return checked


def unfinished(view: Callable[P, R]) -> Callable[P, R]:
    """Open a route to who has proved the first factor and not yet the second."""

    @wraps(view)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        row = current_session()
        if row is None:
            return redirect(url_for("security.login"), 303)  # type: ignore[return-value]
        if row.is_complete:
            return redirect(url_for("accounts.home"), 303)  # type: ignore[return-value]
        return view(*args, **kwargs)

    return guarded(checked, "unfinished")


def enrolling(view: Callable[P, R]) -> Callable[P, R]:
    """Open a route to who is signed in, and to who at the door has no second factor yet."""

    @wraps(view)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        row = current_session()
        if row is not None and not row.is_complete and not second_factors.has_any(row.user):
            return view(*args, **kwargs)
        return signed_in(view)(*args, **kwargs)

    return guarded(checked, "enrolling")


def fresh(view: Callable[P, R]) -> Callable[P, R]:
    """Ask who it is again before a dangerous act, and come back to the page it stands on.

    Stands under another guard: ``@requires(…)`` first, then ``@fresh``.
    """

    @wraps(view)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        row = current_session()
        if row is not None and is_fresh(row):
            return view(*args, **kwargs)
        return redirect(  # type: ignore[return-value]
            url_for("accounts.confirm", next=page_of_the_act()), 303
        )

    marked: Any = checked
    marked.fresh = True
    return checked


def page_of_the_act() -> str:
    """The page somebody acts on: this one, or for a sent form the one it stood on."""
    if request.method == "GET":
        return request.full_path.rstrip("?")
    came_from = urlsplit(request.referrer or "")
    if came_from.netloc != request.host:
        return url_for("accounts.home")
    return came_from.path + (f"?{came_from.query}" if came_from.query else "")
