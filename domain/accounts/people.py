"""The verbs of an administrator over accounts: stop, let in again, clear second factors."""

from __future__ import annotations

from uuid import uuid4

from domain.accounts import second_factors
from domain.accounts.access import Factor
from domain.accounts.events import (
    AccountDisabled,
    AccountEnabled,
    SignInRefused,
    SingleSignOnBound,
)
from domain.accounts.models import User
from domain.accounts.passwords import is_password_of
from domain.accounts.sessions import about, end_all
from domain.errors import NotAllowedNow
from domain.policy import NotPermitted, Permission, may_give
from domain.unit_of_work import announce, transactional
from extensions import db


@transactional
def disable(user: User, actor: User | None) -> None:
    """Stop an account at once; its history stays. Nobody stops the own account."""
    allow(user, actor)
    if user is actor or not user.active:
        raise NotAllowedNow
    announce(AccountDisabled(**about(user, actor)))
    end_all(user, actor=actor)
    user.active = False
    user.fs_uniquifier = uuid4().hex


@transactional
def enable(user: User, actor: User | None) -> None:
    """Let somebody in again."""
    allow(user, actor)
    if user.active:
        raise NotAllowedNow
    user.active = True
    announce(AccountEnabled(**about(user, actor)))


@transactional
def reset_second_factor(user: User, actor: User | None) -> None:
    """Take somebody's second factors away and write to them; they enrol again at the door."""
    allow(user, actor)
    if user is actor:
        raise NotAllowedNow
    second_factors.reset(user, actor)


@transactional
def prove_password(email: str, password: str, *, demo: bool) -> User | None:
    """Whose address and password these are; None, after the same work, if nobody's.

    A demo account opens nothing outside demo mode.
    """
    user = db.session.scalar(db.select(User).filter_by(email=address_of(email)))
    right = is_password_of(user, password)
    if user is not None and right and user.active and (demo or not user.is_demo):
        return user
    announce(SignInRefused(**about(user) | {"actor_id": None}, factor=Factor.PASSWORD))
    return None


def address_of(typed: str) -> str:
    """An address as accounts are found by, however it was typed."""
    return typed.strip().lower()


@transactional
def known_at_provider(subject: str, email: str, *, verified: bool) -> User | None:
    """Whose account this is at the identity provider, joined once by a verified address."""
    user = db.session.scalar(db.select(User).filter_by(sso_subject=subject))
    if user is None and verified:
        user = db.session.scalar(
            db.select(User).filter_by(email=address_of(email), sso_subject=None)
        )
        if user is not None and user.active and not user.is_demo:
            user.sso_subject = subject
            announce(SingleSignOnBound(**about(user)))
    if user is None or not user.active or user.is_demo:
        announce(SignInRefused(**about(user) | {"actor_id": None}, factor=Factor.SINGLE_SIGN_ON))
        return None
    return user


def allow(user: User, actor: User | None) -> None:
    """Raise NotPermitted unless ``may_manage``; the operator's command has no actor."""
    if actor is not None and not may_manage(actor, user):
        raise NotPermitted(Permission.PEOPLE_MANAGE)


def may_manage(actor: User, user: User) -> bool:
    """Whether this account is the actor's to stop and open: every hat in it is theirs to give.

    Hats that are over count for nothing while others are worn or to come; who has none left
    is looked after where they worked.
    """
    living = [hat for hat in user.memberships if not hat.is_over]
    if living:
        return all(may_give(actor, hat.role, hat) for hat in living)
    return any(may_give(actor, hat.role, hat) for hat in user.memberships)


@transactional
def prove_again(user: User, password: str) -> bool:
    """Whether somebody signed in knows the own password."""
    if is_password_of(user, password):
        return True
    announce(SignInRefused(**about(user), factor=Factor.PASSWORD))
    return False
