"""The public proof: published heads, and a page where anyone checks a file they kept."""

from flask import Blueprint

blueprint = Blueprint("proof", __name__, url_prefix="/bukti")

from blueprints.proof import checking, heads  # noqa: E402, F401
