"""The verbs of an institution's own house. Each public function is one unit of work."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Any

from domain.accounts import invitations
from domain.accounts.access import Invitation
from domain.accounts.models import Institution, InstitutionKind, User
from domain.accounts.posts import Post
from domain.accounts.service import add_institution
from domain.administration.events import InstitutionChanged, InstitutionOpened
from domain.errors import Stale, Unacceptable
from domain.policy import NotPermitted, Permission, Role, require
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
    check(values)
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
    keep = invitations.invite if by_letter else invitations.keep_place
    post = Post(Role.SYSTEM_ADMINISTRATOR)
    return keep(institution, post, email=first.email, name=first.name, actor=None)


@transactional
def change(
    institution: Institution, values: Mapping[str, Any], actor: User, *, version: int
) -> Institution:
    """Change what an institution says of itself, or raise Stale, NotPermitted, Unacceptable."""
    require(actor, Permission.INSTITUTION_MANAGE, institution)
    if institution.version != version:
        raise Stale
    check(values)
    changed = tuple(sorted(k for k, v in values.items() if getattr(institution, k) != v))
    for name in changed:
        setattr(institution, name, values[name])
    if changed:
        db.session.flush()
        announce(
            InstitutionChanged(actor_id=actor.id, institution_id=institution.id, changed=changed)
        )
    return institution


def check(values: Mapping[str, Any]) -> None:
    """Raise Unacceptable for values no institution may have, NotPermitted for a host name."""
    if "host" in values:
        raise NotPermitted(Permission.INSTITUTION_OPEN)
    if "name" in values and not values["name"]:
        raise Unacceptable("name", "Tulis nama instansi.")
    if values.get("timezone", ZONES[0]) not in ZONES:
        raise Unacceptable("timezone", "Pilih zona waktu dari daftar.")
    if "slug" in values:
        check_slug(values["slug"])
    for kind, notice in (values.get("closed_kinds") or {}).items():
        if kind not in set(Kind):
            raise Unacceptable("closed_kinds", "Pilih jenis dari daftar.")
        if not notice:
            raise Unacceptable(f"notice_{kind}", "Tulis alasannya. Warga akan membacanya.")


def check_slug(slug: str) -> None:
    """Raise Unacceptable for an address that cannot be, or is taken."""
    if not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG or slug in TAKEN:
        raise Unacceptable("slug", "Nama pendek memakai huruf kecil, angka, dan tanda hubung saja.")
    if db.session.scalar(db.select(Institution.id).filter_by(slug=slug)):
        raise Unacceptable("slug", "Nama pendek ini sudah dipakai instansi lain.")


@transactional
def bind_host(institution: Institution, host: str | None, *, reserved: Container[str]) -> None:
    """Let a host name lead to this institution's house, or with None to none.

    The operator's command alone: whoever may name a host may stand in another's place.
    ``reserved`` are the site's own names. Raises Unacceptable.
    """
    if host is not None:
        check_host(host, institution, reserved)
    institution.host = host
    db.session.flush()
    announce(InstitutionChanged(actor_id=None, institution_id=institution.id, changed=("host",)))


def check_host(host: str, institution: Institution, reserved: Container[str]) -> None:
    """Raise Unacceptable for a host name that cannot be, or is another's."""
    if not HOST.fullmatch(host):
        raise Unacceptable(
            "host", "Tulis nama situs saja, misalnya kawal.tirtaraya.go.id, tanpa https://."
        )
    owner = db.session.scalar(db.select(Institution).filter_by(host=host))
    if host in reserved or (owner is not None and owner is not institution):
        raise Unacceptable("host", "Nama situs ini sudah dipakai.")


def slug_from(name: str) -> str:
    """The short address a name suggests: ``kabupaten-tirta-raya``."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:LONGEST_SLUG].strip("-")


def kind_of(code: str) -> InstitutionKind:
    """The kind called ``code``, or Unacceptable."""
    try:
        return InstitutionKind(code)
    except ValueError as error:
        raise Unacceptable("kind", "Pilih jenis instansi.") from error
