"""Password, sessions, and saying once more who one is."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask_babel import gettext as _
from flask_security.utils import login_user
from werkzeug.wrappers import Response

from blueprints.accounts import blueprint
from blueprints.accounts.forms import ConfirmForm, PasswordForm
from domain.accounts import passkeys, resets
from domain.accounts import sessions as services
from domain.accounts.people import prove_again
from domain.accounts.second_factors import passkeys_of
from domain.errors import Unacceptable
from web.addresses import own_path
from web.ceremonies import answered, sign_in_options
from web.forms import blame
from web.guards import actor, own_session, staff
from web.rendering import render
from web.sessions import carry
from web.throttles import guesses_at_a_code


@blueprint.route("/kata-sandi", methods=["GET", "POST"])
@staff
@guesses_at_a_code
def password() -> Response:
    """Change the password; every other session ends."""
    form = PasswordForm()
    if form.validate_on_submit():
        person, row = actor(), own_session()
        try:
            if resets.change(person, form.password.data, form.new_password.data, row):
                carry(services.confirm(row))
                login_user(person)
                return redirect(url_for("accounts.protection"), 303)
            form.password.errors = [_("Kata sandi sekarang tidak cocok.")]
        except Unacceptable as error:
            blame(form, error)
    status = 422 if request.method == "POST" else 200
    return render("accounts/password.html", form=form, status=status)


@blueprint.get("/sesi")
@staff
def sessions() -> Response:
    """Show where this person is signed in."""
    rows = services.of_user(actor())
    return render("accounts/sessions.html", rows=rows, here=own_session().id)


@blueprint.post("/sesi/<int:session_id>/akhiri")
@staff
def end_session(session_id: int) -> Response:
    """End one of the own sessions."""
    services.end(actor(), session_id)
    return redirect(url_for("accounts.sessions"), 303)


@blueprint.post("/sesi/akhiri-lainnya")
@staff
def end_other_sessions() -> Response:
    """End every own session but this one."""
    services.end_all(actor(), keep=own_session())
    return redirect(url_for("accounts.sessions"), 303)


@blueprint.route("/konfirmasi", methods=["GET", "POST"])
@staff
@guesses_at_a_code
def confirm() -> Response:
    """Ask who it is once more, and lead back to where they were."""
    person = actor()
    form = ConfirmForm()
    if request.method == "GET":
        form.next.data = request.args.get("next", "")
    form.next.data = own_path(form.next.data, "")
    if form.validate_on_submit():
        answer = form.credential.data
        if answer and passkeys.use(answer, answered("get"), person):
            return confirmed(form.next.data)
        if not answer and prove_again(person, form.password.data or ""):
            return confirmed(form.next.data)
        form.password.errors = [_("Itu tidak cocok. Coba sekali lagi.")]
    form.credential.data = ""
    return render(
        "accounts/confirm.html",
        form=form,
        passkey_options=sign_in_options(person) if passkeys_of(person) else "",
        status=422 if request.method == "POST" else 200,
    )


def confirmed(onward: str) -> Response:
    """A new token, fresh for a quarter of an hour, and back."""
    carry(services.confirm(own_session()))
    return redirect(onward or url_for("accounts.home"), 303)
