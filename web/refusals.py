"""A refusal to somebody signed in is written down, after the page that told them."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, current_app, request
from flask_login import current_user

from domain.accounts.models import Institution, Unit, User
from domain.audit.refusals import write_down
from domain.publishing.models import Achievement
from domain.submissions.models import Submission
from extensions import db

# What the parts of an address name, so that a stranger's row is told from one that never was.
NAMED: dict[str, tuple[Any, ...]] = {
    "reference": (Submission.reference,),
    "slug": (Institution.slug, Achievement.slug),
    "user_id": (User.id,),
    "unit_id": (Unit.id,),
}


def init_app(app: Flask) -> None:
    """Look at every answer once more before it leaves."""
    app.after_request(remember)


def remember(response: Response) -> Response:
    """Write a 403, or a 404 on something that exists, into the book; never change the page."""
    if response.status_code not in {403, 404} or request.endpoint is None:
        return response
    if request.blueprint is None or not current_user.is_authenticated:
        return response
    try:
        db.session.rollback()
        subject = named()
        if response.status_code == 403 or subject:
            write_down(
                current_user._get_current_object(), request.endpoint, response.status_code, subject
            )
    except Exception:  # whatever is wrong with the book, the page was answered already
        current_app.logger.exception("a refusal was not written down")
        db.session.rollback()
    return response


def named() -> str:
    """The first row the address names that exists, as ``part:id``; empty when there is none."""
    for part, value in (request.view_args or {}).items():
        for column in NAMED.get(part, ()):
            found = db.session.scalar(db.select(column.class_.id).where(column == value))
            if found is not None:
                return f"{column.class_.__tablename__}:{found}"
    return ""
