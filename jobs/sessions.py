"""Forget sessions that time has ended."""

from __future__ import annotations

from domain.accounts.sessions import forget_ended


def forget_ended_sessions() -> int:
    """Delete them; say how many."""
    return forget_ended()
