"""Which institution's house a visitor stands in."""

from __future__ import annotations

from collections.abc import Container, Sequence
from urllib.parse import urlsplit

from flask import current_app, g, request

from config import LOOPBACK
from domain.accounts.models import Institution
from extensions import db


def institutions() -> Sequence[Institution]:
    """Every institution in this installation, read once a request."""
    if "institutions" not in g:
        g.institutions = db.session.scalars(db.select(Institution).order_by(Institution.id)).all()
    found: Sequence[Institution] = g.institutions
    return found


def home_institution() -> Institution | None:
    """The institution of this address: by host, else the settings' own, else the first.

    At the site's own names no institution's host counts: nobody takes over the front page.
    """
    wanted = current_app.config["DEFAULT_INSTITUTION"]
    asked = request.host.partition(":")[0].lower()
    host = None if asked in OwnHosts(current_app.config["SITE_URL"]) else asked
    ranked = sorted(
        institutions(), key=lambda i: (host is None or i.host != host, i.slug != wanted, i.id)
    )
    return ranked[0] if ranked else None


class OwnHosts(Container[str]):
    """The names of the site itself: the settings' own, and every name of this machine."""

    def __init__(self, site_url: str) -> None:
        self.own = urlsplit(site_url).hostname or ""

    def __contains__(self, host: object) -> bool:
        name = str(host).lower().rstrip(".")
        here = name in LOOPBACK or name.startswith("127.") or name.endswith(".localhost")
        return here or name == self.own


def institution_named(slug: str | None) -> Institution | None:
    """The institution with this slug, or None."""
    return next((i for i in institutions() if i.slug == slug), None)
