"""Institutions, units and people."""

from flask import Blueprint

blueprint = Blueprint("administration", __name__, url_prefix="/kelola")

from blueprints.administration import routes  # noqa: E402, F401
