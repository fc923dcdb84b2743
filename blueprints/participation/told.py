"""What a citizen answered, question by question, as they read it again."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _

from blueprints.participation.forms import FORMS, DeviationForm, PublicForm, unknown
from domain.accounts.models import Unit
from domain.publishing.models import Achievement
from domain.reference.models import Region, Vocabulary
from domain.reference.queries import terms
from domain.submissions.models import Identity, Submission
from extensions import db
from web.labels import citizen_label

# Told in a place of its own, or kept from whoever else may look at this screen.
ELSEWHERE = frozenset({"institution", "title", "body", "files", "name", "contact"})


def told(submission: Submission) -> Iterator[tuple[str, str]]:
    """Each question that was answered, and its answer in words."""
    form = next(f for f in (DeviationForm, *FORMS.values()) if isinstance(submission, f.MODEL))
    looked_at = getattr(submission, "achievement_id", None)
    if looked_at:
        yield _("Capaian yang Anda pantau"), db.session.get_one(Achievement, looked_at).title
    for name in form.ORDER:
        answer = "" if name in ELSEWHERE else words(submission, name)
        if answer:
            yield str(getattr(form, name).args[0]), answer


def words(submission: Submission, name: str) -> str:
    """One answer; empty where none was given."""
    if name == "about_unit":
        return name_of(Unit, submission.about_unit_id)
    if name == "region":
        return name_of(Region, submission.region_code)
    if name == "may_publish":
        offered = PublicForm.may_publish.kwargs["choices"]
        return str(offered[0 if submission.may_publish else 1].label)
    answer = getattr(submission, name)
    if name == "conformity" and answer is None:
        return str(unknown().label)
    if name in {"topic", "deviation_type"}:
        return term(answer)
    return citizen_label(answer) if isinstance(answer, StrEnum) else answer or ""


def name_of(model: type[Any], key: Any) -> str:
    """The name of a row, or nothing."""
    row = db.session.get(model, key) if key else None
    return row.name if row else ""


def term(code: str) -> str:
    """The words of a controlled list's code."""
    lists = terms(Vocabulary.TOPIC, Vocabulary.DEVIATION_TYPE)
    return next((_(row.label) for row in lists if row.code == code), code)


def is_known(submission: Submission) -> bool:
    """Whether a name or a way to reach its citizen came along."""
    return submission.identity is not Identity.ANONYMOUS or bool(submission.contact)
