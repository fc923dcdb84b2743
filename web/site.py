"""Which institution's house a visitor stands in."""

from __future__ import annotations

from collections.abc import Sequence

from flask import current_app, g, request

from domain.accounts.models import Institution
from extensions import db


def institutions() -> Sequence[Institution]:
    """Every institution in this installation, read once a request."""
    if "institutions" not in g:
        g.institutions = db.session.scalars(db.select(Institution).order_by(Institution.id)).all()
    found: Sequence[Institution] = g.institutions
    return found


def home_institution() -> Institution | None:
    """The institution of this address: by host, else the settings' own, else the first."""
    wanted = current_app.config["DEFAULT_INSTITUTION"]
    host = request.host.partition(":")[0]
    ranked = sorted(institutions(), key=lambda i: (i.host != host, i.slug != wanted, i.id))
    return ranked[0] if ranked else None


def institution_named(slug: str | None) -> Institution | None:
    """The institution with this slug, or None."""
    return next((i for i in institutions() if i.slug == slug), None)
