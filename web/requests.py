"""How a request is read: by forms alone, and without NUL, which no text needs.

PostgreSQL refuses NUL. And a body that is no form would reach some questions and not others:
a sign-in in JSON would be answered without being counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Flask, Request, request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import UnsupportedMediaType

FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
BODILESS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


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


def init_app(app: Flask) -> None:
    """Read every request this way, and refuse what is no form before anybody asks about it."""
    app.request_class = PlainRequest
    app.before_request(refuse_what_is_no_form)


def refuse_what_is_no_form() -> None:
    """Answer 415 to a body no form of ours can have sent, on whatever route."""
    if request.method in BODILESS or request.mimetype in FORMS:
        return
    if request.mimetype or request.content_length or request.headers.get("Transfer-Encoding"):
        raise UnsupportedMediaType
