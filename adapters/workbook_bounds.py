"""How large a workbook may be inside: counted while it unpacks, before anything is built of it."""

from __future__ import annotations

import zipfile
from collections import Counter
from io import BytesIO
from typing import IO
from xml.parsers import expat

MAX_UNPACKED = 4 * 1024**2
# Tables of text pack to a tenth; what packs to a hundredth is no table.
MAX_RATIO = 100
MAX_FILES = 200
MAX_ROWS = 10_000
MAX_CELLS_IN_ROW = 256
# Cells and their texts are cheap to read; styles and the like cost many times as much.
MAX_CELL_MARKS = 200_000
MAX_OTHER_MARKS = 10_000
CELL_MARKS = frozenset({"row", "c", "v", "f", "is", "si", "t", "r"})
AT_ONCE = 64 * 1024


class TooMuch(ValueError):
    """The workbook unpacks to more than a table of this house ever holds."""


class Tally:
    """Counts the marks of all of a workbook's files, and raises TooMuch."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()

    def begin(self, mark: str, _attributes: dict[str, str]) -> None:
        """Count one mark."""
        name = mark.rpartition(":")[2]
        if name == "row":
            self.bump("rows", MAX_ROWS)
            self.seen["row"] = 0
        if name == "c":
            self.bump("row", MAX_CELLS_IN_ROW)
        if name in CELL_MARKS:
            self.bump("cells", MAX_CELL_MARKS)
        else:
            self.bump("others", MAX_OTHER_MARKS)

    def bump(self, what: str, most: int) -> None:
        """One more of ``what``."""
        self.seen[what] += 1
        if self.seen[what] > most:
            raise TooMuch(what)


def refuse_too_much(data: bytes) -> None:
    """Raise TooMuch for a workbook no reader should unpack, BadZipFile for none at all."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        files = archive.infolist()
        unpacked = sum(item.file_size for item in files)
        if len(files) > MAX_FILES or unpacked > min(MAX_UNPACKED, MAX_RATIO * len(data)):
            raise TooMuch("bytes")
        tally = Tally()
        for item in files:
            with archive.open(item) as file:
                count(file, tally)


def count(file: IO[bytes], tally: Tally) -> None:
    """Count one file's marks; a picture has none. A document with rules of its own is refused."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = tally.begin
    parser.StartDoctypeDeclHandler = no_rules
    try:
        while part := file.read(AT_ONCE):
            parser.Parse(part, False)
    except expat.ExpatError:
        return


def no_rules(*_: object) -> None:
    """A table needs no document type: what it may define grows without bound."""
    raise TooMuch("doctype")
