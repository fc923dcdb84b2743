"""Taking the place an invitation keeps."""

from __future__ import annotations

from flask import request
from sqlalchemy.exc import NoResultFound
from werkzeug.wrappers import Response

from blueprints.door import blueprint
from blueprints.door.forms import NewPasswordForm
from domain.accounts import invitations
from domain.accounts.access import Factor
from domain.errors import Unacceptable
from web import sessions
from web.forms import blame
from web.guards import public
from web.rendering import render
from web.throttles import follows_links


@blueprint.route("/undangan/<token>", methods=["GET", "POST"])
@public
@follows_links
def invitation(token: str) -> Response:
    """Show what the place is; a password takes it, once, and leads to the second factor."""
    try:
        found = invitations.opened_by(token)
        form = NewPasswordForm()
        if form.validate_on_submit():
            return sessions.start(invitations.accept(token, form.password.data), Factor.PASSWORD)
    except NoResultFound:
        return render("door/dead_link.html", invited=True, status=410)
    except Unacceptable as error:
        blame(form, error)
    status = 422 if request.method == "POST" else 200
    return render("door/invitation.html", form=form, invitation=found, status=status)
