"""The front door: what was promised, how to speak up, and what this house is."""

from __future__ import annotations

from flask import Response
from sqlalchemy.exc import NoResultFound

from blueprints.public import blueprint
from blueprints.public.words import days
from domain.accounts.models import Institution
from domain.publishing import public_queries as achievements
from domain.submissions import public_queries as submissions
from web.guards import public
from web.rendering import render
from web.site import home_institution, institution_named, institutions

LATEST = 4


@blueprint.get("/")
@public
def home() -> Response:
    """Show the finding, the ways to speak, and the latest achievements."""
    institution = home_institution()
    if institution is None:
        return render("public/empty.html")
    return front_page(institution)


@blueprint.get("/instansi/<slug>")
@public
def institution_home(slug: str) -> Response:
    """Show the front page of one institution of this house."""
    institution = institution_named(slug)
    if institution is None:
        raise NoResultFound
    return front_page(institution)


@blueprint.get("/tentang")
@public
def about() -> Response:
    """Say what this site is, what it knows about a visitor, and whose work it stands on."""
    return render("public/about.html", institution=home_institution())


def front_page(institution: Institution) -> Response:
    """One institution's front page."""
    wanted = achievements.AchievementFilter(institution_id=institution.id)
    pace = submissions.pace(institution.id)
    return render(
        "public/home.html",
        institution=institution,
        findings=achievements.findings(institution.id),
        latest=achievements.published(wanted, limit=LATEST)[:LATEST],
        pace=pace,
        pace_days=days(pace.median) if pace else 0,
        others=[other for other in institutions() if other.id != institution.id],
    )
