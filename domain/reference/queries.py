"""Questions about reference rows. Nothing here changes one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from domain.reference.models import Holiday, NationalAction, Region, RegionLevel, Term, Vocabulary
from extensions import db


def terms(vocabulary: Vocabulary) -> Sequence[Term]:
    """A controlled list, in its own order."""
    statement = db.select(Term).filter_by(vocabulary=vocabulary).order_by(Term.position)
    return db.session.scalars(statement).all()


def holidays(start: date, days: int, institution_id: int | None = None) -> set[date]:
    """Days off within ``days`` calendar days of ``start``, national and the institution's."""
    statement = db.select(Holiday.day).where(
        Holiday.day.between(start, start + timedelta(days=days)),
        Holiday.institution_id.is_(None) | (Holiday.institution_id == institution_id),
    )
    return set(db.session.scalars(statement))


def districts_of(regency_code: str) -> Sequence[Region]:
    """The districts (kecamatan) of a regency, by name; of a province, its regencies."""
    statement = db.select(Region).filter_by(parent_code=regency_code).order_by(Region.name)
    return db.session.scalars(statement).all()


def provinces() -> Sequence[Region]:
    """All provinces, by code."""
    statement = db.select(Region).filter_by(level=RegionLevel.PROVINCE).order_by(Region.code)
    return db.session.scalars(statement).all()


def confirmed_actions() -> Sequence[NationalAction]:
    """The national actions whose names are verified."""
    statement = db.select(NationalAction).filter_by(is_draft=False)
    return db.session.scalars(statement.order_by(NationalAction.id)).all()
