"""Carry the letters that wait."""

from __future__ import annotations

from flask import current_app

from domain.notifications.service import carry_next


def carry_letters() -> int:
    """Send every letter that is due; say how many were tried."""
    carried = 0
    while carry_next(current_app.extensions["carriers"]):
        carried += 1
    return carried
