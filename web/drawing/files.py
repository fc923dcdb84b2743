"""A figure as files: drawing, picture, table."""

from __future__ import annotations

from collections.abc import Callable

from adapters import raster
from web.drawing import poster
from web.drawing.spec import ChartSpec
from web.spreadsheet import sheet

MEDIA = {"svg": "image/svg+xml", "png": "image/png", "csv": "text/csv"}
COLUMNS = ("triwulan", "akhir_triwulan", "target", "capaian", "penyebut", "satuan", "keadaan")


def svg(spec: ChartSpec, address: str = "") -> bytes:
    """The poster, for print and for other sites."""
    return poster.svg(spec, address).encode()


def png(spec: ChartSpec, address: str = "") -> bytes:
    """The poster as a picture, for chats and feeds."""
    return raster.png(poster.svg(spec, address))


def csv(spec: ChartSpec, address: str = "") -> bytes:
    """The numbers themselves, safe to open in a spreadsheet; a missing one is an empty cell."""
    rows = [
        (
            row.label,
            row.ends_on,
            row.target,
            row.value,
            row.denominator,
            spec.unit,
            row.standing.value,
        )
        for row in spec.rows
    ]
    return sheet(COLUMNS, rows)


MAKERS: dict[str, Callable[[ChartSpec, str], bytes]] = {"svg": svg, "png": png, "csv": csv}
