"""Questions about achievements. Nothing here changes a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func
from sqlalchemy.orm import joinedload, selectinload

from domain.accounts.models import User
from domain.policy import Permission, may, visible
from domain.publishing.figures import frozen
from domain.publishing.models import Achievement, ArticleChange
from domain.publishing.workflow import ArticleStatus
from domain.targets.models import Indicator, QuarterTarget
from domain.targets.queries import quarters_of
from extensions import db

PAGE = 25
SHOWN = (
    joinedload(Achievement.institution),
    joinedload(Achievement.unit),
    joinedload(Achievement.author),
    joinedload(Achievement.reviewer),
    joinedload(Achievement.image),
    joinedload(Achievement.target).joinedload(QuarterTarget.indicator).joinedload(Indicator.unit),
)
EVERYTHING = (
    *SHOWN,
    selectinload(Achievement.changes).joinedload(ArticleChange.actor),
)


def visible_to(actor: User) -> Select[Achievement]:
    """Every achievement ``actor`` may read: where each staff query starts."""
    return db.select(Achievement).where(visible(actor, Permission.ARTICLE_READ, Achievement))


def piece(actor: User, slug: str) -> Achievement:
    """One achievement, whole, or NoResultFound: a stranger's does not exist."""
    statement = visible_to(actor).filter_by(slug=slug).options(*EVERYTHING)
    return db.session.scalars(statement).one()


def desk(actor: User, status: ArticleStatus, before: int | None = None) -> Sequence[Achievement]:
    """What stands in ``status``, newest first; one more than a page tells of more."""
    statement = visible_to(actor).where(Achievement.status == status)
    if before is not None:
        statement = statement.where(Achievement.id < before)
    statement = statement.options(joinedload(Achievement.author), joinedload(Achievement.unit))
    return db.session.scalars(statement.order_by(Achievement.id.desc()).limit(PAGE + 1)).all()


def counts(actor: User) -> dict[ArticleStatus, int]:
    """How many achievements ``actor`` may read stand in each status."""
    statement = (
        db.select(Achievement.status, func.count())
        .where(visible(actor, Permission.ARTICLE_READ, Achievement))
        .group_by(Achievement.status)
    )
    return dict(db.session.execute(statement).all())


def waiting(actor: User) -> dict[ArticleStatus, int]:
    """How many texts wait for ``actor`` to review them, and how many to publish them."""
    asked = (
        (ArticleStatus.IN_REVIEW, Permission.ARTICLE_REVIEW),
        (ArticleStatus.APPROVED, Permission.ARTICLE_WRITE),
    )
    return {
        status: db.session.scalar(
            db.select(func.count())
            .select_from(Achievement)
            .where(Achievement.status == status, visible(actor, permission, Achievement))
        )
        or 0
        for status, permission in asked
        if may(actor, permission)
    }


def ready_targets(actor: User, limit: int = 10) -> Sequence[QuarterTarget]:
    """Verified quarters nobody has written about yet, newest first."""
    told = db.select(Achievement.target_id).where(Achievement.target_id.is_not(None))
    return db.session.scalars(
        verified_targets(actor).where(QuarterTarget.id.not_in(told)).limit(limit)
    ).all()


def verified_targets(actor: User) -> Select[QuarterTarget]:
    """The verified quarters ``actor`` may write about, newest first, with their indicators."""
    return (
        db.select(QuarterTarget)
        .options(joinedload(QuarterTarget.indicator).joinedload(Indicator.unit))
        .where(
            visible(actor, Permission.ARTICLE_WRITE, QuarterTarget),
            QuarterTarget.verified.is_not(None),
        )
        .order_by(QuarterTarget.ends_on.desc(), QuarterTarget.id.desc())
    )


def writable_targets(actor: User) -> Sequence[QuarterTarget]:
    """The verified quarters an editor may choose from."""
    return db.session.scalars(verified_targets(actor).limit(200)).all()


def figures_now(achievement: Achievement) -> dict[str, Any] | None:
    """The figures the public sees, or would see if the achievement were published now."""
    if achievement.status in {ArticleStatus.PUBLISHED, ArticleStatus.WITHDRAWN}:
        return achievement.figures
    told = achievement.target
    return frozen(achievement, quarters_of(told.indicator_id, told.ends_on)) if told else None


def public_page(slug: str) -> Achievement:
    """One published achievement, or NoResultFound."""
    statement = db.select(Achievement).filter_by(slug=slug, status=ArticleStatus.PUBLISHED)
    return db.session.scalars(statement.options(*SHOWN)).one()
