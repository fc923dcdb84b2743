"""A member of staff's own room."""

from flask import Blueprint

blueprint = Blueprint("accounts", __name__, url_prefix="/akun")

from blueprints.accounts import factors, own, routes  # noqa: E402, F401
