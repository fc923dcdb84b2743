"""The verbs of an institution's own house. Each public function is one unit of work."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from email_validator import EmailNotValidError, validate_email

from domain.accounts import invitations
from domain.accounts.access import Invitation
from domain.accounts.models import Institution, InstitutionKind, User
from domain.accounts.service import add_institution
from domain.administration.events import InstitutionChanged, InstitutionOpened
from domain.errors import Stale, Unacceptable
from domain.policy import Permission, Role, require
from domain.submissions.kinds import Kind
from domain.unit_of_work import announce, transactional
from extensions import db

ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
HOST = re.compile(r"(?=.{1,253}$)(?!-)[a-z0-9-]{1,63}(?:\.(?!-)[a-z0-9-]{1,63})*")
# First words of addresses that mean something else.
TAKEN = frozenset({"mulai", "instansi"})
LONGEST_SLUG = 60


@dataclass(frozen=True)
class FirstAdministrator:
    """Who looks after a new house."""

    name: str
    email: str


@transactional
def open_house(
    values: Mapping[str, Any], first: FirstAdministrator, actor: User | None
) -> tuple[Institution, Invitation]:
    """Open a house for an institution and invite its first administrator.

    ``actor`` is None for the operator's set-up link. Whoever opens a house for others
    gets no rights in it. Raises NotPermitted or Unacceptable.
    """
    if actor is not None:
        require(actor, Permission.INSTITUTION_OPEN)
    check(values, None)
    institution = add_institution(
        **{key: values[key] for key in ("slug", "name", "kind", "region_code", "timezone")},
        contact=values.get("contact", ""),
    )
    announce(InstitutionOpened(actor_id=actor.id if actor else None, institution_id=institution.id))
    return institution, place_for(first, institution, by_letter=actor is not None)


def place_for(
    first: FirstAdministrator, institution: Institution, *, by_letter: bool
) -> Invitation:
    """The place kept for the first administrator.

    Who opens the house by the operator's link stands at the door already: a letter would
    only end the link they are about to use.
    """
    try:
        email = validate_email(first.email, check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise Unacceptable("email", "Tulis alamat email yang lengkap.") from error
    address, role = email.normalized.lower(), Role.SYSTEM_ADMINISTRATOR
    if by_letter:
        return invitations.invite(
            institution, email=address, name=first.name, role=role, actor=None
        )
    place = Invitation(institution_id=institution.id, email=address, name=first.name, role=role)
    invitations.refuse_unfit(place, None, None)
    db.session.add(place)
    db.session.flush()
    return place


@transactional
def change(
    institution: Institution, values: Mapping[str, Any], actor: User, *, version: int
) -> Institution:
    """Change what an institution says of itself, or raise Stale, NotPermitted, Unacceptable."""
    require(actor, Permission.INSTITUTION_MANAGE, institution)
    if institution.version != version:
        raise Stale
    check(values, institution)
    changed = tuple(sorted(k for k, v in values.items() if getattr(institution, k) != v))
    for name in changed:
        setattr(institution, name, values[name])
    if changed:
        db.session.flush()
        announce(
            InstitutionChanged(actor_id=actor.id, institution_id=institution.id, changed=changed)
        )
    return institution


def check(values: Mapping[str, Any], institution: Institution | None) -> None:
    """Raise Unacceptable for values no institution may have."""
    if "name" in values and not values["name"]:
        raise Unacceptable("name", "Tulis nama instansi.")
    if values.get("timezone", ZONES[0]) not in ZONES:
        raise Unacceptable("timezone", "Pilih zona waktu dari daftar.")
    if "slug" in values:
        check_slug(values["slug"])
    if values.get("host"):
        check_host(values["host"], institution)
    for kind, notice in (values.get("closed_kinds") or {}).items():
        if kind not in set(Kind):
            raise Unacceptable("closed_kinds", "Pilih jenis dari daftar.")
        if not notice:
            raise Unacceptable(f"notice_{kind}", "Tulis alasannya. Warga akan membacanya.")


def check_slug(slug: str) -> None:
    """Raise Unacceptable for an address that cannot be, or is taken."""
    if not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG or slug in TAKEN:
        raise Unacceptable(
            "slug", "Alamat singkat memakai huruf kecil, angka, dan tanda hubung saja."
        )
    if db.session.scalar(db.select(Institution.id).filter_by(slug=slug)):
        raise Unacceptable("slug", "Alamat singkat ini sudah dipakai instansi lain.")


def check_host(host: str, institution: Institution | None) -> None:
    """Raise Unacceptable for a host name that cannot be, or is another's."""
    if not HOST.fullmatch(host):
        raise Unacceptable(
            "host", "Tulis nama situs saja, misalnya kawal.tirtaraya.go.id, tanpa https://."
        )
    owner = db.session.scalar(db.select(Institution).filter_by(host=host))
    if owner is not None and owner is not institution:
        raise Unacceptable("host", "Nama situs ini sudah dipakai instansi lain.")


def slug_from(name: str) -> str:
    """The short address a name suggests: ``kabupaten-tirta-raya``."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:LONGEST_SLUG].strip("-")


def kind_of(code: str) -> InstitutionKind:
    """The kind called ``code``, or Unacceptable."""
    try:
        return InstitutionKind(code)
    except ValueError as error:
        raise Unacceptable("kind", "Pilih jenis instansi.") from error
