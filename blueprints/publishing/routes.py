"""The newsroom: write, review, publish. Over HTTP."""

from __future__ import annotations
