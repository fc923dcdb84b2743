"""The working-day calendar. Over HTTP."""

from __future__ import annotations

from flask import request
from sqlalchemy.exc import NoResultFound
from werkzeug.wrappers import Response

from adapters.spreadsheets import MAX_BYTES
from blueprints.administration import blueprint
from blueprints.administration.desk import house, onward
from blueprints.administration.forms import ActForm, DayForm, TableForm
from domain.accounts.models import Institution
from domain.administration import calendar as service
from domain.administration.calendar import FIRST_YEAR, YEARS_AHEAD, Listing
from domain.errors import Unacceptable
from domain.policy import Permission
from domain.reference.models import Holiday
from extensions import db
from web.forms import blame
from web.guards import actor, requires
from web.rendering import render


@blueprint.route("/<slug>/kalender", methods=["GET", "POST"])
@requires(Permission.RULES_MANAGE)
def calendar(slug: str) -> Response:
    """Show a year's days off, and write one down."""
    institution = house(slug, Permission.RULES_MANAGE)
    form = DayForm()
    if request.method == "GET":
        return calendar_page(institution, form=form)
    if not form.validate():
        return calendar_page(institution, form=form, status=422)
    try:
        service.set_day(
            institution, actor(), day=form.day.data, name=form.name.data, kind=form.kind.data
        )
    except Unacceptable as refusal:
        blame(form, refusal)
        return calendar_page(institution, form=form, status=422)
    return onward("administration.calendar", tahun=form.day.data.year)


@blueprint.post("/<slug>/kalender/<int:day_id>/hapus")
@requires(Permission.RULES_MANAGE)
def remove_day(slug: str, day_id: int) -> Response:
    """Make one of the institution's own days ordinary again."""
    institution = house(slug, Permission.RULES_MANAGE)
    row = db.session.get(Holiday, day_id)
    if row is None or row.institution_id != institution.id:
        raise NoResultFound
    number = row.day.year
    service.remove_day(row, actor())
    return onward("administration.calendar", tahun=number)


@blueprint.post("/<slug>/kalender/impor")
@requires(Permission.RULES_MANAGE)
def import_days(slug: str) -> Response:
    """Add a year's list of holidays from a table, all or none."""
    institution = house(slug, Permission.RULES_MANAGE)
    table = TableForm()
    file = table.table.data
    try:
        found = service.bring_in(
            institution, actor(), file.stream.read(MAX_BYTES + 1) if file else b""
        )
    except Unacceptable as refusal:
        blame(table, refusal)
        return calendar_page(institution, table=table, status=422)
    if found.problems:
        return calendar_page(institution, table=table, found=found, status=422)
    year = found.new[0][0].year if found.new else shown_year(institution)
    return onward("administration.calendar", said="diimpor", n=len(found.new), tahun=year)


def calendar_page(
    institution: Institution,
    *,
    form: DayForm | None = None,
    table: TableForm | None = None,
    found: Listing | None = None,
    status: int = 200,
) -> Response:
    """One year of the calendar."""
    now = service.this_year(institution)
    number = shown_year(institution)
    return render(
        "administration/calendar.html",
        status=status,
        institution=institution,
        year=service.year(institution, number),
        years=range(FIRST_YEAR, now + YEARS_AHEAD),
        empty=[n for n in (now, now + 1) if service.year(institution, n).is_empty],
        form=form if form is not None else DayForm(formdata=None),
        table=table if table is not None else TableForm(formdata=None),
        problems=found.problems if found else [],
        act=ActForm(formdata=None, data={"version": 0}),
    )


def shown_year(institution: Institution) -> int:
    """The year an address asks for, within what is kept."""
    now = service.this_year(institution)
    asked = request.args.get("tahun", now, type=int)
    return asked if FIRST_YEAR <= asked < now + YEARS_AHEAD else now
