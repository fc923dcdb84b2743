"""Plt and Plh: a dated hat that copies somebody's post and falls off by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy.orm import aliased, contains_eager

from domain.accounts.models import Membership, PositionStatus, User
from domain.accounts.service import give_hat
from domain.administration.people import current, refuse_own
from domain.clock import today
from domain.errors import Unacceptable
from domain.handover.events import DeputyNamed
from domain.policy import Permission, may_give, require
from domain.unit_of_work import announce, transactional
from extensions import db

STANDINGS = (PositionStatus.ACTING, PositionStatus.DAILY_ACTING)
# SE Kepala BKN 1/SE/I/2021: three months, once extended by three. All terms of one person at
# one post count together; the house's own rule is that a break of less than a month is none.
LONGEST = timedelta(days=184)
BREAK = timedelta(days=30)


@transactional
def deputise(
    person: User,
    for_membership: Membership,
    *,
    position_status: PositionStatus,
    starts_on: date,
    ends_on: date,
    actor: User,
) -> Membership:
    """Let ``person`` wear somebody's hat between two days, or raise NotPermitted, Unacceptable."""
    require(actor, Permission.PEOPLE_MANAGE, for_membership)
    refuse_own(person, actor)
    refuse_unfit(person, for_membership, position_status, actor)
    refuse_dates(person, for_membership, starts_on, ends_on)
    hat = give_hat(
        person,
        for_membership.role,
        for_membership.institution,
        for_membership.unit,
        title=for_membership.title,
        position_status=position_status,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    hat.deputises_id = for_membership.id
    announce(named(hat, actor))
    return hat


def named(hat: Membership, actor: User) -> DeputyNamed:
    """What is told of a deputy's hat."""
    return DeputyNamed(
        actor_id=actor.id,
        institution_id=hat.institution_id,
        user_id=hat.user.id,
        hat_id=hat.id,
        deputises_id=hat.deputises_id or 0,
        role=hat.role,
        position_status=hat.position_status,
        starts_on=hat.starts_on.isoformat() if hat.starts_on else "",
        ends_on=hat.ends_on.isoformat() if hat.ends_on else "",
    )


def refuse_unfit(
    person: User, post: Membership, position_status: PositionStatus, actor: User
) -> None:
    """Raise Unacceptable for a person or a post that no deputy can be made of."""
    if not post.is_current:
        raise Unacceptable("hat", "Jabatan ini tidak berlaku hari ini. Pilih jabatan lain.")
    if position_status not in STANDINGS:
        raise Unacceptable("status", "Pilih Plt atau Plh.")
    if not may_give(actor, post.role, post):
        raise Unacceptable("hat", "Peran ini hanya diberikan oleh pengelola situs.")
    if post.deputises_id is not None:
        raise Unacceptable("hat", "Plt atau Plh tidak bisa diwakili lagi. Pilih jabatan asalnya.")
    if person.id == post.user_id:
        raise Unacceptable("person", "Pilih orang lain sebagai wakilnya.")
    if not person.active or not current(person, post.institution):
        raise Unacceptable("person", "Pilih orang yang bertugas di instansi ini.")


def refuse_dates(person: User, post: Membership, starts_on: date, ends_on: date) -> None:
    """Raise Unacceptable for days in the past, in the wrong order, too long, or held already."""
    if starts_on < today(post.institution.timezone):
        raise Unacceptable("starts_on", "Tulis hari ini atau tanggal sesudahnya.")
    if ends_on < starts_on:
        raise Unacceptable("ends_on", "Tanggal selesai harus sesudah tanggal mulai.")
    if in_a_row(terms_of(person, post), starts_on, ends_on) > LONGEST:
        raise Unacceptable("ends_on", "Plt dan Plh paling lama enam bulan.")
    same = (h for h in person.memberships if (h.role, h.unit_id) == (post.role, post.unit_id))
    for hat in same:
        over = hat.ends_on is not None and hat.ends_on < starts_on
        later = hat.starts_on is not None and hat.starts_on > ends_on
        if hat.institution_id == post.institution_id and not (over or later):
            raise Unacceptable("person", "Orang ini sudah memegang peran itu pada masa itu.")


def terms_of(person: User, post: Membership) -> list[tuple[date, date]]:
    """The days between which somebody stood in, or will, for whoever held this very post."""
    place = (post.role, post.institution_id, post.unit_id)
    return [
        (hat.starts_on, hat.ends_on)
        for hat in person.memberships
        if hat.deputises_id is not None
        and (hat.role, hat.institution_id, hat.unit_id) == place
        and hat.starts_on is not None
        and hat.ends_on is not None
    ]


def in_a_row(terms: Sequence[tuple[date, date]], starts_on: date, ends_on: date) -> timedelta:
    """How long a term is together with those that lead up to it and follow from it."""
    served, row = timedelta(), sorted([*terms, (starts_on, ends_on)])
    at = row.index((starts_on, ends_on))
    first, last = at, at
    while first > 0 and row[first][0] - row[first - 1][1] < BREAK:
        first -= 1
    while last < len(row) - 1 and row[last + 1][0] - row[last][1] < BREAK:
        last += 1
    for begun, ended in row[first : last + 1]:
        served += ended - begun + timedelta(days=1)
    return served


def deputies_at(institution_id: int, day: date) -> Sequence[tuple[Membership, Membership]]:
    """Deputies of today and of days to come, each with the hat they stand in for."""
    post = aliased(Membership)
    statement = (
        db.select(Membership, post)
        .join(post, Membership.deputises_id == post.id)
        .join(Membership.user)
        .where(Membership.institution_id == institution_id, Membership.ends_on >= day)
        .options(contains_eager(Membership.user))
        .order_by(Membership.ends_on, Membership.id)
    )
    return [(hat, stands_for) for hat, stands_for in db.session.execute(statement)]
