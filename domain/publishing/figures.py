"""Figures, frozen when an achievement is published, so a later change cannot rewrite it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal

from domain.publishing.models import Achievement
from domain.publishing.truth import standing
from domain.targets.models import QuarterTarget

TEMPLATE = "target_vs_achieved"
NUMERALS = ("I", "II", "III", "IV")


def frozen(achievement: Achievement, quarters: Sequence[QuarterTarget]) -> dict[str, Any] | None:
    """The figures of ``achievement`` as plain data; None when it tells of no target."""
    told = achievement.target
    if told is None or told.verified is None or told.verified_at is None:
        return None
    indicator, zone = told.indicator, ZoneInfo(achievement.institution.timezone)
    figures: dict[str, Any] = {
        "template": TEMPLATE,
        "title": achievement.title,
        "subtitle": indicator.name,
        "unit": indicator.measure,
        "rows": [row_of(quarter) for quarter in quarters],
        "source": f"Laporan {told.checkpoint} {told.ends_on.year}, {indicator.unit.name}",
        "data_date": told.ends_on.isoformat(),
        "verified_at": told.verified_at.astimezone(zone).isoformat(),
    }
    return figures | {"alt": alt_text(figures)}


def row_of(quarter: QuarterTarget) -> dict[str, Any]:
    """One quarter; a figure not verified is missing, not zero."""
    return {
        "label": f"Triwulan {NUMERALS[quarter.quarter - 1]} {quarter.ends_on.year}",
        "ends_on": quarter.ends_on.isoformat(),
        "target": plain(quarter.target),
        "value": plain(quarter.verified),
        "denominator": plain(quarter.denominator),
    }


def plain(value: Decimal | None) -> int | float | None:
    """A number JSON can keep; whole numbers stay whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def alt_text(figures: dict[str, Any]) -> str:
    """What the picture says, for whoever cannot see it: from the data alone."""
    last, unit = figures["rows"][-1], figures["unit"]
    told = [row for row in figures["rows"] if row["value"] is not None]
    words = [
        f"Grafik batang capaian dan target, {figures['subtitle']}.",
        f"{last['label']}: {said(last['value'])} {unit} dari target {said(last['target'])},"
        f" {standing(last['value'], last['target'])}.",
    ]
    if len(told) > 1:
        high = max(told, key=lambda row: row["value"])
        low = min(told, key=lambda row: row["value"])
        words.append(
            f"Tertinggi {said(high['value'])} pada {high['label']},"
            f" terendah {said(low['value'])} pada {low['label']}."
        )
    missing = len(figures["rows"]) - len(told)
    if missing:
        words.append(f"{missing} triwulan belum ada data.")
    return " ".join(words)


def said(value: float | Decimal | None) -> str:
    """A number as people here write it."""
    return "belum ada data" if value is None else format_decimal(value, locale="id")


def percentage(part: float | Decimal, whole: float | Decimal) -> Decimal:
    """The share in percent, to one decimal; what falls short of all is never rounded up to it."""
    share = Decimal(str(part)) / Decimal(str(whole)) * 100
    rounded = share.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return Decimal("99.9") if share < 100 <= rounded else rounded


def day(value: Any) -> str:
    """A date as people here write it."""
    return format_date(value, "d MMMM y", locale="id")
