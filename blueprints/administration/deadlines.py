"""The institution's own deadlines. Over HTTP."""

from __future__ import annotations

from flask import request
from sqlalchemy.exc import IntegrityError, NoResultFound
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.wrappers import Response

from blueprints.administration import blueprint
from blueprints.administration.desk import house, onward
from blueprints.administration.forms import ActForm, DeadlineForm
from domain.accounts.models import Institution
from domain.administration import deadlines as service
from domain.administration.deadlines import STEPS, Row
from domain.errors import Stale, Unacceptable
from domain.policy import Permission
from domain.submissions.deadlines import WAITING_FOR_CITIZEN, Deadline
from domain.submissions.kinds import BY_KIND, Kind
from web.forms import blame
from web.guards import actor, requires
from web.rendering import render

KIND_OF = {row.slug: row.kind for row in BY_KIND.values()}


@blueprint.get("/<slug>/tenggat")
@requires(Permission.RULES_MANAGE)
def deadlines(slug: str) -> Response:
    """Show every step's time and its legal basis, kind by kind."""
    institution = house(slug, Permission.RULES_MANAGE)
    rows = service.table(institution)
    return render(
        "administration/deadlines.html",
        institution=institution,
        tables={kind: [row for row in rows if row.kind is kind] for kind in Kind},
        slugs={row.kind: row.slug for row in BY_KIND.values()},
        citizens=WAITING_FOR_CITIZEN,
    )


@blueprint.route("/<slug>/tenggat/<kind>/<status>", methods=["GET", "POST"])
@requires(Permission.RULES_MANAGE)
def deadline(slug: str, kind: str, status: str) -> Response:
    """Show or change one step's time."""
    institution = house(slug, Permission.RULES_MANAGE)
    row = row_at(institution, kind, status)
    values = {"days": row.days, "working": "1" if row.working else "0", "version": row.version}
    form = DeadlineForm(data=values | {"basis": row.own.basis if row.own else ""})
    if request.method == "GET":
        return deadline_page(institution, row, form)
    if not form.validate():
        return deadline_page(institution, row, form, 422)
    promise = Deadline(form.days.data, form.basis.data or "", form.working.data != "0")
    try:
        service.set_own(institution, row, promise, actor(), version=form.seen)
    except Unacceptable as refusal:
        blame(form, refusal)
        return deadline_page(institution, row, form, 422)
    except (Stale, StaleDataError, IntegrityError):
        return deadline_page(institution, row_at(institution, kind, status), form, 409)
    return onward("administration.deadlines")


@blueprint.post("/<slug>/tenggat/<kind>/<status>/umum")
@requires(Permission.RULES_MANAGE)
def lift_deadline(slug: str, kind: str, status: str) -> Response:
    """Take the general rule's time again."""
    institution = house(slug, Permission.RULES_MANAGE)
    service.lift(institution, row_at(institution, kind, status), actor(), version=ActForm().seen)
    return onward("administration.deadlines")


def row_at(institution: Institution, kind: str, status: str) -> Row:
    """The step at this address, or NoResultFound."""
    step = next((code for code in STEPS if code.value == status), None)
    if kind not in KIND_OF or step is None:
        raise NoResultFound
    row = service.row_of(institution, KIND_OF[kind], step)
    if row is None:
        raise NoResultFound
    return row


def deadline_page(
    institution: Institution, row: Row, form: DeadlineForm, status: int = 200
) -> Response:
    """One step's page."""
    form.version.data, form.version.raw_data = row.version, None
    return render(
        "administration/deadline.html",
        status=status,
        institution=institution,
        row=row,
        kind=BY_KIND[row.kind].slug,
        form=form,
        citizens=row.status in WAITING_FOR_CITIZEN,
        act=ActForm(formdata=None, data={"version": row.version}),
        clash=status == 409,
    )
