"""The verbs of institutions, units and people. Each public function is one unit of work."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from domain.accounts.models import (
    Institution,
    InstitutionKind,
    Membership,
    PositionStatus,
    Unit,
    User,
)
from domain.accounts.passwords import hasher, put_password
from domain.accounts.posts import refuse_unfit_hat
from domain.accounts.sessions import end_all
from domain.errors import Unacceptable
from domain.policy import Role
from domain.unit_of_work import transactional
from extensions import db

Row = TypeVar("Row", Institution, Unit, User, Membership)
# Shown on the sign-in page in demo mode, where alone it opens a door.
DEMO_PASSWORD = "kawal-aksi-peragaan"  # noqa: S105


@transactional
def add_institution(
    *,
    slug: str,
    name: str,
    kind: InstitutionKind,
    region_code: str | None,
    timezone: str = "Asia/Jakarta",
    contact: str = "",
    host: str | None = None,
) -> Institution:
    """Open a house for an institution."""
    institution = Institution(
        slug=slug,
        name=name,
        kind=kind,
        region_code=region_code,
        timezone=timezone,
        contact=contact,
        host=host,
    )
    return kept(institution)


@transactional
def add_unit(
    institution: Institution, *, code: str, name: str, kind: str, parent: Unit | None = None
) -> Unit:
    """Add a unit, or raise Unacceptable when its parent belongs to another institution."""
    if parent is not None and parent.institution_id != institution.id:
        raise Unacceptable("parent", "Unit induk bukan bagian dari instansi ini.")
    return kept(
        Unit(
            institution_id=institution.id,
            parent_id=parent.id if parent else None,
            code=code,
            name=name,
            kind=kind,
        )
    )


@transactional
def enrol(*, name: str, email: str, password: str | None, is_demo: bool = False) -> User:
    """Give a member of staff an account; without a password nobody can sign in with it."""
    return kept(
        User(
            name=name,
            email=email.strip().lower(),
            password=hasher.hash(password) if password else None,
            is_demo=is_demo,
        )
    )


@transactional
def give_hat(
    user: User,
    role: Role,
    institution: Institution,
    unit: Unit | None = None,
    *,
    title: str = "",
    position_status: PositionStatus = PositionStatus.PERMANENT,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Membership:
    """Give someone a role, or raise Unacceptable for a stranger's unit or dates reversed."""
    refuse_unfit_hat(role, institution.id, unit, starts_on, ends_on)
    hat = Membership(
        role=role,
        institution_id=institution.id,
        unit_id=unit.id if unit else None,
        title=title,
        position_status=position_status,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    user.memberships.append(hat)
    return kept(hat)


@transactional
def set_password(user: User, password: str) -> None:
    """Replace someone's password; whoever was signed in with the old one is signed out."""
    put_password(user, password)
    end_all(user)


def kept(row: Row) -> Row:
    """The row, with its id."""
    db.session.add(row)
    db.session.flush()
    return row
