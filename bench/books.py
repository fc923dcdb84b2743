"""The book of acts and the log: is appending flat, and how long does reading it all take?"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from flask_migrate import upgrade

from app import create_app
from bench.ground import FOLDER, remove, settings
from domain.audit import verification as book
from domain.audit.service import record
from domain.events import Event
from domain.proof.models import Act
from domain.proof.service import append
from domain.proof.verification import first_log_fault
from domain.unit_of_work import transactional
from extensions import db

SIZE = 100_000
AT_ONCE = 1_000
PROBES = 200
CHAIN = 1


@dataclass(frozen=True, kw_only=True)
class Measured(Event):
    """An act like any other."""

    institution_id: int = CHAIN
    submission_id: int = 0


@transactional
def write_acts(amount: int) -> None:
    """Some acts in one unit of work."""
    for number in range(amount):
        record(Measured(actor_id=None, submission_id=number))


@transactional
def write_leaves(amount: int) -> None:
    """Some leaves in one unit of work."""
    for number in range(amount):
        append(Act.LEDGER, {"v": 1, "act": "ledger", "chain": 0, "seq": number, "hash": ""})


def main() -> None:
    """Print the cost of one more, at three sizes, and of reading all."""
    path = FOLDER / "books.db"
    FOLDER.mkdir(parents=True, exist_ok=True)
    remove(path)
    app = create_app(settings(path))
    with app.app_context():
        upgrade()
        print(f"\nappending in a unit of work of its own, ms each (median of {PROBES})")
        print(f"{'':26}{'empty':>10}{f'{SIZE // 10:,}':>10}{f'{SIZE:,}':>10}{'ratio':>10}")
        for name, write in (("act in the book", write_acts), ("leaf in the log", write_leaves)):
            costs = grown(write)
            print(f"{name:26}" + "".join(f"{c * 1000:10.2f}" for c in costs), end="")
            print(f"{costs[-1] / costs[0]:10.2f}", flush=True)
        for name, read in (
            ("verify the book", lambda: book.first_fault(CHAIN, {})),
            ("verify the log", first_log_fault),
        ):
            start = time.perf_counter()
            fault = read()
            print(f"{name:26}{time.perf_counter() - start:10.1f} s  {fault or 'whole'}")
    remove(path)


def grown(write: Callable[[int], None]) -> list[float]:
    """The cost of one more while empty, at a tenth and at the whole size, in seconds."""
    costs = [one_more(write)]
    for upto, written in ((SIZE // 10, 0), (SIZE, SIZE // 10)):
        for _ in range(written, upto, AT_ONCE):
            write(AT_ONCE)
            db.session.expunge_all()
        costs.append(one_more(write))
    return costs


def one_more(write: Callable[[int], None]) -> float:
    """The median time of one more."""
    times = []
    for _ in range(PROBES):
        start = time.perf_counter()
        write(1)
        times.append(time.perf_counter() - start)
    return sorted(times)[PROBES // 2]


if __name__ == "__main__":
    main()
