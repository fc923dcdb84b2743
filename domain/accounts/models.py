"""Institutions, units, people, and the hats people wear."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from uuid import uuid4

from flask_security.core import UserMixin
from sqlalchemy import JSON, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship, remote, synonym

from domain.clock import now, today
from domain.policy import Role
from extensions import Base


class InstitutionKind(StrEnum):
    """What an institution is. It is not its region: six regencies have no government."""

    MINISTRY = "ministry"
    PROVINCE = "province"
    REGENCY = "regency"
    CITY = "city"
    ENTERPRISE = "enterprise"
    VILLAGE = "village"


class PositionStatus(StrEnum):
    """How someone holds a post: definitif, Plt, Plh or Pj."""

    PERMANENT = "permanent"
    ACTING = "acting"
    DAILY_ACTING = "daily_acting"
    INTERIM = "interim"


class Institution(Base):
    """A government body in this house; its non-public rows are its own."""

    __tablename__ = "institutions"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    kind: Mapped[InstitutionKind]
    region_code: Mapped[str | None]
    timezone: Mapped[str] = mapped_column(default="Asia/Jakarta")
    host: Mapped[str | None] = mapped_column(unique=True)
    contact: Mapped[str] = mapped_column(default="")
    emergency_number: Mapped[str] = mapped_column(default="112")
    data_protection_contact: Mapped[str] = mapped_column(default="")
    welcome: Mapped[str] = mapped_column(Text, default="")
    closed_kinds: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    asks_to_publish: Mapped[bool] = mapped_column(default=True)
    accent: Mapped[str] = mapped_column(default="")
    logo_key: Mapped[str | None]
    logo_type: Mapped[str] = mapped_column(default="")
    logo_width: Mapped[int] = mapped_column(default=0)
    logo_height: Mapped[int] = mapped_column(default=0)
    reports_go_to_id: Mapped[int | None] = mapped_column(ForeignKey("institutions.id"))
    """Whose inspectorate reads reports about this one's; None leaves them to its head."""

    version: Mapped[int] = mapped_column()

    # An institution belongs to itself: the policy asks every row whose it is.
    institution_id: Mapped[int] = synonym("id")
    reports_go_to: Mapped[Institution | None] = relationship(remote_side="Institution.id")

    __mapper_args__ = {"version_id_col": version}


class Unit(Base):
    """A part of an institution: an inspectorate, an agency, a section."""

    __tablename__ = "units"
    __table_args__ = (UniqueConstraint("institution_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institutions.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    code: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str]
    closed_on: Mapped[date | None]
    version: Mapped[int] = mapped_column()

    institution: Mapped[Institution] = relationship()
    neighbours: Mapped[list[Unit]] = relationship(
        primaryjoin=lambda: Unit.institution_id == foreign(remote(Unit.institution_id)),
        viewonly=True,
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def family(self) -> list[Unit]:
        """This unit, those above it and those below it; never those beside it."""
        by_id = {unit.id: unit for unit in self.neighbours}
        above = line(self, by_id)
        return [u for u in self.neighbours if u.id in above or self.id in line(u, by_id)]


def line(unit: Unit, by_id: Mapping[int, Unit]) -> set[int]:
    """A unit and every unit above it; a circle ends where it began."""
    above: set[int] = set()
    at: Unit | None = unit
    while at is not None and at.id not in above:
        above.add(at.id)
        at = by_id.get(at.parent_id or 0)
    return above


class User(Base, UserMixin):
    """A member of staff. Citizens have no account."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(unique=True, default=lambda: uuid4().hex)
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=now)
    totp_secret: Mapped[str | None]
    totp_last_step: Mapped[int | None]
    recovery_codes: Mapped[list[str]] = mapped_column(JSON, default=list)
    webauthn_handle: Mapped[str] = mapped_column(unique=True, default=lambda: uuid4().hex)
    sso_subject: Mapped[str | None] = mapped_column(unique=True)

    memberships: Mapped[list[Membership]] = relationship(
        back_populates="user", lazy="selectin", order_by="Membership.id"
    )

    @property
    def roles(self) -> list[str]:  # type: ignore[override]
        """None: the sign-in library's roles stay unused, the policy reads ``hats``."""
        return []

    @property
    def hats(self) -> list[Membership]:
        """The memberships in force today; an inactive person wears none."""
        return [m for m in self.memberships if m.is_current] if self.active else []

    @property
    def unit_family(self) -> frozenset[int]:
        """The units of every hat worn today, with those above and below them."""
        units = [hat.unit for hat in self.hats if hat.unit is not None]
        return frozenset(kin.id for unit in units for kin in unit.family)

    @property
    def institution(self) -> Institution | None:
        """Where this person works first of all."""
        return self.hats[0].institution if self.hats else None


class Membership(Base):
    """A hat: one person, one role, for an institution and perhaps one unit, for a while."""

    __tablename__ = "memberships"
    __table_args__ = (Index(None, "institution_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institutions.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    role: Mapped[Role]
    title: Mapped[str] = mapped_column(default="")
    position_status: Mapped[PositionStatus] = mapped_column(default=PositionStatus.PERMANENT)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    deputises_id: Mapped[int | None] = mapped_column(ForeignKey("memberships.id"))

    user: Mapped[User] = relationship(back_populates="memberships")
    institution: Mapped[Institution] = relationship(lazy="joined")
    unit: Mapped[Unit | None] = relationship(lazy="joined")

    @property
    def is_current(self) -> bool:
        """Whether the post is held today, on the institution's own calendar."""
        day = today(self.institution.timezone)
        return (self.starts_on is None or self.starts_on <= day) and not self.is_over

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed; a post still to come is not over."""
        return self.ends_on is not None and self.ends_on < today(self.institution.timezone)
