"""Somebody leaves: what they hold, who takes it, and whether anybody is left for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_

from domain.accounts.models import Institution, Membership, User
from domain.accounts.people import disable
from domain.accounts.posts import Post
from domain.administration.people import current, end, give, refuse_own
from domain.clock import today
from domain.errors import NotAllowedNow, Unacceptable
from domain.handover.events import WorkHandedOver
from domain.integrity.readers import wearing
from domain.policy import INSPECTORATE, Permission, Role, require, visible
from domain.publishing.models import Achievement
from domain.publishing.workflow import ArticleStatus
from domain.submissions.kinds import Kind
from domain.submissions.models import Submission
from domain.submissions.workflow import FINAL
from domain.targets.models import Indicator, QuarterTarget
from domain.unit_of_work import announce, transactional
from extensions import db

UNFINISHED = (ArticleStatus.DRAFT, ArticleStatus.IN_REVIEW, ArticleStatus.APPROVED)


@dataclass(frozen=True)
class Held:
    """A hat, and how much waits under it: open cases, and figures to write or confirm."""

    hat: Membership
    cases: int
    figures: int


@dataclass(frozen=True)
class Holdings:
    """Everything open somebody holds. Numbers alone: who counts may not read."""

    hats: list[Held]
    drafts: int
    reviews: int


def holdings(person: User, institution: Institution) -> Holdings:
    """What ``person`` holds at ``institution`` today."""
    hats = [Held(h, count(cases_of(h)), count(figures_of(h))) for h in current(person, institution)]
    ours = db.select(Achievement.id).filter_by(institution_id=institution.id)
    drafts = ours.where(Achievement.author_id == person.id, Achievement.status.in_(UNFINISHED))
    reviews = ours.where(
        Achievement.status == ArticleStatus.IN_REVIEW,
        visible(person, Permission.ARTICLE_REVIEW, Achievement),
    )
    return Holdings(hats, count(drafts), count(reviews))


def cases_of(hat: Membership) -> Select[Any]:
    """The open cases that lie with a hat: its unit's, or those nobody was given yet."""
    rows = db.select(Submission.id).where(
        Submission.institution_id == hat.institution_id, Submission.status.not_in(FINAL)
    )
    if hat.role is Role.UNIT_OFFICER:
        return rows.where(Submission.unit_id == hat.unit_id)
    mine = hat.role in INSPECTORATE
    return rows.where(Submission.unit_id.is_(None), Submission.addressee == "inspectorate", mine)


def figures_of(hat: Membership) -> Select[Any]:
    """The quarter's figures a hat still has to write or to confirm."""
    rows = db.select(QuarterTarget.id).where(QuarterTarget.institution_id == hat.institution_id)
    if hat.role is Role.UNIT_OFFICER:
        mine = QuarterTarget.indicator.has(Indicator.unit_id == hat.unit_id)
        return rows.where(mine, QuarterTarget.reported.is_(None))
    waiting = QuarterTarget.reported.is_not(None) & QuarterTarget.verified.is_(None)
    return rows.where(waiting, hat.role in INSPECTORATE)


def count(rows: Select[Any]) -> int:
    """How many there are."""
    return db.session.scalar(db.select(func.count()).select_from(rows.subquery())) or 0


def colleagues(person: User, institution: Institution) -> Sequence[User]:
    """Everybody else at work there today."""
    return [one for one in wearing(institution.id, Role) if one.id != person.id]


@transactional
def hand_over(
    person: User, institution: Institution, successors: Mapping[int, User], actor: User
) -> None:
    """End all somebody's hats, give them to ``successors`` by hat, and stop the account.

    The account stays open while a hat of theirs is worn or still to come. What they wrote
    and decided keeps their name. Raises NotPermitted, NotAllowedNow or Unacceptable.
    """
    require(actor, Permission.PEOPLE_MANAGE, institution)
    refuse_own(person, actor)
    hats = current(person, institution)
    if not hats:
        raise NotAllowedNow("nothing to hand over")
    given = [(hat, successors[hat.id]) for hat in hats if hat.id in successors]
    for hat, successor in given:
        pass_on(hat, successor, institution, actor)
    db.session.flush()
    refuse_stranded(person, institution)
    for hat in hats:
        take_off(hat, actor)
    leaves = all(hat.is_over for hat in person.memberships)
    if leaves:
        disable(person, actor)
    announce(
        WorkHandedOver(
            actor_id=actor.id,
            institution_id=institution.id,
            user_id=person.id,
            hats=tuple(hat.id for hat in hats),
            successors=tuple(sorted({successor.id for _, successor in given})),
            disabled=leaves,
        )
    )


def pass_on(hat: Membership, successor: User, institution: Institution, actor: User) -> None:
    """Let a successor wear the hat, unless they wear the same one already."""
    if successor.id not in {one.id for one in colleagues(hat.user, institution)}:
        raise Unacceptable("successors", "Pilih pengganti dari daftar.")
    if any((h.role, h.unit_id) == (hat.role, hat.unit_id) for h in current(successor, institution)):
        return
    if successor.id == actor.id:
        raise Unacceptable("successors", "Anda tidak bisa memberi peran kepada diri sendiri.")
    give(successor, institution, Post(hat.role, hat.unit, hat.title), actor)


def take_off(hat: Membership, actor: User) -> None:
    """End a hat yesterday, or on its own first day if that was today."""
    yesterday = today(hat.institution.timezone) - timedelta(days=1)
    end(hat, max(yesterday, hat.starts_on) if hat.starts_on else yesterday, actor)


def refuse_stranded(person: User, institution: Institution) -> None:
    """Raise Unacceptable when nobody else could take up something this person can."""
    others = colleagues(person, institution)
    left = {
        (h.role, h.unit_id) for o in others for h in o.hats if h.institution_id == institution.id
    }
    roles = {role for role, _ in left}
    hats = current(person, institution)
    if any(h.role in INSPECTORATE for h in hats) and not roles & set(INSPECTORATE):
        raise Unacceptable(
            "successors", "Tidak ada lagi yang bisa memeriksa masukan warga. Pilih penggantinya."
        )
    for hat in hats:
        alone = hat.role is Role.UNIT_OFFICER and (hat.role, hat.unit_id) not in left
        if alone and count(cases_of(hat)):
            raise Unacceptable(
                "successors",
                "Tidak ada lagi petugas unit untuk masukan yang berjalan. Pilih penggantinya.",
            )
    if only_theirs(Submission, Permission.SUBMISSION_READ, reports(institution), person, others):
        raise Unacceptable(
            "successors", "Ada laporan yang hanya bisa dibuka orang ini. Pilih penggantinya."
        )
    drafts = (Achievement.institution_id == institution.id) & Achievement.status.in_(UNFINISHED)
    if only_theirs(Achievement, Permission.ARTICLE_WRITE, drafts, person, others):
        raise Unacceptable(
            "successors", "Tidak ada lagi yang bisa melanjutkan naskah capaian. Pilih penggantinya."
        )
    waiting = drafts & (Achievement.status == ArticleStatus.IN_REVIEW)
    if only_theirs(Achievement, Permission.ARTICLE_REVIEW, waiting, person, others):
        raise Unacceptable(
            "successors", "Ada naskah yang hanya bisa diperiksa orang ini. Pilih penggantinya."
        )


def reports(institution: Institution) -> ColumnElement[bool]:
    """The clause of an institution's open reports of deviation."""
    ours = (Submission.institution_id == institution.id) & Submission.status.not_in(FINAL)
    return ours & (Submission.kind == Kind.DEVIATION)


def only_theirs(
    model: Any,
    permission: Permission,
    rows: ColumnElement[bool],
    person: User,
    others: Sequence[User],
) -> bool:
    """Whether some of ``rows`` is within this person's reach and nobody else's."""
    reach = or_(*(visible(other, permission, model) for other in others)) if others else None
    statement = db.select(model.id).where(rows, visible(person, permission, model))
    if reach is not None:
        statement = statement.where(~reach)
    return db.session.scalar(statement.limit(1)) is not None
