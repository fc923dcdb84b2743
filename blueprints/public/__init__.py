"""What everyone may read."""

from flask import Blueprint

blueprint = Blueprint("public", __name__, url_prefix=None)

from blueprints.public import achievements, figures, routes, submissions  # noqa: E402, F401
