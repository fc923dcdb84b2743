"""What everyone may read, over HTTP."""

from __future__ import annotations

from flask import Response

from blueprints.public import blueprint
from web.guards import public
from web.rendering import render


@blueprint.get("/")
@public
def home() -> Response:
    """Show the finding, the ways to speak, and the latest achievements."""
    return render("public/home.html")
