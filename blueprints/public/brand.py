"""An institution's own colour and logo, by content: a change has a new address."""

from __future__ import annotations

from io import BytesIO

from flask import make_response, send_file
from sqlalchemy.exc import NoResultFound
from werkzeug.wrappers import Response

from blueprints.public import blueprint
from domain.administration.brand import stylesheet
from extensions import storage
from web.brand import mark_of
from web.guards import public
from web.site import institution_named

FOREVER = "public, max-age=31536000, immutable"


@blueprint.get("/merek/<slug>-<string(length=12):mark>.css")
@public
def brand_sheet(slug: str, mark: str) -> Response:
    """The house's colours in the institution's accent."""
    institution = institution_named(slug)
    if institution is None or not institution.accent or mark_of(institution) != mark:
        raise NoResultFound
    response = make_response(stylesheet(institution.accent))
    response.content_type = "text/css; charset=utf-8"
    response.headers["Cache-Control"] = FOREVER
    return response


@blueprint.get("/merek/<slug>/<string(length=32):key>")
@public
def logo(slug: str, key: str) -> Response:
    """The institution's logo, cleaned when it came in."""
    institution = institution_named(slug)
    if institution is None or institution.logo_key != key:
        raise NoResultFound
    try:
        data = storage.get(key)
    except FileNotFoundError as lost:
        raise NoResultFound from lost
    response = send_file(BytesIO(data), mimetype=institution.logo_type)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = FOREVER
    return response
