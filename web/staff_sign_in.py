"""How staff sign in: Flask-Security's settings, in Indonesian, and the door's own rules."""

from __future__ import annotations

from datetime import timedelta
from functools import wraps
from typing import Any, cast

from flask import Flask, Response, current_app, make_response, request, session
from flask_babel import lazy_gettext as _l
from flask_login import user_logged_out
from flask_security import LoginForm, user_authenticated
from flask_security.utils import get_message, validate_redirect_url
from wtforms import Field

from adapters.network import network_key
from domain.accounts.models import User
from domain.accounts.queries import demo_accounts
from domain.accounts.service import DEMO_PASSWORD
from extensions import limiter, security
from web.rendering import WHOLE_PAGE, wanted_fragment

SECURITY_URL_PREFIX = ""
SECURITY_LOGIN_URL = "/masuk"
SECURITY_LOGOUT_URL = "/keluar"
SECURITY_LOGOUT_METHODS = ["POST"]
SECURITY_POST_LOGIN_VIEW = "/akun/"
SECURITY_POST_LOGOUT_VIEW = "/"
SECURITY_UNAUTHORIZED_VIEW = None
SECURITY_PASSWORD_HASH = "argon2"  # noqa: S105 - the name of an algorithm
SECURITY_PASSWORD_SINGLE_HASH = ["argon2"]
SECURITY_PASSWORD_LENGTH_MIN = 12
SECURITY_PASSWORD_COMPLEXITY_CHECKER = "zxcvbn"  # noqa: S105 - the name of a library
SECURITY_RETURN_GENERIC_RESPONSES = True
SECURITY_SEND_REGISTER_EMAIL = False
SECURITY_FLASH_MESSAGES = False
SECURITY_TRACKABLE = False
SECURITY_JOIN_USER_ROLES = False  # roles are read from the hats
SECURITY_STATIC_FOLDER = None
SECURITY_FRESHNESS = timedelta(days=-1)  # no page for asking the password again
SECURITY_USER_IDENTITY_ATTRIBUTES = [
    {"email": {"mapper": "flask_security.uia_email_mapper", "case_insensitive": True}}
]
SECURITY_REDIRECT_ALLOW_SUBDOMAINS = False
SECURITY_EMAIL_VALIDATOR_ARGS = {"check_deliverability": False, "test_environment": True}

SECURITY_MSG_GENERIC_AUTHN_FAILED = (_l("Alamat email atau kata sandi tidak cocok."), "error")
SECURITY_MSG_UNAUTHENTICATED = (_l("Masuk lebih dulu."), "error")
SECURITY_MSG_EMAIL_NOT_PROVIDED = (_l("Tulis alamat email Anda."), "error")
SECURITY_MSG_PASSWORD_NOT_PROVIDED = (_l("Tulis kata sandi Anda."), "error")

ATTEMPTS_FROM_A_NETWORK = "20 per 5 minutes"
ATTEMPTS_ON_AN_ACCOUNT = "10 per 15 minutes"
SIGN_IN_KEYS = {"_user_id", "_fresh", "_id", "fs_cc", "fs_paa"}


class StaffSignInForm(LoginForm):  # type: ignore[misc]
    """Email and password; demo accounts open nothing outside demo mode."""

    remember = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email.label.text = _l("Alamat email")
        self.password.label.text = _l("Kata sandi")

    def validate_next(self, field: Field) -> None:
        """Forget a foreign address: who signs in comes to the own room instead."""
        if field.data and not validate_redirect_url(field.data):
            field.data = ""

    def validate(self, **kwargs: Any) -> bool:
        """Whether this person may come in."""
        if not super().validate(**kwargs):
            return False
        person = cast(User, self.user)
        if person.is_demo and not current_app.config["DEMO"]:
            self.password.errors.append(get_message("INVALID_PASSWORD")[0])
            return False
        return True


def init_app(app: Flask) -> None:
    """Hang the door: throttled, answering as the house does, without the unused views."""
    sign_in = answering(app.view_functions["security.login"])
    for limit, key in ((ATTEMPTS_FROM_A_NETWORK, network_key), (ATTEMPTS_ON_AN_ACCOUNT, account)):
        sign_in = limiter.limit(limit, key_func=key, methods=["POST"], deduct_when=refused)(sign_in)
    app.view_functions["security.login"] = sign_in
    security.login_context_processor(what_demo_visitors_may_try)
    user_authenticated.connect(forget_the_visit, app)
    user_logged_out.connect(forget_the_visit, app)


def answering(view: Any) -> Any:
    """The library's page, answering 422 to a wrong answer and 303 to a right one."""

    @wraps(view)
    def answered(*args: Any, **kwargs: Any) -> Response:
        response = make_response(view(*args, **kwargs))
        if request.method == "POST":
            response.status_code = {200: 422, 302: 303}.get(
                response.status_code, response.status_code
            )
        if wanted_fragment():
            response.headers.update(WHOLE_PAGE)
        return response

    return answered


def account() -> str:
    """The account somebody tries to open, as the throttle counts it."""
    return f"account:{request.form.get('email', '').strip().lower()[:200]}"


def refused(response: Response) -> bool:
    """Only failed attempts count."""
    return response.status_code != 303


def what_demo_visitors_may_try() -> dict[str, Any]:
    """The demo accounts and their password, in demo mode only."""
    if not current_app.config["DEMO"]:
        return {"demo_accounts": [], "demo_password": ""}
    return {"demo_accounts": demo_accounts(), "demo_password": DEMO_PASSWORD}


def forget_the_visit(_app: Flask, **_facts: Any) -> None:
    """Begin a new session at the door: nothing is carried in or out."""
    for key in set(session) - SIGN_IN_KEYS:
        del session[key]
