"""What everyone may ask about achievements and promises. Nothing here changes a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, case, func, select, tuple_
from sqlalchemy.orm import defer, joinedload

from domain.publishing.models import Achievement, AchievementKind
from domain.publishing.workflow import ArticleStatus
from domain.targets.models import QuarterTarget
from extensions import db

PAGE = 12
# What a list shows of an achievement, and the long texts it can do without.
IN_A_LIST = (
    joinedload(Achievement.institution),
    joinedload(Achievement.target),
    defer(Achievement.body),
    defer(Achievement.impact_public),
    defer(Achievement.impact_internal),
)


@dataclass(frozen=True)
class Finding:
    """How many promises of one quarter were kept; only verified figures count as kept."""

    ends_on: date
    promised: int
    verified: int
    kept: int

    @property
    def unverified(self) -> int:
        """How many figures nobody has verified yet."""
        return self.promised - self.verified


@dataclass(frozen=True)
class AchievementFilter:
    """What the public list is narrowed to; empty fields narrow nothing."""

    institution_id: int | None = None
    kind: AchievementKind | None = None
    ends_on: date | None = None
    with_figures: bool = False


def findings(institution_id: int) -> Sequence[Finding]:
    """The latest quarter with a verified figure, and the quarter before it."""
    kept = case((QuarterTarget.verified >= QuarterTarget.target, 1))
    latest = (
        select(func.max(QuarterTarget.ends_on))
        .where(
            QuarterTarget.institution_id == institution_id,
            QuarterTarget.verified.is_not(None),
        )
        .scalar_subquery()
    )
    statement = (
        select(
            QuarterTarget.ends_on,
            func.count(),
            func.count(QuarterTarget.verified),
            func.count(kept),
        )
        .where(QuarterTarget.institution_id == institution_id, QuarterTarget.ends_on <= latest)
        .group_by(QuarterTarget.ends_on)
        .order_by(QuarterTarget.ends_on.desc())
        .limit(2)
    )
    return [Finding(*row) for row in db.session.execute(statement)]


def shown() -> Select[Achievement]:
    """Every published achievement: where each public query starts."""
    return select(Achievement).where(Achievement.status == ArticleStatus.PUBLISHED)


def published(
    wanted: AchievementFilter | None = None,
    *,
    before: tuple[datetime, int] | None = None,
    limit: int = PAGE,
) -> Sequence[Achievement]:
    """Published achievements, newest first; one more than ``limit`` tells of more."""
    wanted = wanted or AchievementFilter()
    order = (Achievement.published_at, Achievement.id)
    statement = shown()
    if wanted.institution_id is not None:
        statement = statement.where(Achievement.institution_id == wanted.institution_id)
    if wanted.kind is not None:
        statement = statement.where(Achievement.kind == wanted.kind)
    if wanted.ends_on is not None:
        statement = statement.join(Achievement.target)
        statement = statement.where(QuarterTarget.ends_on == wanted.ends_on)
    if wanted.with_figures:
        statement = statement.where(Achievement.figures.is_not(None))
    if before is not None:
        statement = statement.where(tuple_(*order) < tuple_(*before))
    statement = statement.order_by(*(column.desc() for column in order)).limit(limit + 1)
    return db.session.scalars(statement.options(*IN_A_LIST)).all()


def quarters() -> Sequence[date]:
    """The quarters published achievements speak of, the latest first."""
    statement = (
        select(QuarterTarget.ends_on)
        .join(Achievement, Achievement.target_id == QuarterTarget.id)
        .where(Achievement.status == ArticleStatus.PUBLISHED)
        .distinct()
        .order_by(QuarterTarget.ends_on.desc())
    )
    return db.session.scalars(statement).all()
