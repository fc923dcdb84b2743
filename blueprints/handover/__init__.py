"""Standing in, leaving, and who reads about the inspectorate."""

from flask import Blueprint

blueprint = Blueprint("handover", __name__, url_prefix="/serah-terima")

from blueprints.handover import routes  # noqa: E402, F401
