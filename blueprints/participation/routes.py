"""What citizens send, over HTTP."""

from __future__ import annotations

from flask import Response
from sqlalchemy.exc import NoResultFound

from blueprints.participation import blueprint
from blueprints.participation.forms import FORMS, DeviationForm
from blueprints.participation.sending import asked
from extensions import limiter
from web.guards import public
from web.rendering import render


def taken_in(response: Response) -> bool:
    """Whether a receipt was given: one mobile network is thousands of people."""
    return response.status_code == 200


@blueprint.get("/sampaikan")
@public
def choose() -> Response:
    """Show the three ways to speak, and where to go with anything else."""
    return render("participation/choose.html")


@blueprint.route("/sampaikan/<kind>", methods=["GET", "POST"])
@public
@limiter.limit("300/hour", methods=["POST"])
@limiter.limit("20/hour", methods=["POST"], deduct_when=taken_in)
def send(kind: str) -> Response:
    """Ask for a monitoring or a proposal, or take one in."""
    if kind not in FORMS:
        raise NoResultFound
    return asked(FORMS[kind](), f"participation/{kind}.html")


@blueprint.route("/lapor", methods=["GET", "POST"])
@public
@limiter.limit("300/hour", methods=["POST"])
@limiter.limit("20/hour", methods=["POST"], deduct_when=taken_in)
def report() -> Response:
    """Ask for a report of deviation, or take one in."""
    return asked(DeviationForm(), "participation/report.html")
