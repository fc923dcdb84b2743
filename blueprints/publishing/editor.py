"""The editor's page, and how it asks, keeps and blames."""

from __future__ import annotations

from flask import Response, request
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectChoice

from blueprints.publishing.forms import TEXTS, AchievementForm, MoveForm
from blueprints.publishing.words import DONE
from domain.accounts.models import Institution
from domain.accounts.queries import units_of
from domain.attachments.apart import Clean
from domain.attachments.cleaning import MAX_BYTES
from domain.attachments.service import looked_at
from domain.errors import Unacceptable
from domain.policy import NotPermitted, Permission, may, roles_with
from domain.publishing import queries, service
from domain.publishing.models import Achievement
from domain.publishing.truth import checklist, standing_of
from domain.targets.models import QuarterTarget
from web.filters import angka, triwulan
from web.guards import actor
from web.labels import label
from web.rendering import render
from web.row_ids import row_id

# Cleaning speaks of files in general; here the question is called image.
QUESTION = {"files": "image"}


def newsroom() -> Institution:
    """The institution the person signed in writes for."""
    for hat in actor().hats:
        if may(actor(), Permission.ARTICLE_WRITE, hat):
            return hat.institution
    raise NotPermitted(Permission.ARTICLE_WRITE)


def editor_form(achievement: Achievement | None) -> AchievementForm:
    """The form with its choices, holding the saved text until something else is typed."""
    if achievement is None:
        form = AchievementForm(data={"target_id": row_id(request.args.get("target"))})
        institution_id = newsroom().id
    else:
        kept = (*TEXTS, "kind", "target_id", "unit_id", "image_alt", "image_is_decorative")
        values = {name: getattr(achievement, name) for name in (*kept, "version")}
        form = AchievementForm(data=values)
        institution_id = achievement.institution_id
    form.offer(target_choices(achievement, institution_id), unit_choices(institution_id))
    return form


def target_choices(achievement: Achievement | None, institution_id: int) -> list[SelectChoice]:
    """The verified quarters on offer, and the one already chosen."""
    rows = [t for t in queries.writable_targets(actor()) if t.institution_id == institution_id]
    chosen = achievement.target if achievement else None
    if chosen is not None and chosen not in rows:
        rows.insert(0, chosen)
    return [
        SelectChoice("", _("Tanpa target")),
        *(SelectChoice(str(row.id), target_words(row)) for row in rows),
    ]


def target_words(row: QuarterTarget) -> str:
    """One quarter in a list: what, when, and both figures."""
    return _(
        "%(name)s, %(quarter)s: %(value)s dari target %(target)s",
        name=row.indicator.name,
        quarter=triwulan(row.ends_on),
        value=angka(row.verified),
        target=angka(row.target),
    )


def unit_choices(institution_id: int) -> list[SelectChoice]:
    """The institution's units."""
    units = units_of(institution_id)
    return [
        SelectChoice("", _("Belum dipilih")),
        *(SelectChoice(str(unit.id), unit.name) for unit in units),
    ]


def arrived_image(form: AchievementForm) -> tuple[str, Clean] | None:
    """The picture sent along, cleaned, if any; Unacceptable says why it is refused."""
    file = form.image.data
    if not file or not getattr(file, "filename", ""):
        return None
    # One byte more than allowed tells that there is more.
    return file.filename, looked_at(file.filename, file.stream.read(MAX_BYTES + 1))


def blame(form: FlaskForm, refusal: Unacceptable) -> None:
    """Write the refusal beside the question it is about."""
    name = QUESTION.get(refusal.field, refusal.field)
    sentence = _(refusal.sentence.words, **refusal.sentence.values)
    if name in form:
        form[name].errors = [*form[name].errors, sentence]
    else:
        form.form_errors.append(sentence)


def page(
    achievement: Achievement,
    form: AchievementForm,
    step_form: MoveForm | None = None,
    status: int = 200,
    *,
    kept: bool = False,
) -> Response:
    """The editor's page; after a clash the typed text stays and the next save is on purpose.

    ``kept`` tells that the words were saved although the step was refused.
    """
    if step_form is None:
        step_form = MoveForm(formdata=None)
    form.version.data = step_form.version.data = achievement.version
    form.version.raw_data = step_form.version.raw_data = None
    return render(
        "publishing/edit.html",
        status=status,
        achievement=achievement,
        form=form,
        step_form=step_form,
        clash=status == 409,
        saved="tersimpan" in request.args,
        kept=kept,
        done=DONE.get(request.args.get("sudah", "")),
        reviewers=[label(role) for role in roles_with(Permission.ARTICLE_REVIEW)],
        writable=service.writable(achievement, actor()),
        steps=service.steps_for(achievement, actor()),
        checks=checklist(achievement),
        standing=standing_of(achievement),
    )
