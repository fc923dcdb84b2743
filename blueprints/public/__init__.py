"""What everyone may read."""

from flask import Blueprint

blueprint = Blueprint("public", __name__, url_prefix=None)

from blueprints.public import (  # noqa: E402, F401
    achievements,
    brand,
    figures,
    routes,
    submissions,
)
