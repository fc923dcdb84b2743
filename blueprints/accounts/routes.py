"""A member of staff's own room, and the language everyone may choose."""

from __future__ import annotations

from flask import redirect, request, session, url_for
from werkzeug.wrappers import Response

from blueprints.accounts import blueprint
from web.guards import actor, public, staff
from web.language import LANGUAGES
from web.rendering import render


@blueprint.get("/")
@staff
def home() -> Response:
    """Show who is signed in, and the rooms they may enter."""
    return render("accounts/home.html", person=actor())


@blueprint.post("/bahasa")
@public
def choose_language() -> Response:
    """Keep the visitor's language and go back to the page they came from."""
    if request.form.get("lang") in LANGUAGES:
        session["lang"] = request.form["lang"]
    return redirect(own_path(request.form.get("next", "")), 303)


def own_path(path: str) -> str:
    """``path`` if it is plainly one of ours, else the home page."""
    plain = path.startswith("/") and path[1:2] not in {"/", "\\"} and path.isprintable()
    return path if plain and " " not in path else url_for("public.home")
