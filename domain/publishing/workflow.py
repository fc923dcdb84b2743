"""The life of an achievement, as a table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.errors import NotAllowedNow
from domain.policy import Permission


class ArticleStatus(StrEnum):
    """Where an achievement stands."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class ArticleAction(StrEnum):
    """What somebody can do to it."""

    SUBMIT = "submit"
    APPROVE = "approve"
    RETURN = "return"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    REVISE = "revise"


@dataclass(frozen=True)
class ArticleTransition:
    """``action`` leads from any of ``sources`` to ``target``."""

    action: ArticleAction
    sources: frozenset[ArticleStatus]
    target: ArticleStatus
    permission: Permission
    needs_note: bool = False
    needs_complete: bool = False


TRANSITIONS = (
    ArticleTransition(
        ArticleAction.SUBMIT,
        frozenset({ArticleStatus.DRAFT}),
        ArticleStatus.IN_REVIEW,
        Permission.ARTICLE_WRITE,
        needs_complete=True,
    ),
    ArticleTransition(
        ArticleAction.APPROVE,
        frozenset({ArticleStatus.IN_REVIEW}),
        ArticleStatus.APPROVED,
        Permission.ARTICLE_REVIEW,
        needs_complete=True,
    ),
    ArticleTransition(
        ArticleAction.RETURN,
        frozenset({ArticleStatus.IN_REVIEW, ArticleStatus.APPROVED}),
        ArticleStatus.DRAFT,
        Permission.ARTICLE_REVIEW,
        needs_note=True,
    ),
    ArticleTransition(
        ArticleAction.PUBLISH,
        frozenset({ArticleStatus.APPROVED}),
        ArticleStatus.PUBLISHED,
        Permission.ARTICLE_WRITE,
        needs_complete=True,
    ),
    ArticleTransition(
        ArticleAction.WITHDRAW,
        frozenset({ArticleStatus.PUBLISHED}),
        ArticleStatus.WITHDRAWN,
        Permission.ARTICLE_WRITE,
        needs_note=True,
    ),
    ArticleTransition(
        ArticleAction.REVISE,
        frozenset({ArticleStatus.WITHDRAWN}),
        ArticleStatus.DRAFT,
        Permission.ARTICLE_WRITE,
    ),
)


def step_from(status: ArticleStatus, action: ArticleAction) -> ArticleTransition:
    """The row for ``action`` from ``status``, or NotAllowedNow."""
    for row in TRANSITIONS:
        if row.action is action and status in row.sources:
            return row
    raise NotAllowedNow(f"{action} from {status}")


def open_steps(status: ArticleStatus) -> list[ArticleTransition]:
    """What can be done next; the editor draws one button for each."""
    return [row for row in TRANSITIONS if status in row.sources]
