"""What happens to accounts. Ids and codes only, never names, addresses or secrets."""

from __future__ import annotations

from dataclasses import dataclass

from domain.accounts.access import Factor
from domain.events import Event
from domain.policy import Role


@dataclass(frozen=True, kw_only=True)
class InvitationEvent(Event):
    """Something happened to one invitation of one institution."""

    invitation_id: int
    institution_id: int


@dataclass(frozen=True, kw_only=True)
class PersonInvited(InvitationEvent):
    """A place was kept for somebody; a letter with a link goes out."""

    role: Role
    unit_id: int | None


@dataclass(frozen=True, kw_only=True)
class InvitationResent(InvitationEvent):
    """A new letter goes out; the link in the old one is dead."""


@dataclass(frozen=True, kw_only=True)
class InvitationWithdrawn(InvitationEvent):
    """The place is no longer kept; its link opens nothing."""


@dataclass(frozen=True, kw_only=True)
class InvitationAccepted(InvitationEvent):
    """Somebody opened the link, chose a password and has an account."""

    user_id: int


@dataclass(frozen=True, kw_only=True)
class AccountEvent(Event):
    """Something happened to one account; ``user_id`` is None for an address nobody has."""

    user_id: int | None
    institution_id: int | None


@dataclass(frozen=True, kw_only=True)
class SignedIn(AccountEvent):
    """Both factors were right."""

    first_factor: Factor
    second_factor: Factor


@dataclass(frozen=True, kw_only=True)
class SignInRefused(AccountEvent):
    """A first or second factor was wrong."""

    factor: Factor


@dataclass(frozen=True, kw_only=True)
class SignedOut(AccountEvent):
    """They left by the door."""


@dataclass(frozen=True, kw_only=True)
class SessionsEnded(AccountEvent):
    """Some of their sessions were ended from elsewhere."""

    count: int


@dataclass(frozen=True, kw_only=True)
class FactorAdded(AccountEvent):
    """They may come in with one thing more."""

    factor: Factor


@dataclass(frozen=True, kw_only=True)
class FactorRemoved(AccountEvent):
    """They may come in with one thing less."""

    factor: Factor


@dataclass(frozen=True, kw_only=True)
class SecondFactorsReset(AccountEvent):
    """An administrator took every second factor away; they enrol again at the door."""


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(AccountEvent):
    """They have another password."""


@dataclass(frozen=True, kw_only=True)
class PasswordResetAsked(AccountEvent):
    """Somebody said they forgot it; told again, with the account, when a letter goes out."""

    reset_id: int


@dataclass(frozen=True, kw_only=True)
class AccountDisabled(AccountEvent):
    """They may no longer come in; their history stays."""


@dataclass(frozen=True, kw_only=True)
class AccountEnabled(AccountEvent):
    """They may come in again."""


@dataclass(frozen=True, kw_only=True)
class SingleSignOnBound(AccountEvent):
    """Their account was joined to one at the identity provider."""
