"""Indicators and their quarterly targets."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.accounts.models import Institution, Unit
from domain.reference.models import NationalAction
from extensions import Base

FIGURE = Numeric(18, 4, asdecimal=True)


class Indicator(Base):
    """A measured output one unit answers for, under a national action where there is one."""

    __tablename__ = "indicators"
    __table_args__ = (UniqueConstraint("institution_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institutions.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    action_id: Mapped[int | None] = mapped_column(ForeignKey("national_actions.id"))
    code: Mapped[str]
    name: Mapped[str]
    measure: Mapped[str]
    definition: Mapped[str] = mapped_column(default="")

    institution: Mapped[Institution] = relationship()
    unit: Mapped[Unit] = relationship()
    action: Mapped[NationalAction | None] = relationship()


class QuarterTarget(Base):
    """One indicator at the end of one quarter; both scores are kept, never blended."""

    __tablename__ = "quarter_targets"
    __table_args__ = (UniqueConstraint("indicator_id", "ends_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicators.id"))
    institution_id: Mapped[int] = mapped_column(ForeignKey("institutions.id"), index=True)
    ends_on: Mapped[date]
    target: Mapped[Decimal] = mapped_column(FIGURE)
    denominator: Mapped[Decimal | None] = mapped_column(FIGURE)
    reported: Mapped[Decimal | None] = mapped_column(FIGURE)
    verified: Mapped[Decimal | None] = mapped_column(FIGURE)
    verified_at: Mapped[datetime | None]

    indicator: Mapped[Indicator] = relationship(lazy="joined")

    @property
    def quarter(self) -> int:
        """1 to 4."""
        return (self.ends_on.month + 2) // 3

    @property
    def checkpoint(self) -> str:
        """Stranas's name for the end of the quarter: B03, B06, B09 or B12."""
        return f"B{self.ends_on.month:02}"
