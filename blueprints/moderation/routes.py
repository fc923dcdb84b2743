"""The staff queue: read, decide, answer. Over HTTP."""

from __future__ import annotations
