"""One sending: read the answers, keep the files, take it in, hand out the receipt."""

from __future__ import annotations

from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from blueprints.participation.forms import MonitoringForm, SubmissionForm
from blueprints.participation.subject import Subject, closed_for, subject_of
from blueprints.participation.tracking import promise_of
from domain import codes
from domain.attachments import service as attachments
from domain.attachments.service import staged
from domain.submissions import service
from domain.submissions.models import Submission
from web import receipts, uploads
from web.forms import lines
from web.rendering import render


def asked(form: SubmissionForm, template: str) -> Response:
    """Show the questions, or take the answers."""
    sent = request.method == "POST"
    slug = form.achievement.data if sent else request.args.get("capaian", "")
    subject = subject_of(form, slug or "", isinstance(form, MonitoringForm))
    closed = closed_for(form, subject)
    if closed and not sent:
        return render("participation/closed.html", notice=closed, institution=subject.institution)
    if not sent:
        form.token.data = receipts.fresh_token()
        return questions(template, form, subject)
    return taken(form, subject, template)


def taken(form: SubmissionForm, subject: Subject, template: str) -> Response:
    """The receipt when everything is in order; else the questions again, nothing lost."""
    closed = closed_for(form, subject)
    problems = [closed] if closed else []
    token = first = form.token.data
    if not receipts.is_ours(token):
        token = receipts.fresh_token()
        problems.append(_("Halaman ini sudah terlalu lama terbuka. Periksa, lalu kirim lagi."))
    sent = service.by_token(token)
    if sent is not None:
        token = receipts.fresh_token()
    form.token.data = token
    refused = [] if form.situs.data else uploads.stage_all(token, form.files.data or [])
    if sent is not None:
        if not refused and says_the_same(form, subject, sent):
            attachments.unstage_all(token)
            return receipt(sent, first)
        problems.append(
            _("Masukan Anda yang pertama sudah kami terima. Kirim lagi bila yang ini berbeda.")
        )
    if "hapus" in request.form or "muat" in request.form:
        uploads.unstage(token, request.form.get("hapus", ""))
        form.files.errors = refused
        return questions(template, form, subject, status=422)
    return kept(form, subject, template, problems, refused)


def kept(
    form: SubmissionForm, subject: Subject, template: str, problems: list[str], refused: list[str]
) -> Response:
    """Check the answers; keep the submission, or say what is wrong."""
    form.validate()
    form.form_errors = problems
    form.files.errors = [*form.files.errors, *refused]
    if form.errors:
        return questions(template, form, subject, status=422)
    token = form.token.data
    answers = form.to_submission(**subject.columns(form))
    return receipt(service.receive(answers, token, receipts.code_for(token)), token)


def says_the_same(form: SubmissionForm, subject: Subject, sent: Submission) -> bool:
    """Whether every answer and file is one that was sent before: a button pressed twice."""
    if type(sent) is not form.MODEL or not form.validate():
        return False
    answers = form.to_submission(**subject.columns(form))
    told = {name for name in vars(answers) if not name.startswith("_")} - {"language"}
    same = all(getattr(answers, name) == getattr(sent, name) for name in told)
    return same and attachments.are_among(staged(form.token.data), sent.attachments)


def questions(
    template: str, form: SubmissionForm, subject: Subject, *, status: int = 200
) -> Response:
    """The form's page; its answers are stored nowhere but in it."""
    return unstored(
        template,
        status=status,
        form=form,
        subject=subject,
        staged=staged(lines(form.token.data)) if request.method == "POST" else [],
    )


def receipt(submission: Submission, token: str) -> Response:
    """The receipt, in the sending's own answer: no address ever shows the code again."""
    return unstored(
        "participation/receipt.html",
        submission=submission,
        groups=codes.grouped(receipts.code_for(token)).split("-"),
        promise=promise_of(submission),
    )


def unstored(template: str, **context: Any) -> Response:
    """A page that neither browser nor proxy may keep."""
    response = render(template, **context)
    response.headers["Cache-Control"] = "no-store"
    return response
