"""Questions about indicators and their quarters. Nothing here changes a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func
from sqlalchemy.orm import contains_eager, joinedload

from domain.accounts.models import Unit, User
from domain.policy import Permission, visible
from domain.targets.models import Indicator, QuarterTarget
from extensions import db

QUARTERS = 8


@dataclass(frozen=True)
class Line:
    """One indicator and its rows by quarter; a quarter without a row is a gap, not a zero."""

    indicator: Indicator
    by_quarter: dict[date, QuarterTarget]


def quarters_of(indicator_id: int, until: date, limit: int = QUARTERS) -> Sequence[QuarterTarget]:
    """The last ``limit`` quarters of one indicator up to ``until``, oldest first."""
    statement = (
        db.select(QuarterTarget)
        .where(QuarterTarget.indicator_id == indicator_id, QuarterTarget.ends_on <= until)
        .order_by(QuarterTarget.ends_on.desc())
        .limit(limit)
    )
    return db.session.scalars(statement).all()[::-1]


def recent_quarters(actor: User, limit: int = QUARTERS) -> list[date]:
    """The latest quarters with any row ``actor`` may see, oldest first."""
    statement = (
        db.select(QuarterTarget.ends_on)
        .where(visible(actor, Permission.TARGET_READ, QuarterTarget))
        .group_by(QuarterTarget.ends_on)
        .order_by(QuarterTarget.ends_on.desc())
        .limit(limit)
    )
    return list(db.session.scalars(statement))[::-1]


def lines(actor: User, quarters: Sequence[date], unit_id: int | None = None) -> list[Line]:
    """Each indicator ``actor`` may see with its rows in ``quarters``, by unit and code."""
    statement = visible_indicators(actor).options(joinedload(Indicator.action))
    if unit_id is not None:
        statement = statement.where(Indicator.unit_id == unit_id)
    indicators = db.session.scalars(statement).all()
    rows = db.session.scalars(
        db.select(QuarterTarget).where(
            QuarterTarget.indicator_id.in_([i.id for i in indicators]),
            QuarterTarget.ends_on.in_(quarters),
        )
    ).all()
    found: dict[int, dict[date, QuarterTarget]] = {i.id: {} for i in indicators}
    for row in rows:
        found[row.indicator_id][row.ends_on] = row
    return [Line(indicator, found[indicator.id]) for indicator in indicators]


def visible_indicators(actor: User) -> Select[Indicator]:
    """Every indicator ``actor`` may see, with its unit."""
    return (
        db.select(Indicator)
        .join(Indicator.unit)
        .options(contains_eager(Indicator.unit), joinedload(Indicator.institution))
        .where(visible(actor, Permission.TARGET_READ, Indicator))
        .order_by(Indicator.institution_id, Unit.name, Indicator.code)
    )


def units_with_indicators(actor: User) -> Sequence[Unit]:
    """The units that answer for an indicator ``actor`` may see."""
    statement = (
        db.select(Unit)
        .where(
            Unit.id.in_(
                db.select(Indicator.unit_id).where(
                    visible(actor, Permission.TARGET_READ, Indicator)
                )
            )
        )
        .order_by(func.lower(Unit.name))
    )
    return db.session.scalars(statement).all()
