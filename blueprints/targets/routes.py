"""Quarterly targets, for staff. Over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Response, make_response, request

from blueprints.targets import blueprint
from domain.policy import Permission
from domain.publishing.truth import standing
from domain.targets import queries
from domain.targets.queries import Line
from web.guards import actor, requires
from web.rendering import render
from web.row_ids import row_id
from web.spreadsheet import sheet

# A phone shows each quarter as a row of its own: the latest come first, the rest on demand.
LATEST = 2
COLUMNS = (
    "instansi",
    "unit",
    "kode",
    "indikator",
    "satuan",
    "akhir_triwulan",
    "target",
    "mandiri",
    "terverifikasi",
    "penyebut",
    "keadaan",
)


@blueprint.get("/")
@requires(Permission.TARGET_READ)
def desk() -> Response:
    """Show every indicator with its last quarters: target, own figure, verified figure."""
    unit_id = row_id(request.args.get("unit"))
    found = queries.recent_quarters(actor())[::-1]
    quarters = found if "semua" in request.args else found[:LATEST]
    return render(
        "targets/desk.html",
        quarters=quarters,
        more=len(found) if len(found) > len(quarters) else 0,
        whole="semua" in request.args,
        lines=queries.lines(actor(), quarters, unit_id),
        units=queries.units_with_indicators(actor()),
        unit_id=unit_id,
        standing=standing,
    )


@blueprint.get("/tabel.csv")
@requires(Permission.TARGET_READ)
def download() -> Response:
    """Hand out the same table as a file."""
    quarters = queries.recent_quarters(actor())
    lines = queries.lines(actor(), quarters, row_id(request.args.get("unit")))
    response = make_response(sheet(COLUMNS, cells(lines)))
    response.content_type = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = 'attachment; filename="target.csv"'
    return response


def cells(lines: list[Line]) -> Iterator[tuple[Any, ...]]:
    """One row for each indicator and quarter."""
    for line in lines:
        indicator = line.indicator
        for ends_on, row in sorted(line.by_quarter.items()):
            yield (
                indicator.institution.name,
                indicator.unit.name,
                indicator.code,
                indicator.name,
                indicator.measure,
                ends_on,
                f"{row.target:f}",
                None if row.reported is None else f"{row.reported:f}",
                None if row.verified is None else f"{row.verified:f}",
                None if row.denominator is None else f"{row.denominator:f}",
                standing(row.verified, row.target).value,
            )
