"""How staff sign in: Flask-Security's settings and door, with the house's own rules.

What the library does for us, and why its pages for second factors, passkeys and forgotten
passwords stay closed, is written in docs/decisions/0008-accounts.md.
"""

from __future__ import annotations

from datetime import timedelta
from functools import wraps
from typing import Any

from flask import Flask, Response, current_app, make_response, redirect, request, session, url_for
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_security import LoginForm
from flask_security.forms import Form
from flask_security.utils import get_message
from wtforms import Field

from domain.accounts.access import Factor
from domain.accounts.models import User
from domain.accounts.people import prove_password
from domain.accounts.queries import demo_accounts
from domain.accounts.service import DEMO_PASSWORD
from web import sessions
from web.addresses import own_path
from web.ceremonies import sign_in_options
from web.forms import WordsForm
from web.rendering import WHOLE_PAGE, render, wanted_fragment
from web.throttles import guesses_at_a_password

SECURITY_URL_PREFIX = ""
SECURITY_LOGIN_URL = "/masuk"
SECURITY_LOGOUT_URL = "/keluar"
SECURITY_LOGOUT_METHODS = ["POST"]
SECURITY_POST_LOGIN_VIEW = "/akun/"
SECURITY_POST_LOGOUT_VIEW = "/"
SECURITY_UNAUTHORIZED_VIEW = None
SECURITY_PASSWORD_HASH = "argon2"  # noqa: S105 - the name of an algorithm
SECURITY_PASSWORD_SINGLE_HASH = ["argon2"]
SECURITY_RETURN_GENERIC_RESPONSES = True
SECURITY_SEND_REGISTER_EMAIL = False
SECURITY_FLASH_MESSAGES = False
SECURITY_TRACKABLE = False
SECURITY_JOIN_USER_ROLES = False  # roles are read from the hats
SECURITY_STATIC_FOLDER = None
SECURITY_FRESHNESS = timedelta(days=-1)  # the house asks again itself: web/guards.py
SECURITY_USER_IDENTITY_ATTRIBUTES = [
    {"email": {"mapper": "flask_security.uia_email_mapper", "case_insensitive": True}}
]
SECURITY_REDIRECT_ALLOW_SUBDOMAINS = False
SECURITY_EMAIL_VALIDATOR_ARGS = {"check_deliverability": False, "test_environment": True}

SECURITY_MSG_GENERIC_AUTHN_FAILED = (_l("Alamat email atau kata sandi tidak cocok."), "error")
SECURITY_MSG_UNAUTHENTICATED = (_l("Masuk lebih dulu."), "error")
SECURITY_MSG_EMAIL_NOT_PROVIDED = (_l("Tulis alamat email Anda."), "error")
SECURITY_MSG_PASSWORD_NOT_PROVIDED = (_l("Tulis kata sandi Anda."), "error")

# What a shared computer should forget; cookies stay, or the language would go too.
CLEARED = '"cache", "storage"'


class StaffSignInForm(LoginForm):  # type: ignore[misc]
    """Email and password; every wrong answer costs the same work and reads the same."""

    remember = None
    user: User | None

    class Meta(WordsForm.Meta):
        """Read the same words the throttle counts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email.label.text = _l("Alamat email")
        self.password.label.text = _l("Kata sandi")

    def validate_next(self, field: Field) -> None:
        """Forget a foreign address: who signs in comes to the own room instead."""
        field.data = own_path(field.data, "")

    def validate(self, **kwargs: Any) -> bool:
        """Whether this person may go on to the second factor."""
        Form.validate(self, **kwargs)
        email, password = self.email.data or "", self.password.data or ""
        self.user = prove_password(email, password, demo=current_app.config["DEMO"])
        for field in (self.email, self.password):
            field.errors = []
        if self.user is None:
            self.form_errors = [get_message("GENERIC_AUTHN_FAILED")[0]]
        return self.user is not None


def init_app(app: Flask) -> None:
    """Hang the door: throttled, answering as the house does, without the unused views."""
    app.view_functions["security.login"] = guesses_at_a_password(sign_in)
    app.view_functions["security.logout"] = going_out(app.view_functions["security.logout"])
    sessions.init_app(app)


def sign_in() -> Response:
    """Ask for the first factor, and lead on to the second."""
    if current_user.is_authenticated:
        return redirect(url_for("accounts.home"), 303)  # type: ignore[return-value]
    form = StaffSignInForm()
    if request.method == "POST" and form.validate() and form.user is not None:
        session[sessions.NEXT] = form.next.data
        second = Factor.DEMO if form.user.is_demo else None
        return sessions.start(form.user, Factor.PASSWORD, second)
    answer = render(
        "security/login_user.html",
        login_user_form=form,
        passkey_options=sign_in_options(None),
        sso_label=current_app.config["OIDC_LABEL"] if current_app.config["OIDC_ISSUER"] else "",
        status=422 if request.method == "POST" else 200,
        **what_demo_visitors_may_try(),
    )
    if wanted_fragment():
        answer.headers.update(WHOLE_PAGE)
    return answer


def going_out(view: Any) -> Any:
    """The library's way out, which ends the session in the table too."""

    @wraps(view)
    def gone(*args: Any, **kwargs: Any) -> Response:
        answer = make_response(view(*args, **kwargs))
        sessions.leave()
        answer.status_code = 303
        answer.headers["Clear-Site-Data"] = CLEARED
        return answer

    return gone


def what_demo_visitors_may_try() -> dict[str, Any]:
    """The demo accounts and their password, in demo mode only."""
    if not current_app.config["DEMO"]:
        return {"demo_accounts": [], "demo_password": ""}
    return {"demo_accounts": demo_accounts(), "demo_password": DEMO_PASSWORD}
