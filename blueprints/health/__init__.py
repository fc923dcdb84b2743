"""Is the house alive."""

from flask import Blueprint

blueprint = Blueprint("health", __name__, url_prefix=None)

from blueprints.health import routes  # noqa: E402, F401
