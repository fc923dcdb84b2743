"""Coming in through the institution's own identity provider, where one is set up."""

from __future__ import annotations

from flask import current_app, redirect, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints.door import blueprint
from domain.accounts.access import Factor
from domain.accounts.people import known_at_provider
from web import sessions
from web.addresses import own_path
from web.guards import public
from web.rendering import render
from web.single_sign_on import SignInFailed, ask_provider, provider_says
from web.throttles import follows_links


@blueprint.get("/masuk/sso")
@public
@follows_links
def to_provider() -> Response:
    """Lead to the provider, with state, nonce and PKCE."""
    if not current_app.config["OIDC_ISSUER"]:
        return redirect(url_for("security.login"), 303)
    session[sessions.NEXT] = own_path(request.args.get("next"), "")
    try:
        return ask_provider()
    except SignInFailed:
        return failed(_("Penyedia akun sedang tidak bisa dihubungi."), 503)


@blueprint.get("/masuk/sso/kembali")
@public
@follows_links
def from_provider() -> Response:
    """Take the provider's word as the first factor, for an account that exists."""
    if not current_app.config["OIDC_ISSUER"]:
        return redirect(url_for("security.login"), 303)
    try:
        told = provider_says()
    except SignInFailed:
        return failed(_("Proses masuk terputus atau sudah kedaluwarsa. Ulangi dari awal."), 422)
    user = known_at_provider(told.subject, told.email, verified=told.verified)
    if user is None:
        return failed(_("Akun itu belum terdaftar di sini. Hubungi administrator Anda."), 422)
    trusted = told.used_mfa and current_app.config["OIDC_TRUSTS_MFA"]
    second = Factor.SINGLE_SIGN_ON if trusted else None
    return sessions.start(user, Factor.SINGLE_SIGN_ON, second)


def failed(reason: str, status: int) -> Response:
    """Say why nobody came in, calmly; nothing is told about whose account exists."""
    return render("door/sso_failed.html", reason=reason, status=status)
