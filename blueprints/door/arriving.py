"""The second step at the door, and coming in by passkey alone."""

from __future__ import annotations

from flask import redirect, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints.door import blueprint
from blueprints.door.forms import CodeForm, CredentialForm, RecoveryForm
from domain.accounts import passkeys, second_factors
from domain.accounts.access import Factor, StaffSession
from web import sessions
from web.addresses import own_path
from web.ceremonies import answered, sign_in_options
from web.guards import own_session, public, unfinished
from web.rendering import render
from web.throttles import guesses_at_a_code, guesses_by_passkey


@blueprint.route("/masuk/kode", methods=["GET", "POST"])
@unfinished
@guesses_at_a_code
def second_step() -> Response:
    """Ask for the code of the app, or for a passkey; the first time, lead to enrolment."""
    row = own_session()
    if not second_factors.has_any(row.user):
        return redirect(url_for("accounts.protection"), 303)
    form = CodeForm()
    if form.validate_on_submit():
        if second_factors.use_totp(row.user, form.code.data):
            return sessions.finish(row, Factor.TOTP)
        form.code.errors = [_("Kode ini tidak cocok, atau sudah dipakai. Tunggu kode berikutnya.")]
    return ask(row, form)


@blueprint.post("/masuk/kode/kunci")
@unfinished
@guesses_at_a_code
def second_step_by_passkey() -> Response:
    """Take a passkey's answer as the second factor."""
    row = own_session()
    form = CredentialForm()
    if form.validate_on_submit():
        if passkeys.use(form.credential.data, answered("get"), row.user):
            return sessions.finish(row, Factor.PASSKEY)
        form.form_errors = [_("Kunci sandi itu tidak cocok. Coba sekali lagi.")]
    return ask(row, CodeForm(formdata=None), form)


def ask(row: StaffSession, form: CodeForm, by_passkey: CredentialForm | None = None) -> Response:
    """The page that asks for the second factor."""
    has_passkey = bool(second_factors.passkeys_of(row.user))
    return render(
        "door/second_step.html",
        form=form,
        by_passkey=by_passkey or CredentialForm(formdata=None),
        person=row.user,
        passkey_options=sign_in_options(row.user) if has_passkey else "",
        status=422 if request.method == "POST" else 200,
    )


@blueprint.route("/masuk/cadangan", methods=["GET", "POST"])
@unfinished
@guesses_at_a_code
def recovery() -> Response:
    """Ask for a recovery code instead."""
    row = own_session()
    form = RecoveryForm()
    if form.validate_on_submit():
        if second_factors.use_recovery_code(row.user, form.recovery.data):
            return sessions.finish(row, Factor.RECOVERY_CODE)
        form.recovery.errors = [_("Kode cadangan ini tidak cocok, atau sudah dipakai.")]
    status = 422 if request.method == "POST" else 200
    return render("door/recovery.html", form=form, status=status)


@blueprint.post("/masuk/kunci")
@public
@guesses_by_passkey
def by_passkey() -> Response:
    """Let somebody in by passkey alone: a device with finger or PIN is both factors."""
    form = CredentialForm()
    if form.validate_on_submit():
        passkey = passkeys.use(form.credential.data, answered("get"), None)
        if passkey is not None:
            session[sessions.NEXT] = own_path(form.next.data, "")
            return sessions.start(passkey.user, Factor.PASSKEY, Factor.PASSKEY)
    return render("door/passkey_failed.html", status=422)
