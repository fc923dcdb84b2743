"""The id of a row, as an address or a form writes it."""

from __future__ import annotations

# The largest number both databases take for an id.
LARGEST = 2**31 - 1


def row_id(text: object) -> int | None:
    """``text`` as the id of a row, or None: what no row can have is nobody's."""
    written = str(text)
    if not (written.isascii() and written.isdigit()) or len(written) > len(str(LARGEST)):
        return None
    number = int(written)
    return number if number <= LARGEST else None
