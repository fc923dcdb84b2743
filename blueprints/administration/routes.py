"""The desk itself: where things are, and what is still missing."""

from __future__ import annotations

from flask import redirect, url_for
from sqlalchemy.exc import NoResultFound
from werkzeug.wrappers import Response

from blueprints.administration import blueprint
from blueprints.administration.desk import SECTIONS, WIZARD, house, place_of, worker_of
from domain.accounts.models import Institution
from domain.administration.checklist import needs
from domain.policy import Permission, Role, visible
from extensions import db
from web.guards import actor, requires
from web.rendering import render


@blueprint.get("/")
@requires(Permission.ADMINISTRATION_READ)
def overview() -> Response:
    """Go to the one house somebody looks after, or let them choose among several."""
    clause = visible(actor(), Permission.ADMINISTRATION_READ, Institution)
    houses = db.session.scalars(db.select(Institution).where(clause).order_by(Institution.name))
    found = houses.all()
    if not found:
        raise NoResultFound
    if len(found) == 1:
        return redirect(url_for("administration.desk", slug=found[0].slug), 302)
    return render("administration/overview.html", houses=found)


@blueprint.get("/<slug>/")
@requires(Permission.ADMINISTRATION_READ)
def desk(slug: str) -> Response:
    """Show every section of one house, and what it still lacks."""
    institution = house(slug)
    missing = [need for need in needs(institution) if not need.met]
    return render(
        "administration/desk.html",
        institution=institution,
        sections=SECTIONS,
        missing=missing,
        urgent=[need for need in missing if need.needed],
        unread=any(need.code == "readers" for need in missing),
        head=Role.HEAD,
        place_of=place_of,
        worker_of=worker_of,
    )


@blueprint.get("/<slug>/belum-lengkap")
@requires(Permission.ADMINISTRATION_READ)
def checklist(slug: str) -> Response:
    """Show what a house needs, what is there already, and where to do the rest."""
    institution = house(slug)
    found = needs(institution)
    return render(
        "administration/checklist.html",
        institution=institution,
        needs=found,
        missing=[need for need in found if not need.met and need.needed],
        place_of=place_of,
        worker_of=worker_of,
    )


@blueprint.get("/<slug>/mulai")
@requires(Permission.ADMINISTRATION_READ)
def begin(slug: str) -> Response:
    """Take the wizard up where it was left: at the first step still lacking something."""
    institution = house(slug)
    lacking = {need.place for need in needs(institution) if not (need.met or need.invited)}
    at = next((section for section in WIZARD if section.code in lacking), None)
    if at is None:
        return redirect(url_for("administration.checklist"), 303)
    return redirect(url_for(at.endpoint, mulai="1"), 303)
