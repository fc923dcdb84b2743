"""Questions about institutions, units and people. Nothing here changes a row."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import contains_eager

from domain.accounts.models import Membership, Unit, User
from domain.policy import Role
from extensions import db


def demo_accounts() -> Sequence[User]:
    """The accounts anyone may try in demo mode, in the order they were made."""
    statement = db.select(User).filter_by(is_demo=True, active=True).order_by(User.id)
    return db.session.scalars(statement).all()


def units_of(institution_id: int) -> Sequence[Unit]:
    """The units of an institution, by name."""
    statement = db.select(Unit).filter_by(institution_id=institution_id).order_by(Unit.name)
    return db.session.scalars(statement).all()


def staffed_units(institution_id: int) -> set[int]:
    """The units where somebody who may come in answers today."""
    statement = (
        db.select(Membership)
        .join(Membership.user)
        .where(
            User.active,
            Membership.institution_id == institution_id,
            Membership.role == Role.UNIT_OFFICER,
            Membership.unit_id.is_not(None),
        )
    )
    return {hat.unit_id for hat in db.session.scalars(statement) if hat.is_current and hat.unit_id}


def members_of(institution_id: int) -> Sequence[Membership]:
    """Who works at an institution, by name: one row for each hat."""
    statement = (
        db.select(Membership)
        .join(Membership.user)
        .where(Membership.institution_id == institution_id)
        .options(contains_eager(Membership.user).lazyload(User.memberships))
        .order_by(User.name, Membership.id)
    )
    return db.session.scalars(statement).all()
