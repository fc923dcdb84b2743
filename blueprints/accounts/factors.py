"""Second factors: an app, passkeys and recovery codes, joined and taken away."""

from __future__ import annotations

from flask import redirect, request, session, url_for
from werkzeug.wrappers import Response

from blueprints.accounts import blueprint
from blueprints.accounts.forms import AppForm, PasskeyForm
from domain.accounts import passkeys, second_factors
from domain.accounts.access import Factor
from domain.accounts.models import User
from domain.accounts.sessions import end_all
from domain.errors import Unacceptable
from extensions import authenticator
from web import sessions
from web.ceremonies import answered, registration_options
from web.forms import blame
from web.guards import enrolling, fresh, own_session, staff
from web.rendering import render

SECRET = "totp"  # noqa: S105 - where the visitor's cookie keeps the encrypted secret


@blueprint.get("/keamanan")
@enrolling
def protection() -> Response:
    """Show every way this person may prove who they are."""
    row = own_session()
    return render(
        "accounts/protection.html",
        person=row.user,
        passkeys=second_factors.passkeys_of(row.user),
        finished=row.is_complete,
    )


@blueprint.route("/keamanan/aplikasi", methods=["GET", "POST"])
@enrolling
@fresh
def app() -> Response:
    """Join an authenticator app: a picture to scan, and its first code."""
    person = own_session().user
    form = AppForm()
    secret = session.get(SECRET)
    if request.method == "GET" or not isinstance(secret, str):
        secret = session[SECRET] = authenticator.new_secret()
    if form.validate_on_submit():
        try:
            second_factors.add_totp(person, secret, form.code.data)
            session.pop(SECRET)
            return joined(person, Factor.TOTP)
        except Unacceptable as error:
            blame(form, error)
    return render(
        "accounts/app.html",
        form=form,
        picture=authenticator.picture(secret, person.email),
        key=authenticator.key(secret),
        status=422 if request.method == "POST" else 200,
    )


@blueprint.post("/keamanan/aplikasi/hapus")
@staff
@fresh
def remove_app() -> Response:
    """Take the app away; never the last second factor."""
    person = own_session().user
    second_factors.remove_totp(person)
    end_all(person, keep=own_session())
    return redirect(url_for("accounts.protection"), 303)


@blueprint.route("/keamanan/kunci", methods=["GET", "POST"])
@enrolling
@fresh
def passkey() -> Response:
    """Join a device with finger or PIN."""
    person = own_session().user
    form = PasskeyForm()
    if form.validate_on_submit():
        try:
            passkeys.add(person, form.credential.data, form.name.data, answered("create"))
            return joined(person, Factor.PASSKEY)
        except Unacceptable as error:
            blame(form, error)
    form.credential.data = ""
    return render(
        "accounts/passkey.html",
        form=form,
        options=registration_options(person),
        status=422 if request.method == "POST" else 200,
    )


@blueprint.post("/keamanan/kunci/<int:passkey_id>/hapus")
@staff
@fresh
def remove_passkey(passkey_id: int) -> Response:
    """Forget one of the own devices; never the last second factor."""
    person = own_session().user
    passkeys.remove(person, passkey_id)
    end_all(person, keep=own_session())
    return redirect(url_for("accounts.protection"), 303)


@blueprint.post("/keamanan/kode-cadangan")
@staff
@fresh
def recovery_codes() -> Response:
    """Make new recovery codes and show them, this once."""
    return show_codes(own_session().user, url_for("accounts.protection"))


def joined(person: User, factor: Factor) -> Response:
    """Finish signing in if this was at the door; the first time, show recovery codes.

    The codes stand in this very answer (decision 0004): a page of their own would have to
    keep them somewhere.
    """
    row = own_session()
    end_all(person, keep=row)
    if row.is_complete and person.recovery_codes:
        return redirect(url_for("accounts.protection"), 303)
    onward = url_for("accounts.protection")
    answer = None
    if not row.is_complete:
        answer = sessions.finish(row, factor)
        onward = answer.location
    shown = show_codes(person, onward)
    for cookie in answer.headers.getlist("Set-Cookie") if answer else ():
        shown.headers.add("Set-Cookie", cookie)
    return shown


def show_codes(person: User, onward: str) -> Response:
    """The page with ten new codes."""
    codes = second_factors.new_recovery_codes(person)
    return render("accounts/codes.html", codes=codes, onward=onward, count=len(codes))
