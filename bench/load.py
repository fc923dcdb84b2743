"""A small load generator: one thread, many kept-alive connections, loopback only.

A visitor is a generator: it yields a request and is sent the answer. So a visitor who
reads a form and sends it back is written as it is lived.
"""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, field

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Request:
    """One request; ``counted`` False prepares the next one and is not measured."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    counted: bool = True

    def as_bytes(self) -> bytes:
        """What goes over the wire."""
        lines = [f"{self.method} {self.path} HTTP/1.1", f"Host: {LOOPBACK}"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        if self.body:
            lines.append(f"Content-Length: {len(self.body)}")
        return "\r\n".join([*lines, "", ""]).encode() + self.body


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    head: bytes
    body: bytes


Visitor = Generator[Request, Answer, None]


@dataclass
class Result:
    """What one row of the table says."""

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    errors: int = 0

    @property
    def per_second(self) -> float:
        """Good answers each second."""
        return len(self.times) / self.seconds if self.seconds else 0.0

    def percentile(self, share: float) -> float:
        """Milliseconds within which ``share`` of the answers came."""
        ranked = sorted(self.times)
        return ranked[min(len(ranked) - 1, int(len(ranked) * share))] * 1000 if ranked else 0.0


class Connection:
    """One visitor on one kept-alive connection."""

    def __init__(self, port: int, visitor: Visitor) -> None:
        self.port, self.visitor = port, visitor
        self.request = next(visitor)
        self.open()

    def open(self) -> None:
        """Connect and send what is due."""
        self.socket = socket.create_connection((LOOPBACK, self.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.send()

    def send(self) -> None:
        """Send the visitor's request and start its clock."""
        self.received = b""
        self.started = time.perf_counter()
        self.socket.sendall(self.request.as_bytes())

    def read(self) -> Answer | None:
        """The answer once it is whole; ConnectionError when the server hung up."""
        piece = self.socket.recv(262_144)
        if not piece:
            raise ConnectionError
        self.received += piece
        head, found, body = self.received.partition(b"\r\n\r\n")
        if not found or len(body) < length_of(head):
            return None
        return Answer(int(head[9:12]), head, body)


def length_of(head: bytes) -> int:
    """The Content-Length; answers of this house always have one."""
    _, found, rest = head.lower().partition(b"content-length:")
    return int(rest.partition(b"\r\n")[0]) if found else 0


def drive(
    port: int, visitor: Callable[[], Visitor], *, seconds: float, connections: int = 16
) -> Result:
    """Let ``connections`` visitors come for ``seconds``, after a short warming up."""
    selector = selectors.DefaultSelector()
    for _ in range(connections):
        connection = Connection(port, visitor())
        selector.register(connection.socket, selectors.EVENT_READ, connection)
    begin = time.perf_counter() + min(1.0, seconds / 4)
    end = begin + seconds
    result = Result(seconds=seconds)
    while time.perf_counter() < end:
        for key, _ in selector.select(timeout=0.1):
            step(selector, key.data, result, begin)
    for key in list(selector.get_map().values()):
        key.data.socket.close()
    selector.close()
    return result


def step(
    selector: selectors.BaseSelector, connection: Connection, result: Result, begin: float
) -> None:
    """Take what arrived; when an answer is whole, note it and let the visitor go on."""
    try:
        answer = connection.read()
    except ConnectionError:  # a worker was renewed: come back, as a browser would
        selector.unregister(connection.socket)
        connection.socket.close()
        connection.open()
        selector.register(connection.socket, selectors.EVENT_READ, connection)
        return
    if answer is None:
        return
    if connection.started >= begin:
        if answer.status >= 400:
            result.errors += 1
        elif connection.request.counted:
            result.times.append(time.perf_counter() - connection.started)
    connection.request = connection.visitor.send(answer)
    connection.send()
