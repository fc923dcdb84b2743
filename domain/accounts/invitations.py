"""The verbs of invitations: keep a place for somebody, and let them take it once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select
from sqlalchemy.exc import NoResultFound

from domain.accounts import links
from domain.accounts.access import Invitation
from domain.accounts.events import (
    InvitationAccepted,
    InvitationResent,
    InvitationWithdrawn,
    PersonInvited,
)
from domain.accounts.models import Institution, PositionStatus, Unit, User
from domain.accounts.passwords import check_password
from domain.accounts.service import enrol, give_hat, refuse_unfit_hat
from domain.clock import now
from domain.errors import NotAllowedNow, Unacceptable
from domain.policy import Permission, Role, require
from domain.unit_of_work import announce, transactional
from extensions import db

LASTS = timedelta(hours=72)
# A role that looks into other institutions is not one institution's to give.
GIVEN_BY_THE_OPERATOR = frozenset({Role.NATIONAL_SECRETARIAT})


@dataclass(frozen=True)
class Post:
    """How somebody will hold the role: title, definitif or Plt, from and until when."""

    title: str = ""
    status: PositionStatus = PositionStatus.PERMANENT
    starts_on: date | None = None
    ends_on: date | None = None


@transactional
def invite(
    institution: Institution,
    *,
    email: str,
    name: str,
    role: Role,
    actor: User | None,
    unit: Unit | None = None,
    post: Post | None = None,
) -> Invitation:
    """Keep a place and let a letter go out; ``actor`` is None for the operator's command.

    Raise Unacceptable for an address already in use or a role and unit that do not fit.
    """
    post = post or Post()
    invitation = Invitation(
        institution_id=institution.id,
        unit_id=unit.id if unit else None,
        email=email.strip().lower(),
        name=" ".join(name.split()),
        role=role,
        title=post.title,
        position_status=post.status,
        starts_on=post.starts_on,
        ends_on=post.ends_on,
        invited_by_id=actor.id if actor else None,
    )
    refuse_unfit(invitation, unit, actor)
    db.session.add(invitation)
    db.session.flush()
    announce(PersonInvited(**about(invitation, actor), role=role, unit_id=invitation.unit_id))
    return invitation


def refuse_unfit(invitation: Invitation, unit: Unit | None, actor: User | None) -> None:
    """Raise NotPermitted or Unacceptable unless this invitation may go out."""
    if actor is not None:
        require(actor, Permission.INSTITUTION_MANAGE, invitation)
        if invitation.role in GIVEN_BY_THE_OPERATOR:
            raise Unacceptable("role", "Peran ini hanya diberikan oleh pengelola situs.")
    if not invitation.name:
        raise Unacceptable("name", "Tulis nama orang ini.")
    dates = (invitation.starts_on, invitation.ends_on)
    refuse_unfit_hat(invitation.role, invitation.institution_id, unit, *dates)
    refuse_taken(invitation.email)


def refuse_taken(email: str) -> None:
    """Raise Unacceptable unless this is an address, and nobody's yet."""
    if "@" not in email.strip("@"):
        raise Unacceptable("email", "Tulis alamat email yang lengkap.")
    if db.session.scalar(db.select(User.id).filter_by(email=email)):
        raise Unacceptable("email", "Alamat email ini sudah punya akun.")
    if db.session.scalar(waiting().filter_by(email=email).limit(1)):
        raise Unacceptable("email", "Alamat email ini sudah diundang. Kirim ulang undangannya.")


@transactional
def resend(invitation: Invitation, actor: User | None) -> None:
    """Send a new letter, or raise NotAllowedNow; the link in the old one dies at once."""
    allow(invitation, actor)
    invitation.token_hash = invitation.expires_at = None
    announce(InvitationResent(**about(invitation, actor)))


@transactional
def withdraw(invitation: Invitation, actor: User | None) -> None:
    """Keep the place no longer, or raise NotAllowedNow."""
    allow(invitation, actor)
    invitation.withdrawn_at, invitation.token_hash = now(), None
    announce(InvitationWithdrawn(**about(invitation, actor)))


@transactional
def token_for_letter(invitation: Invitation) -> str:
    """The token of the letter being written now; it lasts 72 hours."""
    if not invitation.is_waiting:
        raise NotAllowedNow
    return links.mint(invitation, LASTS)


def opened_by(token: str) -> Invitation:
    """The open invitation this link belongs to, or NoResultFound. Nothing is used up."""
    return openable(token, db.select(Invitation))


@transactional
def accept(token: str, password: str) -> User:
    """Make the account and its hat, once; NoResultFound for a dead link."""
    invitation = openable(token, db.select(Invitation).with_for_update())
    plain = check_password(password, invitation.name, invitation.email, invitation.institution.name)
    user = enrol(name=invitation.name, email=invitation.email, password=plain)
    give_hat(
        user,
        invitation.role,
        invitation.institution,
        invitation.unit,
        title=invitation.title,
        position_status=invitation.position_status,
        starts_on=invitation.starts_on,
        ends_on=invitation.ends_on,
    )
    invitation.accepted_at, invitation.user_id, invitation.token_hash = now(), user.id, None
    announce(InvitationAccepted(**about(invitation, user), user_id=user.id))
    return user


def openable(token: str, statement: Select[Invitation]) -> Invitation:
    """The open invitation of this token, or NoResultFound."""
    row = db.session.scalar(statement.filter_by(token_hash=links.token_hash(token)))
    if row is None or not row.is_open:
        raise NoResultFound
    return row


def waiting() -> Select[Invitation]:
    """Invitations nobody has accepted or withdrawn yet, newest first."""
    return (
        db.select(Invitation)
        .where(Invitation.accepted_at.is_(None), Invitation.withdrawn_at.is_(None))
        .order_by(Invitation.id.desc())
    )


def allow(invitation: Invitation, actor: User | None) -> None:
    """Raise NotPermitted for a stranger and NotAllowedNow once it is settled."""
    if actor is not None:
        require(actor, Permission.INSTITUTION_MANAGE, invitation)
    if not invitation.is_waiting:
        raise NotAllowedNow


def about(invitation: Invitation, actor: User | None) -> dict[str, Any]:
    """What every event of an invitation carries."""
    return {
        "actor_id": actor.id if actor else None,
        "invitation_id": invitation.id,
        "institution_id": invitation.institution_id,
    }
