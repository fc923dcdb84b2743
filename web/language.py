"""Indonesian is the source; English is the translation."""

from __future__ import annotations

from flask import has_request_context, session

LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}


def chosen_language() -> str:
    """The visitor's choice, else Indonesian: browsers' defaults say little here."""
    if not has_request_context():
        return "id"
    wanted = session.get("lang", "id")
    return wanted if wanted in LANGUAGES else "id"
