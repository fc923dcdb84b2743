"""The staff door: second factors, invitations, forgotten passwords, passkeys, SSO."""

from flask import Blueprint

blueprint = Blueprint("door", __name__)

from blueprints.door import arriving, forgotten, invited, sso  # noqa: E402, F401
