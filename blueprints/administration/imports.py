"""Units from a table and as a table. Over HTTP."""

from __future__ import annotations

import csv
from io import StringIO

from flask import make_response, request
from sqlalchemy.exc import NoResultFound
from werkzeug.wrappers import Response

from adapters.spreadsheets import MAX_BYTES, workbook
from blueprints.administration import blueprint
from blueprints.administration.desk import house, onward
from blueprints.administration.forms import ConfirmForm, TableForm
from domain.accounts.models import Institution
from domain.administration.unit_import import COLUMNS, Plan, bring_in, planned
from domain.administration.units import all_units, usual_units
from domain.errors import Unacceptable
from domain.policy import Permission
from web.forms import blame
from web.guards import actor, requires
from web.rendering import render
from web.spreadsheet import sheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN_PROBLEMS = 50


@blueprint.route("/<slug>/unit/impor", methods=["GET", "POST"])
@requires(Permission.INSTITUTION_MANAGE)
def import_units(slug: str) -> Response:
    """Take a table and show what it would do; nothing is written."""
    institution = house(slug, Permission.INSTITUTION_MANAGE)
    form = TableForm()
    if request.method == "GET":
        return upload_page(institution, form)
    file = form.table.data
    data = file.stream.read(MAX_BYTES + 1) if file else b""
    try:
        plan = planned(institution, actor(), data)
    except Unacceptable as refusal:
        blame(form, refusal)
        return upload_page(institution, form, 422)
    confirm = ConfirmForm(formdata=None, data={"text": as_text(plan)})
    return preview_page(institution, plan, confirm, 422 if plan.problems else 200)


@blueprint.post("/<slug>/unit/impor/simpan")
@requires(Permission.INSTITUTION_MANAGE)
def keep_units(slug: str) -> Response:
    """Write the table that was previewed, or show again what is wrong in it."""
    institution = house(slug, Permission.INSTITUTION_MANAGE)
    form = ConfirmForm()
    data = (form.text.data or "").encode()
    try:
        plan = planned(institution, actor(), data)
        if "periksa" in request.form or plan.problems:
            return preview_page(institution, plan, form, 422 if plan.problems else 200)
        plan = bring_in(institution, actor(), data)
    except Unacceptable as refusal:
        blame(form, refusal)
        return preview_page(institution, Plan(), form, 422)
    return onward("administration.units", said="diimpor", n=len(plan.new), u=len(plan.changed))


@blueprint.get("/<slug>/unit/<name>.<ending>")
@requires(Permission.INSTITUTION_MANAGE)
def unit_table(slug: str, name: str, ending: str) -> Response:
    """Hand out the institution's units, or an example to fill in, as CSV or Excel."""
    institution = house(slug, Permission.INSTITUTION_MANAGE)
    tables = {"unit": own_rows, "contoh": example_rows}
    if name not in tables or ending not in {"csv", "xlsx"}:
        raise NoResultFound
    rows = tables[name](institution)
    if ending == "csv":
        response = make_response(sheet(COLUMNS, rows))
        response.content_type = "text/csv; charset=utf-8"
    else:
        response = make_response(workbook(COLUMNS, rows))
        response.content_type = XLSX
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response


def own_rows(institution: Institution) -> list[tuple[str, str, str, str]]:
    """The open units, in the columns an import reads."""
    found = [unit for unit in all_units(institution.id) if unit.closed_on is None]
    codes = {unit.id: unit.code for unit in found}
    return [(u.code, u.name, u.kind, codes.get(u.parent_id or 0, "")) for u in found]


def example_rows(institution: Institution) -> list[tuple[str, str, str, str]]:
    """The usual units of a local government, as an example to change."""
    return [(*row, "") for row in usual_units(institution)]


def as_text(plan: Plan) -> str:
    """The table as plain CSV to put right in the page itself."""
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows(row for row in plan.rows if any(row))
    return out.getvalue()


def upload_page(institution: Institution, form: TableForm, status: int = 200) -> Response:
    """Where a table is chosen."""
    return render(
        "administration/unit_import.html", status=status, institution=institution, form=form
    )


def preview_page(
    institution: Institution, plan: Plan, form: ConfirmForm, status: int = 200
) -> Response:
    """What the table would do, and every row that stands in the way."""
    return render(
        "administration/unit_preview.html",
        status=status,
        institution=institution,
        plan=plan,
        problems=plan.problems[:SHOWN_PROBLEMS],
        form=form,
    )
