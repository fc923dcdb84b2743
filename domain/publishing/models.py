"""Achievements and their frozen figures."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ColumnElement, ForeignKey, Index, Text, and_, or_
from sqlalchemy.ext.hybrid import hybrid_method, hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.accounts.models import Institution, Unit, User
from domain.attachments.models import Attachment
from domain.clock import now
from domain.publishing.workflow import ArticleStatus
from domain.targets.models import QuarterTarget
from extensions import Base


class AchievementKind(StrEnum):
    """Proses or hasil: what was done, or what came of it."""

    PROCESS = "process"
    RESULT = "result"


class Achievement(Base):
    """A story about one promise, with the figures of one quarter."""

    __tablename__ = "achievements"
    __table_args__ = (
        Index(None, "institution_id", "status"),
        Index(None, "status", "published_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institutions.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    target_id: Mapped[int | None] = mapped_column(ForeignKey("quarter_targets.id"))
    kind: Mapped[AchievementKind]
    title: Mapped[str]
    summary: Mapped[str]
    body: Mapped[str] = mapped_column(Text)
    impact_public: Mapped[str] = mapped_column(Text, default="")
    impact_internal: Mapped[str] = mapped_column(Text, default="")
    why_behind: Mapped[str] = mapped_column(Text, default="")
    image_id: Mapped[int | None] = mapped_column(ForeignKey("attachments.id"))
    image_alt: Mapped[str] = mapped_column(default="")
    image_is_decorative: Mapped[bool] = mapped_column(default=False)
    figures: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    status: Mapped[ArticleStatus] = mapped_column(default=ArticleStatus.DRAFT)
    created_at: Mapped[datetime] = mapped_column(default=now)
    published_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    institution: Mapped[Institution] = relationship()
    unit: Mapped[Unit | None] = relationship()
    author: Mapped[User] = relationship(foreign_keys=[author_id])
    reviewer: Mapped[User | None] = relationship(foreign_keys=[reviewer_id])
    target: Mapped[QuarterTarget | None] = relationship()
    image: Mapped[Attachment | None] = relationship()
    changes: Mapped[list[ArticleChange]] = relationship(order_by="ArticleChange.id")

    __mapper_args__ = {"version_id_col": version}

    @hybrid_method
    def is_clean_of(self, user_id: int) -> bool:
        """Whether somebody neither began it nor wrote, edited or sent what is not yet published."""
        since = self.published_at
        return self.author_id != user_id and not any(
            change.actor_id == user_id
            and change.is_writing
            and (since is None or change.at > since)
            for change in self.changes
        )

    @is_clean_of.inplace.expression  # type: ignore[attr-defined]  # the stubs forget it
    @classmethod
    def _is_clean_of(cls, user_id: int) -> ColumnElement[bool]:
        """The same as SQL."""
        fresh = or_(cls.published_at.is_(None), ArticleChange.at > cls.published_at)
        hand = and_(ArticleChange.actor_id == user_id, ArticleChange.is_writing, fresh)
        return and_(cls.author_id != user_id, ~cls.changes.any(hand))


class ArticleChange(Base):
    """One step of an achievement's life, with the reason where one was due."""

    __tablename__ = "article_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    achievement_id: Mapped[int] = mapped_column(ForeignKey("achievements.id"), index=True)
    source: Mapped[ArticleStatus | None]
    target: Mapped[ArticleStatus]
    actor_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    note: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default=now)

    actor: Mapped[User] = relationship()

    @hybrid_property
    def is_edit(self) -> bool:
        """Whether the words changed and the status did not."""
        return self.source == self.target

    @hybrid_property
    def is_writing(self) -> bool:
        """Whether it made the words, or vouched for them by sending them for review."""
        return self.is_edit | (self.target == ArticleStatus.IN_REVIEW)
