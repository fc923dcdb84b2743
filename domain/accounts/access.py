"""How somebody comes in: invitations, passkeys, sessions, forgotten passwords."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.accounts.models import Institution, PositionStatus, Unit, User
from domain.clock import now
from domain.policy import Role
from extensions import Base


class Factor(StrEnum):
    """What somebody proved to come in. A verified passkey counts as both factors."""

    PASSWORD = "password"  # noqa: S105 - the name of a factor
    TOTP = "totp"
    PASSKEY = "passkey"
    RECOVERY_CODE = "recovery_code"
    SINGLE_SIGN_ON = "single_sign_on"
    DEMO = "demo"


class Invitation(Base):
    """A place kept for somebody; the link in the letter opens it once."""

    __tablename__ = "invitations"

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institutions.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    email: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    role: Mapped[Role]
    title: Mapped[str] = mapped_column(default="")
    position_status: Mapped[PositionStatus] = mapped_column(default=PositionStatus.PERMANENT)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    invited_at: Mapped[datetime] = mapped_column(default=now)
    token_hash: Mapped[str | None] = mapped_column(unique=True)
    expires_at: Mapped[datetime | None]
    accepted_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    institution: Mapped[Institution] = relationship()
    unit: Mapped[Unit | None] = relationship()

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has accepted or withdrawn it yet."""
        return self.accepted_at is None and self.withdrawn_at is None

    @property
    def is_open(self) -> bool:
        """Whether its link still opens it."""
        return self.is_waiting and self.expires_at is not None and now() < self.expires_at


class Passkey(Base):
    """A public key of somebody's device; the private one never leaves it."""

    __tablename__ = "passkeys"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(default=0)
    transports: Mapped[list[str]] = mapped_column(JSON, default=list)
    name: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=now)
    used_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()


class Challenge(Base):
    """A question to a device that was answered, kept as a hash while its cookie may return."""

    __tablename__ = "passkey_challenges"

    id: Mapped[int] = mapped_column(primary_key=True)
    challenge_hash: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)


class StaffSession(Base):
    """One browser somebody signed in with. Ending it is deleting it."""

    __tablename__ = "staff_sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    first_factor: Mapped[Factor]
    second_factor: Mapped[Factor | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime] = mapped_column(default=now)
    confirmed_at: Mapped[datetime] = mapped_column(default=now)
    browser: Mapped[str] = mapped_column(default="")

    user: Mapped[User] = relationship()

    @property
    def is_complete(self) -> bool:
        """Whether both factors were proved; until then no staff page opens."""
        return self.second_factor is not None


class PasswordReset(Base):
    """A forgotten password; the link in the letter opens it once.

    Whose it is is looked up when the letter is written: until then there is an address alone,
    afterwards a person alone, or neither for an address nobody has.
    """

    __tablename__ = "password_resets"

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str | None]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(default=now)
    token_hash: Mapped[str | None] = mapped_column(unique=True)
    expires_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]

    user: Mapped[User | None] = relationship()

    @property
    def is_open(self) -> bool:
        """Whether its link still opens it."""
        fresh = self.expires_at is not None and now() < self.expires_at
        return self.used_at is None and fresh and self.user is not None and self.user.active
