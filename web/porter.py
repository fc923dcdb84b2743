"""The porter: turns away what no browser sends, before anything asks what it means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from web.security_headers import HEADERS

# A name of letters, digits and dashes, each part at most 63; or an address; perhaps a port.
LABEL = r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
HOST = re.compile(rf"(?:{LABEL}(?:\.{LABEL})*\.?|\[[0-9A-Fa-f:.]{{2,45}}\])(?::[0-9]{{1,5}})?")
LONGEST_HOST = 253
PAGE = """<!doctype html>
<html lang="id"><head><meta charset="utf-8"><title>Permintaan ini tidak bisa kami baca</title>
</head><body><main><h1>Permintaan ini tidak bisa kami baca</h1>
<p>Periksa alamatnya, lalu coba lagi.</p></main></body></html>
"""


class Porter:
    """The site behind a check of the address somebody asks for."""

    def __init__(self, site: Any) -> None:
        self.site = site

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Hand on what can be understood; the rest gets a calm page without the site's help."""
        if is_host(environ.get("HTTP_HOST")) and is_path(environ.get("PATH_INFO", "")):
            answer: Iterable[bytes] = self.site(environ, start_response)
            return answer
        page = PAGE.encode()
        told = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(page))}
        start_response("400 Bad Request", list((HEADERS | told).items()))
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else page]


def is_host(name: str | None) -> bool:
    """Whether ``name`` can be a host's; old clients name none."""
    return name is None or (len(name) <= LONGEST_HOST and HOST.fullmatch(name) is not None)


def is_path(path: str) -> bool:
    """Whether ``path`` is text, as every address of ours is."""
    try:
        path.encode("latin-1").decode()
    except UnicodeError:
        return False
    return True
