"""How long the server waits for a slow or silent network before it hangs up.

A thread that waits for somebody's next byte cannot be interrupted; closing its line can.
"""

from __future__ import annotations

import contextlib
import socket
import time

LINGER_SECONDS = 0.3
LINGER_BYTES = 2**16

_deadlines: dict[socket.socket, float] = {}


def allow(line: socket.socket, seconds: float) -> None:
    """Give what is being read from ``line`` so much time."""
    _deadlines[line] = time.monotonic() + seconds


def arrived(line: socket.socket) -> None:
    """Stop the clock of ``line``."""
    _deadlines.pop(line, None)


def hang_up(line: socket.socket) -> None:
    """Read nothing more from ``line``; an answer can still be sent."""
    arrived(line)
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RD)


def hang_up_on_the_late() -> None:
    """End the reading from every line whose time is up."""
    moment = time.monotonic()
    for line, end in list(_deadlines.items()):
        if end < moment:
            hang_up(line)


def take_leave(line: socket.socket) -> None:
    """Let the answer arrive before a line with unread bytes is closed, but not for long."""
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_WR)
        line.settimeout(LINGER_SECONDS)
        end, drained = time.monotonic() + LINGER_SECONDS, 0
        while drained < LINGER_BYTES and time.monotonic() < end:
            got = len(line.recv(4096))
            drained += got
            if not got:
                break
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RD)
