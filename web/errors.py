"""Errors, in HTTP's words: every one a calm page that says what to do."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, current_app, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import NoResultFound, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from domain.errors import NotAllowedNow, Stale
from domain.policy import NotPermitted
from web.rendering import render

STATUS_OF: dict[type[Exception], int] = {
    NoResultFound: 404,
    NotPermitted: 403,
    NotAllowedNow: 409,
    Stale: 409,
    StaleDataError: 409,
    CSRFError: 400,
}
PAGES = {400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 429, 500, 503}


def init_app(app: Flask) -> None:
    """Answer each error with its page."""
    for error in STATUS_OF:
        app.register_error_handler(error, show)
    app.register_error_handler(OperationalError, show_busy)
    app.register_error_handler(HTTPException, show_http)
    app.register_error_handler(500, show_http)


def show(error: Exception) -> Response:
    """The page of a domain error."""
    status = next(code for kind, code in STATUS_OF.items() if isinstance(error, kind))
    return page(status)


def show_http(error: HTTPException) -> Response:
    """The page of an HTTP error, keeping the headers it must carry (Allow, Retry-After)."""
    if error.response is not None or (error.code or 500) < 400:
        return error.get_response()  # type: ignore[return-value]
    response = page(error.code or 500)
    for name, value in error.get_headers():
        if name.lower() not in {"content-type", "content-length"}:
            response.headers[name] = value
    return response


def show_busy(error: OperationalError) -> Response:
    """The page of a database others are writing to, with the form ready to be sent again."""
    if "locked" not in str(error.orig):
        raise error
    current_app.logger.warning("the database stayed locked: %s", request.endpoint)
    response = page(503, typed=typed(), files=any(f.filename for f in request.files.values()))
    response.headers["Retry-After"] = "10"
    return response


def typed() -> list[tuple[str, str]]:
    """What this request's form holds; nothing of a form with a password."""
    given = [pair for pair in request.form.items(multi=True) if pair[0] != "csrf_token"]
    return [] if any("password" in name for name, _ in given) else given


def page(status: int, **more: Any) -> Response:
    """``errors/error.html`` with the words of ``status``; ours to mend: without the database."""
    code = status if status in PAGES else 500
    layout = "layouts/base.html" if code >= 500 else "layouts/public.html"
    return render("errors/error.html", status=status, code=code, layout=layout, **more)
