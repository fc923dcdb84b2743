"""A browser's family, in words its owner knows again; nothing finer is kept."""

from __future__ import annotations

FAMILIES = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def family(user_agent: str) -> str:
    """``Firefox, Android``; empty for a browser that says nothing known."""
    found = [
        next((name for mark, name in kinds if mark in user_agent), "")
        for kinds in (FAMILIES, SYSTEMS)
    ]
    return ", ".join(name for name in found if name)
