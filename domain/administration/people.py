"""The verbs of people's roles. Each public function is one unit of work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, func, tuple_

from domain.accounts.access import Invitation
from domain.accounts.invitations import waiting
from domain.accounts.models import Institution, Membership, User
from domain.accounts.posts import Post, refuse_unfit_post
from domain.accounts.service import give_hat
from domain.administration.events import HatEnded, HatGiven
from domain.clock import today
from domain.errors import NotAllowedNow, Unacceptable
from domain.policy import NotPermitted, Permission, Role, may_give, require
from domain.unit_of_work import announce, transactional
from extensions import db

PAGE = 25


@transactional
def give(person: User, institution: Institution, post: Post, actor: User) -> Membership:
    """Give somebody who has an account one role more, or raise NotPermitted, Unacceptable."""
    require(actor, Permission.PEOPLE_MANAGE, institution)
    refuse_own(person, actor)
    refuse_unfit_post(post, institution, actor)
    unit_id = post.unit.id if post.unit else None
    if any((h.role, h.unit_id) == (post.role, unit_id) for h in current(person, institution)):
        raise Unacceptable("role", "Orang ini sudah memegang peran itu.")
    hat = give_hat(
        person,
        post.role,
        institution,
        post.unit,
        title=post.title,
        position_status=post.status,
        starts_on=post.starts_on,
        ends_on=post.ends_on,
    )
    announce(
        HatGiven(
            actor_id=actor.id,
            institution_id=institution.id,
            user_id=person.id,
            hat_id=hat.id,
            role=post.role,
            unit_id=unit_id,
        )
    )
    return hat


@transactional
def end(hat: Membership, last_day: date, actor: User) -> None:
    """Let a role end after ``last_day``, or raise NotPermitted, NotAllowedNow, Unacceptable."""
    require(actor, Permission.PEOPLE_MANAGE, hat)
    refuse_own(hat.user, actor)
    if not may_give(actor, hat.role, hat):
        raise NotPermitted(Permission.PEOPLE_MANAGE)
    day = today(hat.institution.timezone)
    if hat.ends_on is not None and hat.ends_on < day:
        raise NotAllowedNow("ended already")
    if hat.starts_on is not None and last_day < hat.starts_on:
        raise Unacceptable("last_day", "Tanggal selesai harus sesudah tanggal mulai.")
    if last_day < day - timedelta(days=1):
        raise Unacceptable("last_day", "Tulis kemarin, hari ini, atau tanggal sesudahnya.")
    if hat.ends_on is None or last_day < hat.ends_on:
        refuse_last_administrator(hat)
    hat.ends_on = last_day
    announce(
        HatEnded(
            actor_id=actor.id,
            institution_id=hat.institution_id,
            user_id=hat.user_id,
            hat_id=hat.id,
            role=hat.role,
            last_day=last_day.isoformat(),
        )
    )


def refuse_own(person: User, actor: User) -> None:
    """Nobody gives or takes their own roles: raise NotPermitted."""
    if person.id == actor.id:
        raise NotPermitted(Permission.PEOPLE_MANAGE)


def refuse_last_administrator(hat: Membership) -> None:
    """Raise Unacceptable when nobody else would look after the institution."""
    if hat.role is Role.SYSTEM_ADMINISTRATOR and not others_administering(hat):
        raise Unacceptable(
            "last_day",
            "Ini administrator sistem yang terakhir. Beri peran itu kepada orang lain dulu.",
        )


def others_administering(hat: Membership) -> bool:
    """Whether somebody else administers the institution, with no end in sight."""
    return any(
        other.user_id != hat.user_id
        and other.user.active
        and other.is_current
        and other.ends_on is None
        for other in hats_with(hat.institution_id, Role.SYSTEM_ADMINISTRATOR)
    )


def is_last_administrator(person: User, institution: Institution) -> bool:
    """Whether the institution would be left alone without ``person``."""
    return any(
        hat.role is Role.SYSTEM_ADMINISTRATOR and not others_administering(hat)
        for hat in current(person, institution)
    )


def current(person: User, institution: Institution) -> list[Membership]:
    """The roles somebody holds today at ``institution``, whether or not they may come in."""
    return [
        hat for hat in person.memberships if hat.institution_id == institution.id and hat.is_current
    ]


def hats_with(institution_id: int, role: Role) -> Sequence[Membership]:
    """Every hat of one role at an institution."""
    statement = db.select(Membership).filter_by(institution_id=institution_id, role=role)
    return db.session.scalars(statement).all()


@dataclass(frozen=True)
class PeopleFilter:
    """What the list of people is narrowed to."""

    text: str = ""
    role: Role | None = None
    unit_id: int | None = None


def people(
    institution_id: int, wanted: PeopleFilter, after: tuple[str, int] | None = None
) -> Sequence[User]:
    """Who works or worked there, by name; one more than a page tells that more follow."""
    statement = narrowed(institution_id, wanted)
    key = (func.lower(User.name), User.id)
    if after is not None:
        statement = statement.where(tuple_(*key) > tuple_(*after))
    return db.session.scalars(statement.order_by(*key).limit(PAGE + 1)).all()


def narrowed(institution_id: int, wanted: PeopleFilter) -> Select[User]:
    """The people of an institution who fit the filter."""
    hat = db.select(Membership.id).where(
        Membership.user_id == User.id, Membership.institution_id == institution_id
    )
    if wanted.role is not None:
        hat = hat.where(Membership.role == wanted.role)
    if wanted.unit_id is not None:
        hat = hat.where(Membership.unit_id == wanted.unit_id)
    statement = db.select(User).where(hat.exists())
    if wanted.text:
        statement = statement.where(
            User.name.icontains(wanted.text, autoescape=True)
            | User.email.icontains(wanted.text, autoescape=True)
        )
    return statement


def person_at(institution_id: int, user_id: int) -> User:
    """Somebody who works or worked there, or NoResultFound."""
    statement = narrowed(institution_id, PeopleFilter()).where(User.id == user_id)
    return db.session.scalars(statement).one()


def hat_of(person: User, institution_id: int, hat_id: int) -> Membership | None:
    """One of somebody's hats at this institution, or None."""
    hats = (h for h in person.memberships if h.institution_id == institution_id)
    return next((hat for hat in hats if hat.id == hat_id), None)


def invited(institution_id: int) -> Sequence[Invitation]:
    """Invitations of an institution nobody has taken up yet, newest first."""
    return db.session.scalars(waiting().filter_by(institution_id=institution_id)).all()
