"""The door of every route."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask_login import current_user, login_required

from domain import policy
from domain.accounts.models import User

P = ParamSpec("P")
R = TypeVar("R")


def actor() -> User:
    """The person signed in: the row itself, not Flask-Login's proxy."""
    person: User = current_user._get_current_object()
    return person


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

        return guarded(login_required(checked), permission)

    return decorate


def staff(view: Callable[P, R]) -> Callable[P, R]:
    """Open a route to everyone who is signed in."""
    return guarded(login_required(view), "staff")
