"""Reference rows, loaded from ``reference/*.csv`` and editable afterwards."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from extensions import Base


class RegionLevel(StrEnum):
    """Kemendagri's three upper levels."""

    PROVINCE = "province"
    REGENCY = "regency"
    DISTRICT = "district"


class Region(Base):
    """An area by its Kemendagri code (PP, PP.RR, PP.RR.DD). Not a government."""

    __tablename__ = "regions"

    code: Mapped[str] = mapped_column(primary_key=True)
    parent_code: Mapped[str | None] = mapped_column(index=True)
    level: Mapped[RegionLevel]
    name: Mapped[str]
    timezone: Mapped[str | None]


# The kinds of a calendar day an institution may set for itself.
OWN_HOLIDAY, WORKING = "libur_instansi", "hari_kerja"


class Holiday(Base):
    """A day that is no working day; ``institution_id`` empty means all of Indonesia.

    Of kind WORKING it is the opposite: the institution works on a national holiday.
    """

    __tablename__ = "holidays"
    __table_args__ = (UniqueConstraint("day", "institution_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
    institution_id: Mapped[int | None]
    name: Mapped[str]
    kind: Mapped[str]


class Vocabulary(StrEnum):
    """The controlled lists."""

    TOPIC = "topic"
    DEVIATION_TYPE = "deviation_type"
    STATUS = "status"
    UNIT_TEMPLATE = "unit_template"
    MCP_AREA = "mcp_area"
    ZI_COMPONENT = "zi_component"
    ANTIKORUPSI_INDICATOR = "antikorupsi_indicator"


class Term(Base):
    """One entry of a controlled list; ``details`` keeps the file's other columns."""

    __tablename__ = "terms"
    __table_args__ = (UniqueConstraint("vocabulary", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    vocabulary: Mapped[Vocabulary]
    code: Mapped[str]
    label: Mapped[str]
    hint: Mapped[str] = mapped_column(default="")
    position: Mapped[int]
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class NationalAction(Base):
    """An *Aksi PK* of one Stranas period. A draft's name is not yet confirmed as fact."""

    __tablename__ = "national_actions"
    __table_args__ = (UniqueConstraint("period", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    period: Mapped[str]
    focus: Mapped[str]
    number: Mapped[str]
    name: Mapped[str]
    is_draft: Mapped[bool]
    source: Mapped[str]
