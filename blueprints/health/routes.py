"""Liveness and readiness, for whatever watches the house."""

from __future__ import annotations

from flask import Response, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from blueprints.health import blueprint
from extensions import db, limiter
from web.guards import public


@blueprint.get("/sehat")
@public
@limiter.exempt
def alive() -> Response:
    """Say that the process answers."""
    return jsonify(status="ok")


@blueprint.get("/siap")
@public
@limiter.exempt
def ready() -> tuple[Response, int]:
    """Say whether the database can be asked; 503 when it cannot."""
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return jsonify(status="database unavailable"), 503
    return jsonify(status="ok"), 200
