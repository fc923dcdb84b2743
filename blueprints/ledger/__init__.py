"""The book of acts, to be read by those who watch the watchers."""

from flask import Blueprint

blueprint = Blueprint("ledger", __name__, url_prefix="/jejak")

from blueprints.ledger import routes  # noqa: E402, F401
