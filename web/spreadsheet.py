"""CSV that stays text: no cell may become a formula when a spreadsheet opens it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "＝", "＋", "－", "＠")


def sheet(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """The rows as UTF-8 CSV with its mark, which spreadsheets need to read it right."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def safe(cell: Any) -> Any:
    """A cell as it may be written: text that could start a formula gets a quote first."""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(FORMULA_STARTS):
        return f"'{cell}"
    return "" if cell is None else cell
