"""The newsroom: write, review, publish."""

from flask import Blueprint

blueprint = Blueprint("publishing", __name__, url_prefix="/redaksi")

from blueprints.publishing import routes  # noqa: E402, F401
