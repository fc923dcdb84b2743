"""The staff queue: read, decide, answer. Over HTTP."""

from __future__ import annotations

from datetime import date
from typing import cast

from flask import redirect, request, url_for
from flask_babel import gettext
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.wrappers import Response

from blueprints.moderation import blueprint
from blueprints.moderation.addresses import address_of, key_from, next_key, wanted_from
from blueprints.moderation.done import Act, done
from blueprints.moderation.forms import (
    CaseForm,
    NoteForm,
    PublishForm,
    WithholdForm,
    id_or_zero,
)
from blueprints.moderation.pages import CasePage
from blueprints.moderation.ready import joined, words_of
from blueprints.moderation.unsent import unsent
from domain.accounts.queries import units_of
from domain.errors import NotAllowedNow, Stale, Unacceptable
from domain.policy import Permission, may, require
from domain.submissions import answers, queries, service
from domain.submissions.kinds import Kind
from domain.submissions.models import Submission
from domain.submissions.workflow import Status, Transition, open_steps
from web.guards import actor, requires
from web.handouts import hand_out_attachment
from web.rendering import render

CONFLICTS = (NotAllowedNow, Stale, StaleDataError)


@blueprint.get("/", strict_slashes=False)
@requires(Permission.SUBMISSION_READ)
def queue() -> Response:
    """List what waits, the most urgent first."""
    reader, wanted = actor(), wanted_from(request.args)
    rows = list(queries.queue(reader, wanted, key_from(request.args.get("sesudah", ""))))
    shown, key = rows[: queries.PAGE], next_key(rows)
    address = address_of(wanted)
    return render(
        "moderation/queue.html",
        fragments=("queue",),
        done=done(),
        rows=shown,
        opened=queries.opened(reader, shown),
        left=queries.time_left(shown),
        tally=queries.tally(reader),
        wanted=wanted,
        older=url_for("moderation.queue", **address, sesudah=key) if key else None,
        units=units_of(reader.institution.id) if reader.institution else [],
        statuses=Status,
        kinds=Kind,
        urgencies=queries.Urgency,
    )


@blueprint.get("/<reference>")
@requires(Permission.SUBMISSION_READ)
def case(reference: str) -> Response:
    """Show one submission, whole, with what its reader may do."""
    page = CasePage(queries.case(actor(), reference), actor())
    # The next case is another page: it brings its own title and address.
    alone = () if "lanjut" in request.args else ("case",)
    return render(
        "moderation/case.html", fragments=alone, **page.context(), went_on="lanjut" in request.args
    )


@blueprint.post("/<reference>/tindakan")
@requires(Permission.SUBMISSION_READ)
def move(reference: str) -> Response:
    """Take one step with a case."""
    submission = queries.case(actor(), reference)
    step = open_step(submission, request.form.get("action", ""))
    if step is None:
        return overtaken(reference)
    require(actor(), cast(Permission, step.permission), submission)
    page, due = CasePage(submission, actor()), submission.due_on
    form = page.step_form(step, request.form)
    if "pakai" in request.form and "template" in form:
        ready = words_of(submission, form.template.data, page.words())
        form.note.data, form.is_open = joined(form.note.data, ready), True
        return answered(page, step.action, form)
    if not form.validate():
        return answered(page, step.action, form)
    try:
        service.move(
            submission,
            step.action,
            actor(),
            version=form.seen,
            note=form.message,
            unit=page.unit(form.unit.data) if "unit" in form else None,
            reason=form.why,
            show=form.shows,
        )
    except Unacceptable as refusal:
        return answered(page, step.action, refused(form, refusal))
    except CONFLICTS:
        return overtaken(reference)
    return onward(submission, due, step)


@blueprint.post("/<reference>/catatan")
@requires(Permission.SUBMISSION_READ)
def note(reference: str) -> Response:
    """Leave a note only staff can read."""
    submission = queries.case(actor(), reference)
    form = NoteForm(request.form, name="note")
    if not form.validate():
        return answered(CasePage(submission, actor()), "note", form)
    service.add_note(submission, actor(), form.body.data)
    return back(reference, Act.NOTE)


@blueprint.post("/<reference>/tayang")
@requires(Permission.SUBMISSION_TRIAGE)
def publish(reference: str) -> Response:
    """Show a case's public wording to everyone, or change it."""
    submission = queries.case(actor(), reference)
    form = PublishForm(request.form, name="publish")
    form.offer_answers([message for message, _ in answers.decided(submission)])
    if not form.validate():
        return answered(CasePage(submission, actor()), "publish", form)
    try:
        answers.publish(
            submission,
            actor(),
            version=form.seen,
            title=form.title.data,
            body=form.body.data,
            shown=form.shown,
        )
    except CONFLICTS:
        return overtaken(reference)
    return back(reference, Act.PUBLISH)


@blueprint.post("/<reference>/turunkan")
@requires(Permission.SUBMISSION_TRIAGE)
def withhold(reference: str) -> Response:
    """Take a case's public wording down, with a reason its citizen reads."""
    submission = queries.case(actor(), reference)
    form = WithholdForm(request.form, name="withhold")
    if not form.validate():
        return answered(CasePage(submission, actor()), "withhold", form)
    try:
        service.withhold(submission, actor(), version=form.seen, reason=form.reason.data)
    except CONFLICTS:
        return overtaken(reference)
    return back(reference, Act.WITHHOLD)


@blueprint.post("/<reference>/jawaban/<int:message_id>")
@requires(Permission.SUBMISSION_TRIAGE)
def answer(reference: str, message_id: int) -> Response:
    """Put one of a case's answers beside its public wording, or take it from there."""
    submission = queries.case(actor(), reference)
    shown = answers.show if request.form.get("tampil") == "1" else answers.hide
    try:
        shown(submission, actor(), message_id, version=id_or_zero(request.form.get("version")))
    except CONFLICTS:
        return overtaken(reference)
    return back(reference, Act.SHOW if shown is answers.show else Act.HIDE)


@blueprint.get("/<reference>/berkas/<int:attachment_id>")
@requires(Permission.SUBMISSION_READ)
def attachment(reference: str, attachment_id: int) -> Response:
    """Hand over one of a case's files: cleaned pictures to look at, the others to keep."""
    submission = queries.case(actor(), reference)
    found = next((a for a in submission.attachments if a.id == attachment_id), None)
    if found is None:
        raise NoResultFound
    return hand_out_attachment(found, save=not found.is_image)


def open_step(submission: Submission, action: str) -> Transition | None:
    """The step called ``action`` that staff can take now, or None."""
    return next((s for s in open_steps(submission.status) if s.action == action), None)


def refused(form: CaseForm, refusal: Unacceptable) -> CaseForm:
    """The form with the rule's own sentence at its question."""
    form[refusal.field].errors = [gettext(str(refusal))]
    return form


def answered(page: CasePage, name: str, form: CaseForm) -> Response:
    """The case again, the form as it was typed and what to fix in it."""
    page.typed[str(name)] = form
    return render(
        "moderation/case.html", fragments=("case",), status=422, **page.context(), went_on=False
    )


def overtaken(reference: str) -> Response:
    """The case as it stands now, and the words that were not kept."""
    page = CasePage(queries.case(actor(), reference), actor())
    page.conflict = True
    page.unsent = unsent()
    return render(
        "moderation/case.html", fragments=("case",), status=409, **page.context(), went_on=False
    )


def back(reference: str, act: Act) -> Response:
    """Back to the case, which says what was done."""
    return redirect(url_for("moderation.case", reference=reference, sudah=act.value), 303)


def onward(submission: Submission, due: date | None, step: Transition) -> Response:
    """To the case, to the next one if asked, or to the queue when nothing is left to show."""
    said = step.action.value
    following = url_for("moderation.queue", sudah=said)
    if request.form.get("lanjut") == "1":
        other = queries.after(submission, due, actor())
        if other is not None:
            following = url_for("moderation.case", reference=other.reference, lanjut=1, sudah=said)
    elif may(actor(), Permission.SUBMISSION_READ, submission):
        following = url_for("moderation.case", reference=submission.reference, sudah=said)
    return redirect(following, 303)
