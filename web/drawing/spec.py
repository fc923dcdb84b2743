"""What a figure says, before anyone decides how it looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from domain.publishing.figures import day, percentage, said
from domain.publishing.truth import Standing, standing

SHAPES = {
    Standing.ACHIEVED: "circle",
    Standing.ON_TRACK: "diamond",
    Standing.ATTENTION: "triangle",
    Standing.BEHIND: "square",
    Standing.NO_DATA: "ring",
}


@dataclass(frozen=True)
class Row:
    """One quarter: what was promised and what came of it."""

    label: str
    ends_on: date
    target: float
    value: float | None
    denominator: float | None

    @property
    def standing(self) -> Standing:
        """How it stands, computed from its own two figures."""
        return standing(self.value, self.target)

    @property
    def shape(self) -> str:
        """The mark beside the word, so colour never speaks alone."""
        return SHAPES[self.standing]

    @property
    def css(self) -> str:
        """The standing as part of a class name."""
        return self.standing.value.replace(" ", "-")

    @property
    def share(self) -> Decimal | None:
        """The percentage of its denominator; without one there is none."""
        if self.value is None or not self.denominator:
            return None
        return percentage(self.value, self.denominator)


@dataclass(frozen=True)
class ChartSpec:
    """A frozen figure: every drawing, table and file is made from it alone."""

    title: str
    subtitle: str
    unit: str
    rows: tuple[Row, ...]
    source: str
    data_date: date
    verified_at: datetime
    alt: str

    @classmethod
    def from_figures(cls, figures: Mapping[str, Any]) -> ChartSpec:
        """The spec of an achievement's frozen figures."""
        return cls(
            title=figures["title"],
            subtitle=figures["subtitle"],
            unit=figures["unit"],
            rows=tuple(row_from(row) for row in figures["rows"]),
            source=figures["source"],
            data_date=date.fromisoformat(figures["data_date"]),
            verified_at=datetime.fromisoformat(figures["verified_at"]),
            alt=figures["alt"],
        )

    @property
    def last(self) -> Row:
        """The quarter the figure is about."""
        return self.rows[-1]

    @property
    def scale(self) -> float:
        """The full length of a bar; every bar starts at zero."""
        return max([1e-9, *(max(row.target, row.value or 0) for row in self.rows)])

    def length(self, value: float | None, full: float = 100) -> float:
        """How long ``value`` is drawn where the longest is ``full``."""
        return round(max(0.0, value or 0) / self.scale * full, 2)

    @property
    def provenance(self) -> str:
        """Where the figures come from and how fresh they are."""
        return f"Sumber: {self.source}. Data per {day(self.data_date)}."

    @property
    def stamp(self) -> str:
        """Who stands behind the figures, and since when."""
        return f"Terverifikasi {day(self.verified_at.date())}"


def row_from(row: Mapping[str, Any]) -> Row:
    """One row of the frozen figures."""
    return Row(
        label=row["label"],
        ends_on=date.fromisoformat(row["ends_on"]),
        target=row["target"],
        value=row["value"],
        denominator=row["denominator"],
    )


def share_words(row: Row) -> str:
    """``31 dari 41 (75,6%)``; empty when no denominator is known."""
    if row.share is None:
        return ""
    return f"{said(row.value)} dari {said(row.denominator)} ({said(row.share)}%)"
