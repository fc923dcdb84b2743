"""What citizens send, and following it. Over HTTP."""

from __future__ import annotations
