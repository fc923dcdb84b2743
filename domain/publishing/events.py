"""What happens to achievements."""

from __future__ import annotations

from dataclasses import dataclass

from domain.events import Event
from domain.publishing.workflow import ArticleStatus


@dataclass(frozen=True, kw_only=True)
class AchievementEvent(Event):
    """Something happened to one achievement of one institution."""

    achievement_id: int
    institution_id: int


@dataclass(frozen=True, kw_only=True)
class AchievementDrafted(AchievementEvent):
    """Somebody began one, or saved it again."""


@dataclass(frozen=True, kw_only=True)
class AchievementMoved(AchievementEvent):
    """It went one step along its workflow."""

    source: ArticleStatus
    target: ArticleStatus
