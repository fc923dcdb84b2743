"""A forgotten password. The second factor is asked for all the same."""

from __future__ import annotations

from flask import redirect, request, url_for
from sqlalchemy.exc import NoResultFound
from werkzeug.wrappers import Response

from blueprints.door import blueprint
from blueprints.door.forms import EmailForm, NewPasswordForm
from domain.accounts import resets
from domain.errors import Unacceptable
from web.forms import blame
from web.guards import public
from web.rendering import render
from web.throttles import asks_for_letters, follows_links


@blueprint.route("/lupa-sandi", methods=["GET", "POST"])
@public
@asks_for_letters
def forgotten() -> Response:
    """Send a letter to an address that has an account; the answer is the same if none has."""
    form = EmailForm()
    if form.validate_on_submit():
        resets.ask(form.email.data)
        return redirect(url_for("door.letter_sent"), 303)
    status = 422 if request.method == "POST" else 200
    return render("door/forgotten.html", form=form, status=status)


@blueprint.get("/lupa-sandi/terkirim")
@public
def letter_sent() -> Response:
    """Say what happens next."""
    return render("door/letter_sent.html")


@blueprint.route("/atur-ulang/<token>", methods=["GET", "POST"])
@public
@follows_links
def set_anew(token: str) -> Response:
    """Ask for a new password; the link opens once, and nobody is signed in by it."""
    try:
        resets.opened_by(token)
        form = NewPasswordForm()
        if form.validate_on_submit():
            resets.set_anew(token, form.password.data)
            return redirect(url_for("door.password_set"), 303)
    except NoResultFound:
        return render("door/dead_link.html", invited=False, status=410)
    except Unacceptable as error:
        blame(form, error)
    status = 422 if request.method == "POST" else 200
    return render("door/set_anew.html", form=form, status=status)


@blueprint.get("/atur-ulang/selesai")
@public
def password_set() -> Response:
    """Lead to the door again."""
    return render("door/password_set.html")
