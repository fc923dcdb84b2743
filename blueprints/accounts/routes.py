"""A member of staff's own room, and the language everyone may choose."""

from __future__ import annotations

from flask import abort, current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from blueprints.accounts import blueprint
from domain.accounts.models import Institution, User
from domain.administration.checklist import is_unfinished
from domain.policy import Permission, may
from domain.publishing import queries
from domain.submissions.queries import tally
from web.addresses import own_path
from web.guards import actor, public, staff
from web.language import LANGUAGES
from web.rendering import render

YEAR = 365 * 24 * 3600


@blueprint.get("/")
@staff
def home() -> Response:
    """Show who is signed in, what waits for them, and the rooms they may enter."""
    person = actor()
    waiting = tally(person).urgencies if may(person, Permission.SUBMISSION_READ) else None
    unfinished = unfinished_houses(person)
    return render(
        "accounts/home.html",
        person=person,
        waiting=waiting,
        texts=queries.waiting(person),
        unfinished=unfinished,
    )


def unfinished_houses(person: User) -> list[Institution]:
    """The institutions this person sets up that still lack what they must have."""
    houses = {hat.institution for hat in person.hats}
    return [
        house
        for house in sorted(houses, key=lambda one: one.id)
        if may(person, Permission.INSTITUTION_MANAGE, house) and is_unfinished(house)
    ]


@blueprint.get("/bahasa/<code>")
@public
def choose_language(code: str) -> Response:
    """Keep the visitor's language and go back to the page they came from.

    A preference in a cookie of its own: reading pages need no session, so none is begun.
    """
    if code not in LANGUAGES:
        abort(404)
    answer = redirect(own_path(request.args.get("next"), url_for("public.home")), 303)
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    answer.set_cookie("bahasa", code, max_age=YEAR, secure=secure, httponly=True, samesite="Lax")
    return answer
