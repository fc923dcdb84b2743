"""Dates, numbers and periods as people here write them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from flask import Flask
from flask_babel import get_locale
from flask_babel import gettext as _

from domain.publishing.figures import percentage

ZONES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}


def init_app(app: Flask) -> None:
    """Hand the filters to the templates."""
    for filter_ in (tanggal, waktu, angka, persen, ukuran, triwulan, iso):
        app.jinja_env.filters[filter_.__name__] = filter_


def tanggal(value: date | datetime, timezone: str = "Asia/Jakarta") -> str:
    """``14 Agustus 2026``; a moment is read on the wall of ``timezone`` first."""
    if isinstance(value, datetime):
        value = value.astimezone(ZoneInfo(timezone)).date()
    return format_date(value, "d MMMM y", locale=get_locale())


def waktu(value: datetime, timezone: str = "Asia/Jakarta") -> str:
    """``14 Agustus 2026, 10.42 WIB``: a time never stands without its zone."""
    local = value.astimezone(ZoneInfo(timezone))
    text = format_datetime(local, "d MMMM y, HH.mm", locale=get_locale())
    return f"{text} {ZONES.get(timezone, local.strftime('%Z'))}"


def iso(value: date | datetime) -> str:
    """For ``<time datetime>``."""
    return value.isoformat()


def angka(value: Decimal | float | None) -> str:
    """``1.234,5``; a missing figure is said, never shown as zero."""
    return _("belum ada data") if value is None else format_decimal(value, locale=get_locale())


def persen(part: Any, whole: Any) -> str:
    """``75,6%`` of a whole; without one there is no percentage."""
    if not whole or part is None:
        return _("belum ada data")
    return format_decimal(percentage(part, whole), format="#,##0.#", locale=get_locale()) + "%"


def ukuran(size: int) -> str:
    """A file's size, in KB or MB."""
    if size < 1024**2:
        return f"{max(1, round(size / 1024))} KB"
    return f"{format_decimal(size / 1024**2, format='#,##0.#', locale=get_locale())} MB"


def triwulan(ends_on: date) -> str:
    """``Triwulan III 2026 (B09)``."""
    numeral = ("I", "II", "III", "IV")[(ends_on.month - 1) // 3]
    return _(
        "Triwulan %(n)s %(year)s (B%(month)02d)", n=numeral, year=ends_on.year, month=ends_on.month
    )
