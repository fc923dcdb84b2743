"""The administration desk: an institution's house, people, rules and looks."""

from flask import Blueprint

blueprint = Blueprint("administration", __name__, url_prefix="/kelola")

from blueprints.administration import (  # noqa: E402, F401
    answers,
    brand,
    calendar,
    deadlines,
    houses,
    imports,
    people,
    routes,
    routing,
    setup,
    units,
)
