"""``python -m bench``: one table, one run, ratios to the bare rows."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text

from bench import SECRET, visitors
from bench.ground import APP, EMAIL, FOLDER, PASSWORD, ground, remove
from bench.load import LOOPBACK, Connection, Result, Visitor, drive

ROOT = Path(__file__).parents[1]
SIZES = [int(size) for size in sys.argv[1:]] or [1_000, 100_000]
SECONDS = float(os.environ.get("BENCH_SECONDS", "4"))
NOTE = """
One machine, loopback, load generator included: only the ratios of one run mean anything.
The product runs as in production (sessions, form tokens, headers, translations), without
the rate limit. `bare` is Flask + Jinja or Flask + SQLAlchemy on the same data and server.
insert, sent = a row kept for good, each after reading a page or form; times are the sending's."""


def main() -> None:
    """Measure every size and print what came of it."""
    for size in SIZES:
        path = ground(size)
        print(f"\n{size:,} submissions, 16 connections, {SECONDS:g} s a row")
        print(f"{'':26}{'req/s':>9}{'p50 ms':>9}{'p99 ms':>9}{'errors':>8}{'ratio':>8}")
        bare = bare_rows(path)
        product_rows(path, bare)
        remove(path)
    print(NOTE)


def bare_rows(path: Path) -> dict[str, Result]:
    """What Flask does alone."""
    measured = {}
    with serving("bench.bare:bare", path, prepare="bench.bare") as port:
        reference = newest(path)
        for name, visitor in (
            ("bare page, 20 rows", visitors.reader("/page")),
            ("bare query, 20 rows", visitors.reader("/list")),
            ("bare query, one row", visitors.reader(f"/one/{reference}")),
            ("bare durable insert", visitors.bare_sender),
        ):
            measured[name] = drive(port, visitor, seconds=SECONDS)
            show(name, measured[name])
    return measured


def product_rows(path: Path, bare: dict[str, Result]) -> None:
    """What the house does, beside its bare row."""
    with serving("wsgi:app", path) as port:
        gzip = ("Accept-Encoding", "gzip")
        staff = ("Cookie", session_cookie(port))
        for name, visitor, beside in (
            ("home", visitors.reader("/"), "bare page, 20 rows"),
            ("home, gzip", visitors.reader("/", gzip), "bare page, 20 rows"),
            ("list", visitors.reader("/usulan"), "bare query, 20 rows"),
            ("detail", visitors.reader(f"/usulan/{newest(path)}"), "bare query, one row"),
            ("form", visitors.reader("/sampaikan/usulan"), "bare page, 20 rows"),
            ("sent", visitors.sender, "bare durable insert"),
            ("queue, signed in", visitors.reader("/antrean/", staff), "bare query, 20 rows"),
        ):
            before = submissions(path)
            result = drive(port, visitor, seconds=SECONDS)
            show(name, result, bare[beside])
            if name == "sent":
                print(f"{'':6}{submissions(path) - before} rows kept, warming up included")


def show(name: str, result: Result, beside: Result | None = None) -> None:
    """One line of the table."""
    ratio = f"{result.per_second / (beside.per_second or 1):8.2f}" if beside else ""
    print(
        f"{name:26}{result.per_second:9.0f}{result.percentile(0.5):9.1f}"
        f"{result.percentile(0.99):9.1f}{result.errors:8}{ratio}",
        flush=True,
    )


@contextmanager
def serving(app: str, path: Path, prepare: str = "") -> Iterator[int]:
    """The app under the house's own server configuration, on a free port."""
    port = free_port()
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{path}",
        "STORAGE_URL": f"file://{FOLDER / 'files'}",
        "SECRET_KEY": SECRET,
        "PROOF_KEY_FILE": str(FOLDER / "proof.key"),
        "SECURITY_PASSWORD_SALT": SECRET[::-1],
        "MAIL_DEFAULT_SENDER": EMAIL,
        "RATELIMIT_ENABLED": "0",
        "DEMO": "0",
        "HOST": LOOPBACK,
        "PORT": str(port),
    }
    if prepare:
        subprocess.run([sys.executable, "-m", prepare], env=environment, cwd=ROOT, check=True)
    command = [sys.executable, "-m", "gunicorn", app, "--config", "scripts/gunicorn.conf.py"]
    server = subprocess.Popen(command, env=environment, cwd=ROOT)
    try:
        wait_for(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Return once the server answers; SystemExit if it ends or stays silent."""
    for _ in range(300):
        if server.poll() is not None:
            break
        try:
            socket.create_connection((LOOPBACK, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            time.sleep(1.5)  # the other worker is still loading
            return
    raise SystemExit("The server did not start; its own words are above.")


def session_cookie(port: int) -> str:
    """A signed-in member of staff's cookie, or SystemExit when the door stays shut."""
    signing = visitors.sign_in(EMAIL, PASSWORD, APP)
    found: list[str] = []

    def visit() -> Visitor:
        found.append((yield from signing))

    connection = Connection(port, visit())
    while not found:
        answer = connection.read()
        if answer is None:
            continue
        try:
            connection.request = connection.visitor.send(answer)
        except StopIteration:
            break
        connection.send()
    if not found or not found[0]:
        raise SystemExit("Nobody could sign in: look at /masuk.")
    return found[0]


def newest(path: Path) -> str:
    """The number of the newest published proposal."""
    return str(
        ask(
            path,
            "SELECT reference FROM submissions WHERE kind = 'proposal' "
            "AND published_at IS NOT NULL ORDER BY published_at DESC LIMIT 1",
        )
    )


def submissions(path: Path) -> int:
    """How many submissions the database holds."""
    return int(str(ask(path, "SELECT count(*) FROM submissions")))


def ask(path: Path, question: str) -> object:
    """One value out of the database."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        answer = connection.execute(text(question)).scalar()
    engine.dispose()
    return answer


if __name__ == "__main__":
    main()
