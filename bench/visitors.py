"""Who comes: readers, senders, and a member of staff with the queue open."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator
from html import unescape
from itertools import count
from urllib.parse import urlencode

from passlib.totp import TOTP

from bench.load import Answer, Request, Visitor

HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')
ATTRIBUTE = re.compile(r'(name|value)="([^"]*)"')
FORM_TYPE = ("Content-Type", "application/x-www-form-urlencoded")
COOKIE = re.compile(rb"set-cookie: ([^=;\s]+=[^;\s]+)", re.I)
_numbers = count(1)


def reader(path: str, *headers: tuple[str, str]) -> Callable[[], Visitor]:
    """Reads one page again and again."""

    def visit() -> Visitor:
        while True:
            yield Request("GET", path, headers)

    return visit


def bare_sender() -> Visitor:
    """Reads a page and posts a row of about a submission's size; the posting counts."""
    body = urlencode({"title": "Izin usaha", "body": "Fotokopi diminta tiga rangkap. " * 10})
    while True:
        yield Request("GET", "/page", counted=False)
        yield Request("POST", "/insert", (FORM_TYPE,), body.encode())


def sender() -> Visitor:
    """Reads the proposal form and sends it, every time as somebody new; the sending counts."""
    while True:
        form = yield Request("GET", "/sampaikan/usulan", counted=False)
        data = hidden(form) | {
            "title": f"Izin usaha {next(_numbers)}",
            "body": "Fotokopi diminta tiga rangkap. " * 10,
            "change": "Petugas mengambil berkas dari sistem, warga tidak mencetak lagi.",
            "beneficiaries": "Pengusaha kecil yang jauh dari kota",
            "topic": "perizinan",
            "identity": "anonymous",
            "may_publish": "tidak",
            "institution": "1",
            "about_unit": "0",
            "region": "0",
        }
        headers = (FORM_TYPE, ("Cookie", cookies(form)))
        yield Request("POST", "/sampaikan/usulan", headers, urlencode(data).encode())


def sign_in(email: str, password: str, app: str) -> Generator[Request, Answer, str]:
    """Sign in at the door; returns the session's cookie, empty when the door stays shut."""
    form = yield Request("GET", "/masuk")
    data = hidden(form) | {"email": email, "password": password}
    headers = (FORM_TYPE, ("Cookie", cookies(form)))
    half = yield Request("POST", "/masuk", headers, urlencode(data).encode())
    step = yield Request("GET", "/masuk/kode", (("Cookie", cookies(half)),))
    data = hidden(step) | {"code": TOTP.from_source(app).generate().token}
    headers = (FORM_TYPE, ("Cookie", cookies(step) or cookies(half)))
    inside = yield Request("POST", "/masuk/kode", headers, urlencode(data).encode())
    return cookies(inside) if inside.status == 303 else ""


def hidden(page: Answer) -> dict[str, str]:
    """The hidden fields of the page's main form."""
    text = page.body.decode()
    start = text.find("<main")
    fields = [dict(ATTRIBUTE.findall(tag)) for tag in HIDDEN.findall(text[start:])]
    return {f["name"]: unescape(f.get("value", "")) for f in reversed(fields)}


def cookies(page: Answer) -> str:
    """What the page asked the browser to keep."""
    return b"; ".join(COOKIE.findall(page.head)).decode()
