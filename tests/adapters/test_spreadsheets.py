"""Tables are read whole, and no file makes the house work for long."""

import datetime
import time
import zipfile
from io import BytesIO

import openpyxl
import pytest

from adapters import spreadsheets
from adapters.spreadsheets import UnreadableTable, read, workbook

SPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def a_book(**parts):
    """A real workbook, some of its files replaced."""
    target = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(workbook(["kode", "nama"], [["A", "Satu"]]))) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for item in source.infolist():
            name = item.filename.rpartition("/")[2].removesuffix(".xml")
            packed.writestr(item.filename, parts.get(name, source.read(item)))
    return target.getvalue()


def a_sheet(rows, mark=b"worksheet"):
    return b"<%b %b><sheetData>%b</sheetData></%b>" % (mark, SPACE, rows, mark)


TOO_MUCH = {
    "a row of very many cells": {"sheet1": a_sheet(b"<row>" + b"<c/>" * 90_000 + b"</row>")},
    "very many rows": {"sheet1": a_sheet(b"<row><c/></row>" * 20_000)},
    "very many cells": {"sheet1": a_sheet((b"<row>" + b"<c/>" * 250 + b"</row>") * 900)},
    "very many texts": {
        "sharedStrings": b"<sst %b>%b</sst>" % (SPACE, b"<si><t>a</t></si>" * 150_000)
    },
    "very many styles": {
        "styles": b"<styleSheet %b><cellXfs>%b</cellXfs></styleSheet>" % (SPACE, b"<xf/>" * 90_000)
    },
    "much of anything": {"sheet1": a_sheet(b"<row><c><v>1</v></c></row>" + b" " * 5_000_000)},
    "little that swells": {"sheet1": a_sheet(b" " * 3_000_000)},
    "rules of its own": {"sheet1": b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + a_sheet(b"")},
}


@pytest.mark.parametrize("parts", TOO_MUCH.values(), ids=TOO_MUCH)
def test_a_workbook_with_too_much_in_it_is_refused_before_it_is_built(parts, monkeypatch):
    built = []
    monkeypatch.setattr(spreadsheets.openpyxl, "load_workbook", lambda *a, **k: built.append(a))
    begun = time.process_time()
    with pytest.raises(UnreadableTable):
        read(a_book(**parts), 2001)
    assert built == []
    assert time.process_time() - begun < 2


def test_a_workbook_of_two_thousand_rows_is_read_whole():
    rows = [[f"U{n}", f"Dinas nomor {n}", "dinas", ""] for n in range(2000)]
    table = read(workbook(["kode", "nama", "jenis", "kode_induk"], rows), 2001)
    assert [row[:4] for row in table] == [["kode", "nama", "jenis", "kode_induk"], *rows]


def test_a_date_stays_a_date_and_a_number_a_number():
    book = openpyxl.Workbook()
    book.active.append([datetime.date(2028, 1, 31), 7, 1.5, None, "'kutip"])
    target = BytesIO()
    book.save(target)
    assert read(target.getvalue(), 5)[0][:6] == ["2028-01-31", "7", "1.5", "", "kutip", ""]
