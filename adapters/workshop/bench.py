"""The warm process: forks for each piece of work, and lets the copy do that one only.

Its standard input is a socket on which the site hands over one line for each piece.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import resource
import signal
import socket
import sys
from collections.abc import Callable

MEMORY = 1024 * 1024**2
CPU_SECONDS = 10


def main(work: str, seconds: int) -> None:
    """Load ``work`` once, then fork for each line until the site has gone."""
    module, _, function = work.partition(":")
    do = getattr(importlib.import_module(module), function)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how a piece ended
    gc.freeze()
    orders = socket.socket(fileno=0)
    while True:
        message, lines, _, _ = socket.recv_fds(orders, 1, 1)
        if not message:
            return
        for line in lines:
            if os.fork() == 0:
                orders.close()
                work_on(socket.socket(fileno=line), do, seconds)
            os.close(line)


def work_on(line: socket.socket, do: Callable[[bytes], bytes], seconds: int) -> None:
    """Read the piece, do the work, answer, end: whatever happens."""
    with contextlib.suppress(BaseException):
        bind(seconds)
        piece = b"".join(iter(lambda: line.recv(2**20), b""))
        line.sendall(b"+" + do(piece))
    os._exit(0)


def bind(seconds: int) -> None:
    """Little time, little memory, no file written, after everybody else."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(seconds)
    limits = {
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: 16,
    }
    for limit, most in limits.items():
        resource.setrlimit(limit, (most, most))
    os.nice(10)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
