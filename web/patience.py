"""Bodies are let in a few at a time, so that readers always find somebody free.

The site reads a form while it answers, so a slow sender holds one thread. A proxy that
takes requests in whole (docs/nginx.conf) is what really helps; this keeps the harm small.
"""

from __future__ import annotations

import ipaddress
import threading
from collections import Counter
from collections.abc import Iterable
from types import TracebackType
from typing import Any

from werkzeug.exceptions import ServiceUnavailable

from adapters import patience

THREADS = 32
FOR_READERS = 8
OF_ONE_NETWORK = 8
LEAST_SECONDS, MOST_SECONDS = 30, 600
SLOWEST = 8 * 1024  # bytes a second: a phone at the edge of its network


class Bodies:
    """The bodies being read in this process: how many together, how many of one network."""

    def __init__(self, at_once: int, of_one: int) -> None:
        self.at_once, self.of_one = at_once, of_one
        self.lock, self.now = threading.Lock(), Counter[str]()

    def enter(self, network: str) -> bool:
        """Take a place for a body from ``network``, if there is one."""
        with self.lock:
            if self.now.total() >= self.at_once or self.now[network] >= self.of_one:
                return False
            self.now[network] += 1
            return True

    def leave(self, network: str) -> None:
        """Give the place back; networks are forgotten with it."""
        with self.lock:
            self.now[network] -= 1
            self.now += Counter()


class Body:
    """One request's body: its place is taken at the first byte asked for."""

    def __init__(self, environ: dict[str, Any], bodies: Bodies) -> None:
        self.stream, self.bodies = environ["wsgi.input"], bodies
        self.line, self.network = environ.get("gunicorn.socket"), network_of(environ)
        length = environ.get("CONTENT_LENGTH", "")
        self.length = int(length) if length.isascii() and length.isdigit() else None
        self.count, self.inside = 0, False

    def __enter__(self) -> Body:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.finish()

    def begin(self) -> None:
        """Take a place and start the clock, or refuse for now."""
        if not self.bodies.enter(self.network):
            if self.line is not None:
                patience.hang_up(self.line)
            raise ServiceUnavailable(retry_after=30)
        self.inside = True
        if self.line is not None:
            patience.allow(self.line, seconds_for(self.length))

    def finish(self) -> None:
        """Give the place back and stop the clock."""
        if self.inside:
            self.inside = False
            self.bodies.leave(self.network)
        if self.line is not None:
            patience.arrived(self.line)

    def counted(self, data: bytes, wanted: int) -> bytes:
        """``data``, once it is known that the sender did not stop half way."""
        self.count += len(data)
        if not data and wanted and self.length is not None and self.count < self.length:
            raise ConnectionError("the sender stopped half way")
        if self.count == self.length or (not data and wanted):
            self.finish()
        return data

    def read(self, size: int = -1) -> bytes:
        """Some or all of the body."""
        if self.count == 0 and not self.inside and self.length != 0:
            self.begin()
        return self.counted(self.stream.read(size), size)

    def readline(self, size: int = -1) -> bytes:
        """The next line of the body."""
        if self.count == 0 and not self.inside and self.length != 0:
            self.begin()
        return self.counted(self.stream.readline(size), size)


class Patience:
    """The site behind a door that lets bodies in a few at a time."""

    def __init__(self, site: Any, at_once: int = THREADS - FOR_READERS) -> None:
        self.site, self.bodies = site, Bodies(at_once, OF_ONE_NETWORK)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer, reading the body only while it has a place."""
        with Body(environ, self.bodies) as body:
            answer: Iterable[bytes] = self.site(environ | {"wsgi.input": body}, start_response)
        return answer


def seconds_for(length: int | None) -> float:
    """How long a body of ``length`` bytes may take."""
    return min(LEAST_SECONDS + (length or 0) / SLOWEST, MOST_SECONDS)


def network_of(environ: dict[str, Any]) -> str:
    """The asking network, known as long as it is sending."""
    try:
        address = ipaddress.ip_address(environ.get("REMOTE_ADDR", ""))
    except ValueError:
        return ""
    prefix = 64 if address.version == 6 else 32
    return str(ipaddress.ip_network((address, prefix), strict=False))
