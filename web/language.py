"""Indonesian is the source; English is the translation."""

from __future__ import annotations

from flask import has_request_context, request

LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}


def chosen_language() -> str:
    """The visitor's choice, else Indonesian: browsers' defaults say little here."""
    if not has_request_context():
        return "id"
    wanted = request.cookies.get("bahasa", "id")
    return wanted if wanted in LANGUAGES else "id"
