"""Institutions, units and people. Over HTTP."""

from __future__ import annotations
