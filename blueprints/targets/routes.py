"""Quarterly targets, for staff. Over HTTP."""

from __future__ import annotations
