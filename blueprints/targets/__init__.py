"""Quarterly targets, for staff."""

from flask import Blueprint

blueprint = Blueprint("targets", __name__, url_prefix="/target")

from blueprints.targets import routes  # noqa: E402, F401
