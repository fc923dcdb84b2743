"""What a citizen keeps so that nobody can deny the report: the proof, and the words as sent."""

from __future__ import annotations

import json

from flask import make_response, redirect, request, url_for
from sqlalchemy.exc import NoResultFound
from werkzeug.wrappers import Response

from blueprints.participation import blueprint
from blueprints.participation import tracking as opened
from blueprints.participation.following import code_failed
from domain.proof import queries as log
from domain.proof.service import head_covering
from domain.submissions import queries
from domain.submissions.models import Submission
from domain.submissions.transcript import transcript
from extensions import limiter, signer
from web.guards import public


@blueprint.post("/lacak/bukti")
@public
@limiter.limit("30/15minutes", deduct_when=code_failed)
def proof() -> Response:
    """Hand out the proof of one's own case, by its code or from the case opened here.

    A file, not a page: so neither 303 nor 422 but 200. It publishes a head when none
    reaches this case's last step yet.
    """
    submission = own_case()
    if submission is None:
        return redirect(url_for(".track", habis=1), 303)
    leaves = log.leaves_of(submission.id)
    if not leaves:
        raise NoResultFound
    file = log.proof(submission.id, head_covering(leaves[-1].index, signer))
    return kept(json.dumps(file, ensure_ascii=False, indent=1), "bukti.json", "application/json")


@blueprint.get("/lacak/isi.json")
@public
def words() -> Response:
    """Hand out the citizen's own words, exactly as the receipt's fingerprint was taken."""
    submission = opened.open_submission()
    if submission is None:
        return redirect(url_for(".track", habis=1), 303)
    return kept(transcript(submission), "isi.json", "application/json")


def own_case() -> Submission | None:
    """The case of the code in the form, else the one opened in this browser."""
    code = request.form.get("code", "")
    return queries.by_code(code[:200]) if code else opened.open_submission()


def kept(text: str, name: str, media_type: str) -> Response:
    """A file with a name that says nothing; nobody in between may store it."""
    response = make_response(text)
    response.content_type = media_type
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
