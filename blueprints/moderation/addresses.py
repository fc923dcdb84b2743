"""The queue's address, read and written: a view is a query string."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from werkzeug.datastructures import MultiDict

from domain.submissions.kinds import Kind
from domain.submissions.models import Submission
from domain.submissions.queries import PAGE, QueueFilter, Urgency
from domain.submissions.workflow import Status
from web.forms import line
from web.row_ids import row_id

Code = TypeVar("Code", bound=StrEnum)
Key = tuple[date, int]


def wanted_from(args: MultiDict[str, str]) -> QueueFilter:
    """The filter an address asks for; what makes no sense narrows nothing."""
    return QueueFilter(
        status=known(Status, args.get("status")),
        kind=known(Kind, args.get("jenis")),
        unit_id=row_id(args.get("unit")),
        text=line(args.get("cari"))[:100],
        urgency=known(Urgency, args.get("tenggat")),
    )


def known(codes: type[Code], text: str | None) -> Code | None:
    """The code called ``text``, or None."""
    return next((code for code in codes if code.value == text), None)


def key_from(text: str) -> Key | None:
    """Where the page before ended, or None."""
    day, _, number = text.partition("_")
    row = row_id(number)
    try:
        return None if row is None else (date.fromisoformat(day), row)
    except ValueError:
        return None


def address_of(wanted: QueueFilter) -> dict[str, Any]:
    """The query string of ``wanted``, without what is empty."""
    values = {
        "status": wanted.status,
        "jenis": wanted.kind,
        "unit": wanted.unit_id,
        "cari": wanted.text,
        "tenggat": wanted.urgency,
    }
    return {name: str(value) for name, value in values.items() if value}


def next_key(rows: list[Submission]) -> str | None:
    """The key of a full page's last row, when more follow it."""
    if len(rows) <= PAGE:
        return None
    last = rows[PAGE - 1]
    return f"{(last.due_on or date.min).isoformat()}_{last.id}"
