"""Where an institution's own colour is fetched from."""

from __future__ import annotations

import hashlib

from flask import url_for

from domain.accounts.models import Institution
from domain.administration.brand import stylesheet


def mark_of(institution: Institution) -> str:
    """Twelve characters of the stylesheet's content."""
    return hashlib.sha256(stylesheet(institution.accent).encode()).hexdigest()[:12]


def brand_sheet(institution: Institution | None) -> str:
    """The address of the institution's stylesheet; empty where the house's colour serves."""
    if institution is None or not institution.accent:
        return ""
    return url_for("public.brand_sheet", slug=institution.slug, mark=mark_of(institution))
