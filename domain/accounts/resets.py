"""The verbs of passwords: changed by who knows the old one, or forgotten and set anew.

Neither touches the second factor: who forgot a password still needs it to come in.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.exc import NoResultFound

from domain.accounts import links
from domain.accounts.access import Factor, PasswordReset, StaffSession
from domain.accounts.events import PasswordChanged, PasswordResetAsked, SignInRefused
from domain.accounts.models import User
from domain.accounts.passwords import check_password, is_password_of, put_password, words_about
from domain.accounts.sessions import about, end_all
from domain.clock import now
from domain.errors import NotAllowedNow, Unacceptable
from domain.unit_of_work import announce, transactional
from extensions import db

LASTS = timedelta(hours=1)
LETTERS_AN_HOUR = 3


@transactional
def ask(email: str) -> None:
    """Keep the wish of whoever this address may belong to; nobody is looked up here.

    So the answer takes the same work and time for every address.
    """
    reset = PasswordReset(address=email.strip().lower())
    db.session.add(reset)
    db.session.flush()
    announce(PasswordResetAsked(**about(None), reset_id=reset.id))


@transactional
def find_person(reset: PasswordReset) -> User | None:
    """Whose letter this is, looked up once, when it is about to leave; None for nobody's.

    Nobody gets more than a few an hour. The address is forgotten in either case.
    """
    if reset.address is None:
        return reset.user
    wanted = db.select(User).filter_by(email=reset.address, active=True, is_demo=False)
    user = db.session.scalar(wanted)
    reset.address = None
    if user is None or asked_lately(user) >= LETTERS_AN_HOUR:
        return None
    reset.user = user
    announce(PasswordResetAsked(**about(user) | {"actor_id": None}, reset_id=reset.id))
    return user


def asked_lately(user: User) -> int:
    """How many letters this person was sent in the last hour."""
    lately = PasswordReset.asked_at > now() - timedelta(hours=1)
    statement = db.select(db.func.count()).where(PasswordReset.user_id == user.id, lately)
    return db.session.scalar(statement) or 0


@transactional
def token_for_letter(reset: PasswordReset) -> str:
    """The token of the letter being written now; it lasts an hour."""
    if reset.used_at is not None:
        raise NotAllowedNow
    return links.mint(reset, LASTS)


def opened_by(token: str, *, lock: bool = False) -> PasswordReset:
    """The open reset this link belongs to, or NoResultFound. Nothing is used up."""
    statement = db.select(PasswordReset).filter_by(token_hash=links.token_hash(token))
    row = db.session.scalar(statement.with_for_update() if lock else statement)
    if row is None or not row.is_open:
        raise NoResultFound
    return row


@transactional
def set_anew(token: str, password: str) -> User:
    """Set the password once; every session and every other link of this person ends."""
    user = opened_by(token, lock=True).user
    if user is None:
        raise NoResultFound
    plain = check_password(password, *words_about(user))
    put_password(user, plain)
    void_links(user)
    announce(PasswordChanged(**about(user)))
    end_all(user)
    return user


def void_links(user: User) -> None:
    """No letter on its way to this person opens anything any more."""
    db.session.execute(
        db.update(PasswordReset)
        .where(PasswordReset.user_id == user.id, PasswordReset.used_at.is_(None))
        .values(used_at=now(), token_hash=None)
    )
    db.session.execute(
        db.update(PasswordReset)
        .where(PasswordReset.address == user.email)
        .values(used_at=now(), address=None)
    )


@transactional
def change(user: User, old: str, new: str, keep: StaffSession) -> bool:
    """Replace a password whose owner knows it; other sessions and links end. False if not.

    Raise Unacceptable for a new one that is weak, NotAllowedNow for a demo account: its
    password is everybody's.
    """
    if user.is_demo:
        raise NotAllowedNow
    if not is_password_of(user, old):
        announce(SignInRefused(**about(user), factor=Factor.PASSWORD))
        return False
    plain = check_password(new, *words_about(user), field="new_password")
    if is_password_of(user, plain):
        raise Unacceptable("new_password", "Ini kata sandi yang lama. Pilih yang lain.")
    put_password(user, plain)
    void_links(user)
    announce(PasswordChanged(**about(user)))
    end_all(user, keep=keep)
    return True
