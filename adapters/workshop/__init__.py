"""Risky work done apart: one bare process for each piece, with little time, memory and rights.

A warm process holds the work's libraries and forks for each piece, so a piece costs a few
milliseconds. A piece that dies, hangs or grows too large takes nothing along with it.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).parents[2]
WAIT_SECONDS = 20


class Busy(Exception):
    """Too many pieces are being worked on; a little later there is room again."""


class Spoiled(Exception):
    """The work died, or took longer than it may."""


class Workshop:
    """Does ``module:function``, from bytes to bytes, apart; at most ``at_once`` pieces together."""

    def __init__(self, work: str, at_once: int = 2, seconds: int = 20, wait: float = WAIT_SECONDS):
        self.work, self.seconds, self.wait = work, seconds, wait
        self.places = threading.BoundedSemaphore(at_once)
        self.lock = threading.Lock()
        self.owner, self.line = 0, socket.socket()

    def do(self, piece: bytes) -> bytes:
        """What the work makes of ``piece``, or Busy, or Spoiled."""
        if not self.places.acquire(timeout=self.wait):
            raise Busy
        try:
            return self.done(piece)
        finally:
            self.places.release()

    def done(self, piece: bytes) -> bytes:
        """Hand one piece over and wait for what comes back."""
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                self.hand_over(theirs)
            # The piece ends itself; this clock is for one that could not.
            ours.settimeout(self.seconds + 5)
            try:
                ours.sendall(piece)
                ours.shutdown(socket.SHUT_WR)
                answer = b"".join(iter(lambda: ours.recv(2**20), b""))
            except OSError as error:
                raise Spoiled from error
        if answer[:1] != b"+":
            raise Spoiled
        return answer[1:]

    def hand_over(self, end: socket.socket) -> None:
        """Give one end of a line to the warm process; a lost one is replaced."""
        with self.lock:
            if self.owner != os.getpid():
                self.open()
            try:
                socket.send_fds(self.line, [b"."], [end.fileno()])
            except OSError:
                self.open()
                socket.send_fds(self.line, [b"."], [end.fileno()])

    def warm(self) -> None:
        """Start the warm process before the first piece comes."""
        with self.lock:
            if self.owner != os.getpid():
                self.open()

    def open(self) -> None:
        """Start the process that holds the libraries; it knows no secret and ends with us."""
        self.line, theirs = socket.socketpair()
        surroundings = {"PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)])}
        with theirs:
            subprocess.Popen(  # noqa: S603 - our own module, with our own words
                [sys.executable, "-m", "adapters.workshop.bench", self.work, str(self.seconds)],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                env=surroundings,
                cwd=ROOT,
                start_new_session=True,
            )
        self.owner = os.getpid()
