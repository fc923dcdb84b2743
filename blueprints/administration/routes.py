"""Institutions, units and people. Over HTTP."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy.exc import NoResultFound
from werkzeug.wrappers import Response

from blueprints.administration import blueprint
from domain.accounts.models import Institution, Unit, User
from domain.accounts.queries import members_of, units_of
from domain.policy import Permission, may
from web.guards import actor, requires
from web.rendering import render


@blueprint.get("/")
@requires(Permission.INSTITUTION_MANAGE)
def overview() -> Response:
    """Show the institution one manages, its units and its people."""
    institution = managed_by(actor())
    return render(
        "administration/overview.html",
        institution=institution,
        branches=tree(institution),
        members=members_of(institution.id),
    )


def managed_by(person: User) -> Institution:
    """The institution of the first hat that may manage it, or NoResultFound."""
    for hat in person.hats:
        if may(person, Permission.INSTITUTION_MANAGE, hat):
            return hat.institution
    raise NoResultFound


def tree(institution: Institution) -> list[tuple[Unit, list[Unit]]]:
    """Each unit that stands alone, by name, with the units below it."""
    below: dict[int | None, list[Unit]] = defaultdict(list)
    for unit in units_of(institution.id):
        below[unit.parent_id].append(unit)
    return [(unit, below[unit.id]) for unit in below[None]]
