"""A role as it is given to somebody, and what makes it unfit to be given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.accounts.models import Institution, PositionStatus, Unit, User
from domain.errors import Unacceptable
from domain.policy import Role, may_give


@dataclass(frozen=True)
class Post:
    """A role: where, under which title, definitif or Plt, and from when until when."""

    role: Role
    unit: Unit | None = None
    title: str = ""
    status: PositionStatus = PositionStatus.PERMANENT
    starts_on: date | None = None
    ends_on: date | None = None


def refuse_unfit_post(post: Post, institution: Institution, actor: User | None) -> None:
    """Raise Unacceptable for a post that ``actor`` cannot give, or nobody can hold.

    The operator's command has no actor and may give every role.
    """
    if actor is not None and not may_give(actor, post.role, institution):
        raise Unacceptable("role", "Peran ini hanya diberikan oleh pengelola situs.")
    if post.unit is not None and post.unit.closed_on is not None:
        raise Unacceptable("unit", "Unit ini sudah ditutup. Pilih unit lain.")
    if post.status is not PositionStatus.PERMANENT and post.ends_on is None:
        raise Unacceptable("ends_on", "Plt, Plh, dan Pj perlu tanggal selesai.")
    refuse_unfit_hat(post.role, institution.id, post.unit, post.starts_on, post.ends_on)


def refuse_unfit_hat(
    role: Role,
    institution_id: int,
    unit: Unit | None,
    starts_on: date | None,
    ends_on: date | None,
) -> None:
    """Raise Unacceptable for a stranger's unit, a missing one, or dates reversed."""
    if unit is not None and unit.institution_id != institution_id:
        raise Unacceptable("unit", "Unit ini bukan bagian dari instansi itu.")
    if role is Role.UNIT_OFFICER and unit is None:
        raise Unacceptable("unit", "Pilih unit tempat orang ini bertugas.")
    if starts_on and ends_on and ends_on < starts_on:
        raise Unacceptable("ends_on", "Tanggal selesai harus sesudah tanggal mulai.")
