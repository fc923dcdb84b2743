"""OpenID Connect by Authlib: the code flow with PKCE, state and nonce."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from flask import Flask, current_app, url_for
from joserfc.errors import JoseError
from requests import RequestException
from werkzeug.wrappers import Response

PATIENCE = 10  # seconds the provider has to answer


class SignInFailed(Exception):
    """The provider could not be asked, or its answer is not one to believe."""


@dataclass(frozen=True)
class Told:
    """What the provider says about somebody."""

    subject: str
    email: str
    verified: bool
    used_mfa: bool


def init_app(app: Flask) -> None:
    """Know the provider, where the settings name one."""
    if not app.config["OIDC_ISSUER"]:
        return
    registry = OAuth(app)
    registry.register(
        "house",
        client_id=app.config["OIDC_CLIENT_ID"],
        client_secret=app.config["OIDC_CLIENT_SECRET"],
        server_metadata_url=f"{issuer(app)}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid email",
            "code_challenge_method": "S256",
            "default_timeout": PATIENCE,
        },
    )
    app.extensions["single_sign_on"] = registry


def ask_provider() -> Response:
    """A redirect to the provider's own door."""
    back = current_app.config["SITE_URL"].rstrip("/") + url_for("door.from_provider")
    try:
        return cast(Response, provider().authorize_redirect(back))
    except (AuthlibBaseError, RequestException, ValueError) as error:
        raise SignInFailed from error


def provider_says() -> Told:
    """Check the provider's answer: state, code, PKCE, signature, issuer, audience, nonce."""
    try:
        claims = provider().authorize_access_token(
            claims_options={
                "iss": {"essential": True, "value": provider_name()},
                "aud": {"essential": True, "value": current_app.config["OIDC_CLIENT_ID"]},
            }
        )["userinfo"]
        subject = claims["sub"]
    except (AuthlibBaseError, JoseError, RequestException, ValueError, KeyError) as error:
        raise SignInFailed from error
    return Told(
        subject=f"{provider_name()}|{subject}",
        email=str(claims.get("email", "")),
        verified=claims.get("email_verified") is True,
        used_mfa=names_mfa(claims.get("amr")),
    )


def names_mfa(methods: object) -> bool:
    """Whether ``mfa`` is one of the methods listed; a word that merely holds it is none."""
    return isinstance(methods, list) and "mfa" in methods


def provider() -> Any:
    """The one provider of this house."""
    return current_app.extensions["single_sign_on"].house


def provider_name() -> str:
    """The issuer every token must name: what the provider itself publishes."""
    published: str = provider().load_server_metadata()["issuer"]
    if published.rstrip("/") != issuer(current_app):
        raise SignInFailed
    return published


def issuer(app: Flask) -> str:
    """The provider's address, without a slash at the end."""
    address: str = app.config["OIDC_ISSUER"]
    return address.rstrip("/")
