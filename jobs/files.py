"""Forget uploads nobody sent."""

from __future__ import annotations

from domain.attachments.service import forget_abandoned


def forget_abandoned_files() -> int:
    """Delete abandoned uploads; say how many."""
    return forget_abandoned()
