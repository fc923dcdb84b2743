"""Which job runs when: one table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jobs.deadlines import close_lapsed
from jobs.files import forget_abandoned_files
from jobs.outbox import carry_letters
from jobs.proof import publish_head
from jobs.sessions import forget_ended_sessions
from jobs.verification import verify_books


@dataclass(frozen=True)
class Job:
    """``run`` at each ``minute`` and ``hour`` (cron's words)."""

    run: Callable[[], int]
    minute: str = "0"
    hour: str = "*"


SCHEDULE = (
    Job(carry_letters, minute="*"),
    Job(close_lapsed, minute="10", hour="17"),  # after midnight in all three zones
    Job(forget_abandoned_files, minute="25"),
    Job(forget_ended_sessions, minute="35"),
    Job(publish_head, minute="40"),
    Job(verify_books, minute="50", hour="18"),
)
