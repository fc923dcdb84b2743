"""How a request is read: words hold no NUL, which no text needs and PostgreSQL refuses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict


class PlainWords(ImmutableMultiDict[str, Any]):
    """What an address or a form says, without NUL."""

    def __init__(self, said: Iterable[tuple[str, Any]] | None = None) -> None:
        super().__init__([(plain(name), plain(word)) for name, word in said or ()])


class PlainRequest(Request):
    """A request whose address and forms are read as plain words."""

    parameter_storage_class = PlainWords


def plain(word: Any) -> Any:
    """A text without NUL; anything else as it is."""
    return word.replace("\0", "") if isinstance(word, str) else word
