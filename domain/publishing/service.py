"""The verbs of an achievement's life. Each public function is one unit of work."""

from __future__ import annotations

import re
import unicodedata
from functools import partial
from secrets import token_hex
from typing import Any

from domain.accounts.models import Institution, Unit, User
from domain.attachments.apart import Clean
from domain.attachments.service import kept
from domain.clock import now
from domain.errors import NotAllowedNow, Stale, Unacceptable
from domain.policy import Permission, may, require
from domain.publishing.events import AchievementDrafted, AchievementMoved
from domain.publishing.figures import frozen
from domain.publishing.models import Achievement, AchievementKind, ArticleChange
from domain.publishing.truth import alt_problem, checklist
from domain.publishing.workflow import (
    ArticleAction,
    ArticleStatus,
    ArticleTransition,
    open_steps,
    step_from,
)
from domain.targets.models import QuarterTarget
from domain.targets.queries import quarters_of
from domain.unit_of_work import announce, if_saved, if_undone, transactional
from extensions import Base, db, storage

WRITABLE = frozenset(
    {
        "kind",
        "title",
        "summary",
        "body",
        "impact_public",
        "impact_internal",
        "why_behind",
        "unit_id",
        "target_id",
        "image_alt",
        "image_is_decorative",
    }
)


@transactional
def draft(
    actor: User,
    institution: Institution,
    *,
    image: tuple[str, bytes | Clean] | None = None,
    **fields: Any,
) -> Achievement:
    """Begin an achievement; anything but its institution may still be missing."""
    achievement = Achievement(
        institution_id=institution.id,
        author_id=actor.id,
        status=ArticleStatus.DRAFT,
        created_at=now(),
        **{"kind": AchievementKind.RESULT, "title": "", "summary": "", "body": ""},
    )
    require(actor, Permission.ARTICLE_WRITE, achievement)
    write(achievement, fields)
    achievement.slug = slug_for(achievement.title)
    if image is not None:
        place(achievement, *image)
    db.session.add(achievement)
    remember(achievement, None, actor)
    db.session.flush()
    announce(AchievementDrafted(actor_id=actor.id, **subject(achievement)))
    return achievement


@transactional
def save(
    achievement: Achievement,
    actor: User,
    *,
    version: int,
    image: tuple[str, bytes | Clean] | None = None,
    **fields: Any,
) -> Achievement:
    """Keep what was written so far, and a new picture (name and bytes) if one came along."""
    may_write(achievement, actor)
    unchanged_since(achievement, version)
    write(achievement, fields)
    if image is not None or db.session.is_modified(achievement):
        sign(achievement, actor)
    if image is not None:
        place(achievement, *image)
    db.session.flush()
    announce(AchievementDrafted(actor_id=actor.id, **subject(achievement)))
    return achievement


@transactional
def attach_image(
    achievement: Achievement,
    actor: User,
    *,
    filename: str,
    data: bytes,
    alt: str = "",
    is_decorative: bool = False,
) -> Achievement:
    """Give the achievement a picture, cleaned, with its text or the word that it decorates."""
    may_write(achievement, actor)
    write(achievement, {"image_alt": alt, "image_is_decorative": is_decorative})
    place(achievement, filename, data)
    sign(achievement, actor)
    announce(AchievementDrafted(actor_id=actor.id, **subject(achievement)))
    return achievement


@transactional
def move(
    achievement: Achievement,
    action: ArticleAction,
    actor: User,
    *,
    version: int,
    note: str = "",
) -> Achievement:
    """Move an achievement one step along, on behalf of ``actor``.

    Raises NotAllowedNow, NotPermitted, Stale, or Unacceptable for what is missing.
    """
    step = step_from(achievement.status, action)
    require(actor, step.permission, achievement)
    unchanged_since(achievement, version)
    complete(step, achievement, note)
    source, achievement.status = achievement.status, step.target
    if action is ArticleAction.APPROVE:
        achievement.reviewer_id = actor.id
    if action is ArticleAction.PUBLISH:
        publish(achievement)
    if action is ArticleAction.WITHDRAW and achievement.image is not None:
        achievement.image.is_public = False
    remember(achievement, source, actor, note)
    announce(
        AchievementMoved(
            actor_id=actor.id, source=source, target=step.target, **subject(achievement)
        )
    )
    return achievement


def publish(achievement: Achievement) -> None:
    """Freeze the figures, date the page and open its picture."""
    told = achievement.target
    quarters = quarters_of(told.indicator_id, told.ends_on) if told else []
    achievement.figures = frozen(achievement, quarters)
    achievement.published_at = now()
    if achievement.image is not None:
        achievement.image.is_public = True


def steps_for(achievement: Achievement, actor: User) -> list[ArticleTransition]:
    """The steps ``actor`` may take now; the page draws one button for each."""
    return [
        step for step in open_steps(achievement.status) if may(actor, step.permission, achievement)
    ]


def writable(achievement: Achievement, actor: User) -> bool:
    """Whether ``actor`` may change the text now."""
    is_draft = achievement.status is ArticleStatus.DRAFT
    return is_draft and may(actor, Permission.ARTICLE_WRITE, achievement)


def complete(step: ArticleTransition, achievement: Achievement, note: str) -> None:
    """Refuse a step that lacks its note, or whose achievement is not complete."""
    if step.needs_note and not note.strip():
        raise Unacceptable("note", "Tulis alasannya. Penulis akan membacanya.")
    if step.needs_complete:
        for check in checklist(achievement):
            if not check.met:
                raise Unacceptable(check.field, check.advice.words, **check.advice.values)


def write(achievement: Achievement, fields: dict[str, Any]) -> None:
    """Take the fields over; rows of another institution and useless picture texts are refused."""
    fields = {key: value for key, value in fields.items() if key not in {"unit", "target"}} | {
        f"{key}_id": fields[key].id if fields[key] else None
        for key in ("unit", "target")
        if key in fields
    }
    if fields.keys() - WRITABLE:
        raise TypeError(f"not writable: {sorted(fields.keys() - WRITABLE)}")
    own(achievement, QuarterTarget, fields.get("target_id"), "target_id")
    own(achievement, Unit, fields.get("unit_id"), "unit_id")
    alt = fields.get("image_alt", "")
    if alt.strip() and not fields.get("image_is_decorative"):
        problem = alt_problem(alt, title=fields.get("title", achievement.title))
        if problem:
            raise Unacceptable("image_alt", problem.words, **problem.values)
    for key, value in fields.items():
        setattr(achievement, key, value)


def own(achievement: Achievement, model: type[Base], wanted: int | None, field: str) -> None:
    """Refuse a row that is not the institution's own."""
    if wanted is None:
        return
    row: Any = db.session.get(model, wanted)
    if row is None or row.institution_id != achievement.institution_id:
        raise Unacceptable(field, "Pilihan ini bukan bagian dari instansi Anda.")


def place(achievement: Achievement, filename: str, data: bytes | Clean) -> None:
    """Keep a cleaned picture; a document is no picture."""
    attachment = kept(filename, data)
    if_undone(partial(storage.delete, attachment.storage_key))
    if not attachment.is_image:
        raise Unacceptable("image", "Gambar harus JPG, PNG, atau WebP.")
    former, achievement.image = achievement.image, attachment
    if former is not None:
        db.session.flush()
        db.session.delete(former)
        if_saved(partial(storage.delete, former.storage_key))


def sign(achievement: Achievement, actor: User) -> None:
    """Put a colleague who changed the words into the history, once: they cannot approve them."""
    if achievement.is_clean_of(actor.id):
        remember(achievement, achievement.status, actor)


def may_write(achievement: Achievement, actor: User) -> None:
    """Raise unless ``actor`` may write and the text is a draft."""
    require(actor, Permission.ARTICLE_WRITE, achievement)
    if achievement.status is not ArticleStatus.DRAFT:
        raise NotAllowedNow("only a draft can be written")


def remember(
    achievement: Achievement, source: ArticleStatus | None, actor: User, note: str = ""
) -> None:
    """Write the step into the history."""
    achievement.changes.append(
        ArticleChange(
            source=source, target=achievement.status, actor_id=actor.id, note=note.strip(), at=now()
        )
    )


def unchanged_since(achievement: Achievement, version: int) -> None:
    """Raise Stale when somebody changed the text since it was read."""
    if achievement.version != version:
        raise Stale


def slug_for(title: str) -> str:
    """An address from the title's words and a random end, so none is taken twice."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].rstrip("-")
    return f"{words or 'capaian'}-{token_hex(3)}"


def subject(achievement: Achievement) -> dict[str, Any]:
    """Which achievement an event is about."""
    return {"achievement_id": achievement.id, "institution_id": achievement.institution_id}
