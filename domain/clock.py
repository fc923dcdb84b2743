"""The one place that knows what time it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_stopped: ContextVar[datetime | None] = ContextVar("stopped", default=None)


def now() -> datetime:
    """The present moment, in UTC."""
    return _stopped.get() or datetime.now(UTC)


def today(timezone: str) -> date:
    """The date people read on the wall in ``timezone`` (an IANA name)."""
    return now().astimezone(ZoneInfo(timezone)).date()


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Hold the clock still, for tests and demo data."""
    token = _stopped.set(moment)
    try:
        yield
    finally:
        _stopped.reset(token)
