"""What citizens send, and following it."""

from flask import Blueprint

blueprint = Blueprint("participation", __name__, url_prefix=None)

from blueprints.participation import again, following, keepsake, routes  # noqa: E402, F401
