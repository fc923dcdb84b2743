"""Words typed into a form are handed back, whatever became of the case."""

from __future__ import annotations

from flask import Response, request
from sqlalchemy.exc import NoResultFound

from blueprints.moderation import blueprint
from domain.policy import NotPermitted
from web.errors import STATUS_OF, show
from web.rendering import render

# The questions answered in words, by the form that asks them.
WRITTEN = {
    "moderation.move": ("note",),
    "moderation.note": ("body",),
    "moderation.publish": ("title", "body"),
    "moderation.withhold": ("reason",),
}


def unsent() -> str:
    """What this request's form says in its writer's own words."""
    written = WRITTEN.get(request.endpoint or "", ())
    return "\n\n".join(filter(None, (request.form.get(name) for name in written)))


@blueprint.errorhandler(NoResultFound)
@blueprint.errorhandler(NotPermitted)
def out_of_reach(error: Exception) -> Response:
    """Hand the words back to who may not have this case, or has it no longer.

    They come from the reader's own form and nothing is looked up: a case that moved on,
    one that never was theirs and one that never existed all get the same page.
    """
    words = unsent() if request.method == "POST" else ""
    if not words:
        return show(error)
    status = STATUS_OF[type(error)]
    return render("moderation/out_of_reach.html", status=status, code=status, unsent=words)
