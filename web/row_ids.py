"""The id of a row, as an address or a form writes it."""

from __future__ import annotations

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

# The largest number both databases take for an id.
LARGEST = 2**31 - 1


def row_id(text: object) -> int | None:
    """``text`` as the id of a row, or None: what no row can have is nobody's."""
    written = str(text)
    if not (written.isascii() and written.isdigit()) or len(written) > len(str(LARGEST)):
        return None
    number = int(written)
    return number if number <= LARGEST else None


class RowIdConverter(IntegerConverter):
    """What ``<int:…>`` means in every address of ours: a number a row can have."""

    regex = f"[0-9]{{1,{len(str(LARGEST))}}}"

    def __init__(self, url_map: Map, *args: Any, **more: Any) -> None:
        super().__init__(url_map, *args, **({"max": LARGEST} | more))


def init_app(app: Flask) -> None:
    """Bind every number in an address, so that no route can forget to."""
    app.url_map.converters["int"] = RowIdConverter
