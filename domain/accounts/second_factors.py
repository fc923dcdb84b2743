"""The verbs of second factors: codes of an app, and recovery codes that work once."""

from __future__ import annotations

import hashlib
import secrets

from domain.accounts.access import Factor, Passkey
from domain.accounts.events import (
    FactorAdded,
    FactorRemoved,
    SecondFactorsReset,
    SignInRefused,
)
from domain.accounts.models import User
from domain.accounts.sessions import about, end_all
from domain.clock import now
from domain.codes import ALPHABET, normalised
from domain.errors import NotAllowedNow, Unacceptable
from domain.unit_of_work import announce, transactional
from extensions import authenticator, db

RECOVERY_CODES = 10
LENGTH, GROUP = 16, 4  # 80 random bits: a plain hash is out of reach of any guessing


@transactional
def add_totp(user: User, secret: str, code: str) -> None:
    """Join an app to the account, or raise Unacceptable when its code is wrong."""
    step = authenticator.step_of(code, secret, now())
    if step is None:
        raise Unacceptable("code", "Kode ini tidak cocok. Tunggu kode berikutnya, lalu coba lagi.")
    user.totp_secret, user.totp_last_step = secret, step
    announce(FactorAdded(**about(user), factor=Factor.TOTP))


@transactional
def use_totp(user: User, code: str) -> bool:
    """Whether the app's code is right; each time step opens once."""
    db.session.refresh(user, with_for_update=True)
    step = None
    if user.totp_secret:
        step = authenticator.step_of(code, user.totp_secret, now(), user.totp_last_step)
    if step is None:
        announce(SignInRefused(**about(user), factor=Factor.TOTP))
        return False
    user.totp_last_step = step
    return True


@transactional
def use_recovery_code(user: User, typed: str) -> bool:
    """Whether a recovery code is right; it is crossed out in the same moment."""
    db.session.refresh(user, with_for_update=True)
    mark = hashed(normalised(typed))
    if mark not in user.recovery_codes:
        announce(SignInRefused(**about(user), factor=Factor.RECOVERY_CODE))
        return False
    user.recovery_codes = [kept for kept in user.recovery_codes if kept != mark]
    announce(FactorRemoved(**about(user), factor=Factor.RECOVERY_CODE))
    return True


@transactional
def new_recovery_codes(user: User) -> list[str]:
    """Ten new codes, for showing once; the old ones open nothing any more."""
    codes = [
        "".join(secrets.choice(ALPHABET) for _ in range(LENGTH)) for _ in range(RECOVERY_CODES)
    ]
    user.recovery_codes = [hashed(code) for code in codes]
    announce(FactorAdded(**about(user), factor=Factor.RECOVERY_CODE))
    return ["-".join(code[i : i + GROUP] for i in range(0, LENGTH, GROUP)) for code in codes]


@transactional
def remove_totp(user: User) -> None:
    """Take the app away, or raise NotAllowedNow when it is the last second factor."""
    if not user.totp_secret or not passkeys_of(user):
        raise NotAllowedNow
    user.totp_secret = user.totp_last_step = None
    announce(FactorRemoved(**about(user), factor=Factor.TOTP))


@transactional
def reset(user: User, actor: User | None) -> None:
    """Take every second factor away, for somebody who lost them all; their sessions end."""
    forget_all(user)
    announce(SecondFactorsReset(**about(user, actor)))
    end_all(user, actor=actor)


def forget_all(user: User) -> None:
    """No app, no recovery codes, no passkeys."""
    user.totp_secret = user.totp_last_step = None
    user.recovery_codes = []
    db.session.execute(db.delete(Passkey).where(Passkey.user_id == user.id))


def passkeys_of(user: User) -> list[Passkey]:
    """Somebody's passkeys, the oldest first."""
    statement = db.select(Passkey).filter_by(user_id=user.id).order_by(Passkey.id)
    return list(db.session.scalars(statement))


def has_any(user: User) -> bool:
    """Whether there is a second factor to ask for."""
    return bool(user.totp_secret) or bool(passkeys_of(user))


def hashed(code: str) -> str:
    """What the database keeps instead of a recovery code."""
    return hashlib.blake2b(code.encode(), person=b"recovery-code", digest_size=32).hexdigest()
