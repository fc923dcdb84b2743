"""Tables people bring and take: CSV however it was saved, and Excel workbooks.

Cells are read as text and never computed; what is written can never become a formula.
"""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO, StringIO
from itertools import islice
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.utils.exceptions import InvalidFileException

from adapters.workbook_bounds import refuse_too_much

MAX_BYTES = 2 * 1024**2
MAX_COLUMNS = 40
LONGEST_CELL = 2000
WORKBOOK = b"PK\x03\x04"
BROKEN = (
    OSError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    SyntaxError,
    InvalidFileException,
    zipfile.BadZipFile,
)


class UnreadableTable(Exception):
    """The file is no table this house can read."""


def read(data: bytes, most: int) -> list[list[str]]:
    """The first ``most`` + 1 rows as trimmed text, blank ones too; UnreadableTable if broken."""
    rows = workbook_rows(data) if data.startswith(WORKBOOK) else csv_rows(data)
    return [[tidy(cell) for cell in row[:MAX_COLUMNS]] for row in islice(rows, most + 1)]


def workbook_rows(data: bytes) -> Iterator[Sequence[Any]]:
    """The rows of a workbook's first sheet."""
    try:
        refuse_too_much(data)
        book = openpyxl.load_workbook(
            BytesIO(data), read_only=True, data_only=True, keep_links=False
        )
        sheet = book.worksheets[0]
        yield from sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS)
    except BROKEN as error:
        raise UnreadableTable from error


def csv_rows(data: bytes) -> Iterator[Sequence[Any]]:
    """The rows of a CSV file, with commas, semicolons or tabs."""
    text = decoded(data)
    if "\0" in text:
        raise UnreadableTable
    heading = text.lstrip().partition("\n")[0]
    delimiter = max(",;\t", key=heading.count)
    try:
        yield from csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise UnreadableTable from error


def decoded(data: bytes) -> str:
    """Text saved as UTF-8, or as older Excels on Windows do."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def tidy(cell: Any) -> str:
    """A cell as one line of text; a whole number without its point, a date without its hour."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if hasattr(cell, "date") and callable(cell.date):
        cell = cell.date()
    text = "".join(c for c in str(cell) if c.isprintable() or c.isspace())
    return " ".join(text.split())[:LONGEST_CELL].removeprefix("'")


def workbook(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """The rows as an Excel workbook of plain text, its heading bold and fixed."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(columns) - 1, 28)
        for column, words in enumerate(columns):
            sheet.write_string(0, column, words, bold)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, "" if cell is None else str(cell))
    return out.getvalue()
