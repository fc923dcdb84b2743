"""The verbs of passkeys (WebAuthn), by py_webauthn. The private key stays in the device."""

from __future__ import annotations

import json
from dataclasses import dataclass

import webauthn
from sqlalchemy.exc import NoResultFound
from webauthn.helpers import options_to_json, parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticationCredential,
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from domain.accounts.access import Factor, Passkey
from domain.accounts.challenges import use_up
from domain.accounts.events import FactorAdded, FactorRemoved, SignInRefused
from domain.accounts.models import User
from domain.accounts.second_factors import passkeys_of
from domain.accounts.sessions import about
from domain.clock import now
from domain.errors import NotAllowedNow, Unacceptable
from domain.unit_of_work import announce, transactional
from extensions import db

LONGEST_NAME, MOST = 60, 10


@dataclass(frozen=True)
class Ceremony:
    """One question to a device: a challenge made for it, and where it was asked."""

    challenge: bytes
    origin: str
    host: str


def registration_options(user: User, ceremony: Ceremony) -> str:
    """What the browser asks a new device: any kind, discoverable, with finger or PIN."""
    options = webauthn.generate_registration_options(
        rp_id=ceremony.host,
        rp_name="KawalAksi",
        user_name=user.email,
        user_display_name=user.name,
        user_id=user.webauthn_handle.encode(),
        challenge=ceremony.challenge,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=descriptors(user),
    )
    return options_to_json(options)


def authentication_options(ceremony: Ceremony, user: User | None) -> str:
    """What the browser asks a known device; without a person, any passkey of this site."""
    options = webauthn.generate_authentication_options(
        rp_id=ceremony.host,
        challenge=ceremony.challenge,
        allow_credentials=descriptors(user) if user else None,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json(options)


@transactional
def add(user: User, answer: str, name: str, ceremony: Ceremony) -> Passkey:
    """Keep a device's public key, or raise Unacceptable."""
    name = fit_name(user, name)
    if not use_up(ceremony.challenge):
        raise Unacceptable("credential", "Kunci sandi ini tidak terbaca. Coba sekali lagi.")
    try:
        verified = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=ceremony.challenge,
            expected_origin=ceremony.origin,
            expected_rp_id=ceremony.host,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise Unacceptable(
            "credential", "Kunci sandi ini tidak terbaca. Coba sekali lagi."
        ) from error
    if owner_of(verified.credential_id) is not None:
        raise Unacceptable("credential", "Perangkat ini sudah terdaftar.")
    passkey = Passkey(
        user_id=user.id,
        credential_id=verified.credential_id,
        public_key=verified.credential_public_key,
        sign_count=verified.sign_count,
        transports=transports_in(answer),
        name=name,
    )
    db.session.add(passkey)
    announce(FactorAdded(**about(user), factor=Factor.PASSKEY))
    db.session.flush()
    return passkey


def fit_name(user: User, name: str) -> str:
    """The name for one passkey more, tidied, or Unacceptable."""
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise Unacceptable("name", "Beri nama kunci ini, paling banyak 60 huruf.")
    kept = passkeys_of(user)
    if name.casefold() in {key.name.casefold() for key in kept}:
        raise Unacceptable("name", "Anda sudah punya kunci dengan nama ini.")
    if len(kept) >= MOST:
        raise Unacceptable("name", "Anda sudah punya 10 kunci. Hapus satu lebih dulu.")
    return name


@transactional
def use(answer: str, ceremony: Ceremony, user: User | None) -> Passkey | None:
    """The passkey that signed this answer, with finger or PIN; None if none did.

    With ``user``, only that person's own passkeys count.
    """
    passkey = signed_by(answer, ceremony) if use_up(ceremony.challenge) else None
    right = passkey is not None and passkey.user.active and user in {None, passkey.user}
    if passkey is None or not right:
        announce(SignInRefused(**about(user), factor=Factor.PASSKEY))
        return None
    passkey.used_at = now()
    return passkey


@transactional
def remove(user: User, passkey_id: int) -> None:
    """Forget a passkey: NoResultFound if not theirs, NotAllowedNow if the last factor."""
    kept = {key.id: key for key in passkeys_of(user)}
    if passkey_id not in kept:
        raise NoResultFound
    if len(kept) == 1 and not user.totp_secret:
        raise NotAllowedNow
    db.session.delete(kept[passkey_id])
    announce(FactorRemoved(**about(user), factor=Factor.PASSKEY))


def signed_by(answer: str, ceremony: Ceremony) -> Passkey | None:
    """The passkey whose signature this is; its counter moves on."""
    try:
        parsed = parse_authentication_credential_json(answer)
        passkey = owner_of(parsed.raw_id)
        if passkey is None or not handle_fits(parsed, passkey.user):
            return None
        verified = webauthn.verify_authentication_response(
            credential=parsed,
            expected_challenge=ceremony.challenge,
            expected_origin=ceremony.origin,
            expected_rp_id=ceremony.host,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        return None
    passkey.sign_count = verified.new_sign_count
    return passkey


def handle_fits(answer: AuthenticationCredential, user: User) -> bool:
    """Whether the device means the same person, where it says whom it means."""
    handle = answer.response.user_handle
    return handle is None or handle == user.webauthn_handle.encode()


def owner_of(credential_id: bytes) -> Passkey | None:
    """The kept passkey with this id."""
    return db.session.scalar(db.select(Passkey).filter_by(credential_id=credential_id))


def descriptors(user: User) -> list[PublicKeyCredentialDescriptor]:
    """Somebody's passkeys, as the browser names them."""
    return [PublicKeyCredentialDescriptor(id=key.credential_id) for key in passkeys_of(user)]


def transports_in(answer: str) -> list[str]:
    """How the device says it can be reached."""
    found = json.loads(answer).get("response", {}).get("transports", [])
    return [str(word)[:20] for word in found[:8]] if isinstance(found, list) else []
