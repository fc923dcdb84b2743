"""Questions about reference rows. Nothing here changes one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sqlalchemy import func

from domain.reference.models import (
    WORKING,
    Holiday,
    NationalAction,
    Region,
    RegionLevel,
    Term,
    Vocabulary,
)
from extensions import db


def terms(*vocabularies: Vocabulary) -> Sequence[Term]:
    """A controlled list, or several at once, each in its own order."""
    statement = db.select(Term).where(Term.vocabulary.in_(vocabularies)).order_by(Term.position)
    return db.session.scalars(statement).all()


def holidays(start: date, days: int, institution_id: int | None = None) -> set[date]:
    """Days off within ``days`` calendar days of ``start``, national and the institution's."""
    return days_off(calendar_days(start, start + timedelta(days=days)), institution_id)


def calendar_days(start: date, end: date) -> Sequence[Holiday]:
    """What the table says of the days from ``start`` to ``end``, every institution's."""
    statement = db.select(Holiday).where(Holiday.day.between(start, end))
    return db.session.scalars(statement.order_by(Holiday.day, Holiday.id)).all()


def known_until() -> date | None:
    """The last day whose national holidays the table knows; None for an empty table.

    Holidays come a year at a time, so the last one vouches for its whole year.
    """
    last = db.session.scalar(db.select(func.max(Holiday.day)).filter_by(institution_id=None))
    return date(last.year, 12, 31) if last else None


def days_off(days: Iterable[Holiday], institution_id: int | None) -> set[date]:
    """The days an institution is closed: national and own, without those it works through."""
    ours = [day for day in days if day.institution_id in {None, institution_id}]
    worked = {day.day for day in ours if day.kind == WORKING}
    return {day.day for day in ours} - worked


def region_called(typed: str) -> Region | None:
    """The region of this code, or the one province, regency or city of this name."""
    if found := db.session.get(Region, typed):
        return found
    name = " ".join(typed.split()).lower()
    statement = db.select(Region).where(
        func.lower(Region.name) == name, Region.level != RegionLevel.DISTRICT
    )
    rows = db.session.scalars(statement.limit(2)).all()
    return rows[0] if len(rows) == 1 else None


def zone_of(region: Region | None) -> str | None:
    """A region's time zone, its own or the one it lies in."""
    while region is not None and not region.timezone:
        region = db.session.get(Region, region.parent_code) if region.parent_code else None
    return region.timezone if region else None


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
