"""The verbs of invitations: keep a place for somebody, and let them take it once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from email_validator import EmailNotValidError, validate_email
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
from domain.accounts.models import Institution, User
from domain.accounts.passwords import check_password
from domain.accounts.posts import Post, refuse_unfit_post
from domain.accounts.service import enrol, give_hat
from domain.clock import now, today
from domain.errors import NotAllowedNow, Unacceptable
from domain.policy import Permission, require
from domain.unit_of_work import announce, transactional
from extensions import db

LASTS = timedelta(hours=72)


@transactional
def invite(
    institution: Institution, post: Post, *, email: str, name: str, actor: User | None
) -> Invitation:
    """Keep a place and let a letter go out; ``actor`` is None for the operator's command.

    Raise NotPermitted, or Unacceptable for a post that does not fit or an address in use.
    """
    if actor is not None:
        require(actor, Permission.PEOPLE_MANAGE, institution)
    invitation = keep_place(institution, post, email=email, name=name, actor=actor)
    announce(PersonInvited(**about(invitation, actor), role=post.role, unit_id=invitation.unit_id))
    return invitation


@transactional
def keep_place(
    institution: Institution, post: Post, *, email: str, name: str, actor: User | None
) -> Invitation:
    """The place alone, without a letter, or Unacceptable."""
    address, called = fit_address(email), " ".join(name.split())
    if not called:
        raise Unacceptable("name", "Tulis nama orang ini.")
    refuse_unfit_post(post, institution, actor)
    refuse_taken(address)
    invitation = Invitation(
        institution_id=institution.id,
        unit_id=post.unit.id if post.unit else None,
        email=address,
        name=called,
        role=post.role,
        title=post.title,
        position_status=post.status,
        starts_on=post.starts_on,
        ends_on=post.ends_on,
        invited_by_id=actor.id if actor else None,
    )
    db.session.add(invitation)
    db.session.flush()
    return invitation


def fit_address(typed: str) -> str:
    """One person's address as accounts are found by, or Unacceptable: no list, no odd marks."""
    try:
        found = validate_email(
            typed.strip(), allow_smtputf8=False, check_deliverability=False, test_environment=True
        )
    except EmailNotValidError as error:
        raise Unacceptable("email", "Tulis alamat email yang lengkap.") from error
    return found.normalized.lower()


def refuse_taken(email: str) -> None:
    """Raise Unacceptable when this address is somebody's already."""
    if has_account(email):
        raise Unacceptable("email", "Alamat email ini sudah punya akun.")
    if db.session.scalar(waiting().filter_by(email=email).limit(1)):
        raise Unacceptable("email", "Alamat email ini sudah diundang. Kirim ulang undangannya.")


def has_account(email: str) -> bool:
    """Whether somebody comes in with this address already."""
    return db.session.scalar(db.select(User.id).filter_by(email=email)) is not None


@transactional
def resend(invitation: Invitation, actor: User | None) -> None:
    """Send a new letter, or raise NotAllowedNow; the link in the old one dies at once."""
    allow(invitation, actor)
    if not still_fits(invitation):
        raise NotAllowedNow
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
    if row is None or not row.is_open or not still_fits(row):
        raise NoResultFound
    return row


def still_fits(invitation: Invitation) -> bool:
    """Whether the place could be given today as it was: the house moved on meanwhile."""
    place = invitation.institution
    post = Post(
        invitation.role,
        invitation.unit,
        invitation.title,
        invitation.position_status,
        invitation.starts_on,
        invitation.ends_on,
    )
    try:
        refuse_unfit_post(post, place, None)
    except Unacceptable:
        return False
    over = post.ends_on is not None and post.ends_on < today(place.timezone)
    return not over and not has_account(invitation.email)


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
        require(actor, Permission.PEOPLE_MANAGE, invitation)
    if not invitation.is_waiting:
        raise NotAllowedNow


def about(invitation: Invitation, actor: User | None) -> dict[str, Any]:
    """What every event of an invitation carries."""
    return {
        "actor_id": actor.id if actor else None,
        "invitation_id": invitation.id,
        "institution_id": invitation.institution_id,
    }
