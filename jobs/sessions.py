"""Forget sessions, and questions to devices, that time has ended."""

from __future__ import annotations

from domain.accounts.challenges import forget_expired
from domain.accounts.sessions import forget_ended


def forget_ended_sessions() -> int:
    """Delete them; say how many sessions."""
    forget_expired()
    return forget_ended()
