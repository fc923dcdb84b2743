"""Words only the public pages need, and the keys their lists page by."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from flask import request, url_for
from flask_babel import lazy_gettext as _l

from domain.submissions.workflow import Status

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
MOST = 2**31

# The clerk's words for a case say too much or too little to a passer-by.
STATUS_WORDS: dict[Status, str] = {
    Status.RECEIVED: _l("Diterima"),
    Status.IN_TRIAGE: _l("Diperiksa"),
    Status.NEEDS_INFO: _l("Menunggu keterangan pengirim"),
    Status.ASSIGNED: _l("Diteruskan ke unit"),
    Status.IN_PROGRESS: _l("Ditindaklanjuti"),
    Status.RESPONDED: _l("Dijawab"),
    Status.REPORTER_REPLIED: _l("Ditanggapi pengirim"),
    Status.REOPENED: _l("Dibuka kembali"),
    Status.CLOSED: _l("Selesai"),
    Status.AUTO_CLOSED: _l("Selesai"),
    Status.REFERRED: _l("Dirujuk ke lembaga lain"),
    Status.ARCHIVED: _l("Tidak dapat diproses"),
}


def days(span: timedelta) -> int:
    """A span in days, a begun day counting whole."""
    return max(1, math.ceil(span / timedelta(days=1)))


def read_quarter(text: str) -> date | None:
    """The quarter's last day in a filter, or None for all."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def read_key(text: str) -> tuple[datetime, int] | None:
    """Where the last page ended; anything unreadable starts from the top."""
    moment, _, number = text.partition("_")
    try:
        place = int(number)
        return (EPOCH + int(moment) * MICROSECOND, place) if 0 <= place < MOST else None
    except (ValueError, OverflowError):
        return None


def key_of(moment: datetime, number: int) -> str:
    """The place of a row in its list, fit for an address."""
    return f"{(moment - EPOCH) // MICROSECOND}_{number}"


def page_of(rows: Sequence[Any], size: int) -> tuple[Sequence[Any], str]:
    """One page of ``rows`` and the address of the next, empty at the end."""
    if len(rows) <= size:
        return rows, ""
    last = rows[size - 1]
    kept = {name: value for name, value in request.args.items() if name != "sebelum" and value}
    key = key_of(last.published_at, last.id)
    return rows[:size], url_for(str(request.endpoint), **kept, sebelum=key)
