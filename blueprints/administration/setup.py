"""The first steps into an empty house, by the operator's link. Over HTTP."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from blueprints.administration import blueprint
from blueprints.administration.forms import OpenForm
from blueprints.administration.houses import asked, at_question
from domain.accounts import invitations
from domain.administration import setup as service
from domain.errors import NotAllowedNow, Unacceptable
from extensions import limiter
from web.forms import blame
from web.guards import public
from web.rendering import render


@blueprint.route("/mulai/<token>", methods=["GET", "POST"])
@public
@limiter.limit("30/hour")
def setup(token: str) -> Response:
    """Ask for the first institution and its administrator; the link works once."""
    try:
        service.opened_by(token)
    except NotAllowedNow:
        return private(render("administration/setup_over.html", status=410))
    form = OpenForm(data={"version": 0})
    if request.method == "GET":
        return private(render("administration/setup.html", form=form))
    if form.validate():
        try:
            values, first = asked(form)
            invitation = service.begin(token, values, first)
        except Unacceptable as refusal:
            blame(form, at_question(refusal))
        else:
            # Who holds the operator's link is the first administrator: no letter to wait for.
            key = invitations.token_for_letter(invitation)
            return private(redirect(url_for("door.invitation", token=key), 303))
    return private(render("administration/setup.html", status=422, form=form))


def private(response: Response) -> Response:
    """An answer whose address nobody else may learn."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response
