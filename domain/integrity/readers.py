"""Who reads a report: never those it is about. About the inspectorate: one level up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy.orm import selectinload

from domain.accounts.models import Institution, Membership, Unit, User
from domain.integrity.models import Addressee
from domain.policy import INSPECTORATE, Role
from extensions import db

# The kinds of unit that are the inspectorate, wherever they hang.
INSPECTORATE_KINDS = frozenset({"inspektorat", "irban"})


class Report(Protocol):
    """What deciding about readers needs to know of a report."""

    institution_id: Any
    about_unit_id: Any
    addressee: Any


@dataclass(frozen=True)
class Readers:
    """Which institution takes a report in, and who there."""

    institution: Institution
    addressee: Addressee


def readers_of(institution: Institution, about_unit_id: int) -> Readers:
    """Who will read a report about a unit of ``institution``; 0 means no unit was named."""
    unit = db.session.get(Unit, about_unit_id) if about_unit_id else None
    if unit is None or not is_about_inspectorate(unit):
        return Readers(institution, Addressee.INSPECTORATE)
    return one_level_up(institution)


def one_level_up(institution: Institution) -> Readers:
    """The inspectorate of the institution named for this, if anybody is there; else the head."""
    above = institution.reports_go_to
    if above is not None and wearing(above.id, INSPECTORATE):
        return Readers(above, Addressee.INSPECTORATE)
    return Readers(institution, Addressee.HEAD)


def is_about_inspectorate(unit: Unit) -> bool:
    """Whether a report about ``unit`` touches the inspectorate, or all who work for it."""
    family = unit.family
    if any(kin.kind in INSPECTORATE_KINDS for kin in family):
        return True
    inspectors = wearing(unit.institution_id, INSPECTORATE)
    return bool(inspectors) and all(unit.id in person.unit_family for person in inspectors)


def may_take(unit: Unit, report: Report) -> bool:
    """Whether a report may be handed to ``unit``: not one about it, nor one gone past it."""
    return unit.id not in closed_units(report)


def closed_units(report: Report) -> frozenset[int]:
    """The units a report must not be handed to."""
    about = db.session.get(Unit, report.about_unit_id) if report.about_unit_id else None
    closed = [about] if about else []
    if report.addressee == Addressee.HEAD:
        statement = db.select(Unit).where(
            Unit.institution_id == report.institution_id, Unit.kind.in_(INSPECTORATE_KINDS)
        )
        closed += db.session.scalars(statement)
    return frozenset(kin.id for unit in closed for kin in unit.family)


def wearing(institution_id: int, roles: Iterable[Role]) -> Sequence[User]:
    """Who wears one of ``roles`` there today, and may come in."""
    statement = (
        db.select(User)
        .join(User.memberships)
        .where(
            User.active,
            Membership.institution_id == institution_id,
            Membership.role.in_(list(roles)),
        )
        .options(selectinload(User.memberships))
        .order_by(User.id)
    )
    wanted = set(roles)
    return [
        person
        for person in db.session.scalars(statement).unique()
        if any(h.role in wanted and h.institution_id == institution_id for h in person.hats)
    ]
