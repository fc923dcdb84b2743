"""Where to go next: only ever to a page of ours."""

from __future__ import annotations

import re

# One slash first, then visible ASCII without a backslash: browsers read "/\" as "//".
OURS = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")


def own_path(path: str | None, otherwise: str) -> str:
    """``path`` if it is plainly one of ours, else ``otherwise``."""
    return path if path and OURS.fullmatch(path) else otherwise
