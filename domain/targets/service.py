"""What was promised for a quarter, what the unit says, what the inspectorate confirms."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from domain.accounts.models import Institution, Unit
from domain.clock import now
from domain.errors import NotAllowedNow
from domain.reference.models import NationalAction
from domain.targets.models import Indicator, QuarterTarget
from domain.unit_of_work import transactional
from extensions import db


@transactional
def add_indicator(
    *,
    institution: Institution,
    unit: Unit,
    action: NationalAction | None = None,
    code: str,
    name: str,
    measure: str,
    definition: str = "",
) -> Indicator:
    """Begin to measure something one unit answers for."""
    indicator = Indicator(
        institution_id=institution.id,
        unit_id=unit.id,
        action_id=action.id if action else None,
        code=code,
        name=name,
        measure=measure,
        definition=definition,
    )
    db.session.add(indicator)
    return indicator


@transactional
def agree(
    indicator: Indicator,
    ends_on: date,
    target: Decimal | int,
    denominator: Decimal | int | None = None,
) -> QuarterTarget:
    """Promise a figure for the end of one quarter."""
    row = QuarterTarget(
        indicator=indicator,
        institution_id=indicator.institution_id,
        ends_on=ends_on,
        target=Decimal(target),
        denominator=None if denominator is None else Decimal(denominator),
    )
    db.session.add(row)
    return row


@transactional
def report(target: QuarterTarget, value: Decimal | int) -> QuarterTarget:
    """Keep the unit's own figure; once confirmed it can no longer change."""
    if target.verified is not None:
        raise NotAllowedNow("already verified")
    target.reported = Decimal(value)
    return target


@transactional
def verify(target: QuarterTarget, value: Decimal | int) -> QuarterTarget:
    """Keep the inspectorate's figure beside the unit's own, with its moment."""
    target.verified = Decimal(value)
    target.verified_at = now()
    return target
