"""The form once more, with everything typed, when it was turned back before it was read."""

from __future__ import annotations

from flask import Response, request
from flask_babel import gettext as _
from flask_limiter import RateLimitExceeded
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as Answer

from blueprints.participation import blueprint
from blueprints.participation.following import case_page, code_page
from blueprints.participation.forms import (
    FORMS,
    DeviationForm,
    MonitoringForm,
    ReplyForm,
    SubmissionForm,
    TrackForm,
)
from blueprints.participation.sending import questions
from blueprints.participation.subject import subject_of
from blueprints.participation.tracking import open_submission
from web import receipts
from web.errors import show, show_http
from web.security_headers import is_foreign


@blueprint.errorhandler(CSRFError)
def expired(error: CSRFError) -> Answer:
    """A page left open too long: nothing is taken in, and nothing typed is lost."""
    if is_foreign():
        return show(error)
    words = _("Halaman ini terlalu lama terbuka. Periksa isinya, lalu kirim sekali lagi.")
    return once_more(words, 422) or show(error)


@blueprint.errorhandler(RateLimitExceeded)
def too_often(error: RateLimitExceeded) -> Answer:
    """Too much from one network: later the same form can be sent."""
    words = _("Terlalu banyak kiriman dari jaringan ini. Tunggu beberapa menit, lalu kirim lagi.")
    return once_more(words, 429) or show_http(error)


def once_more(words: str, status: int) -> Answer | None:
    """The page whose form was sent, still filled in; None when there is no such form."""
    try:
        return page_of(words, status)
    except HTTPException as error:  # no institution yet, or a form nobody can read
        return show_http(error)


def page_of(words: str, status: int) -> Answer | None:
    """The page of the endpoint that was asked."""
    kind = (request.view_args or {}).get("kind", "")
    if request.endpoint == "participation.report":
        return asked_again(DeviationForm(), "participation/report.html", words, status)
    if request.endpoint == "participation.send" and kind in FORMS:
        return asked_again(FORMS[kind](), f"participation/{kind}.html", words, status)
    if request.endpoint == "participation.reply_post":
        return reply_again(ReplyForm(), words, status)
    return None


def asked_again(form: SubmissionForm, template: str, words: str, status: int) -> Response:
    """The questions with their answers."""
    subject = subject_of(form, form.achievement.data or "", isinstance(form, MonitoringForm))
    prepare(form, words)
    return questions(template, form, subject, status=status)


def reply_again(form: ReplyForm, words: str, status: int) -> Response:
    """The case with the reply, or the words alone when the case is no longer open here."""
    submission = open_submission()
    if submission is None:
        empty = TrackForm(formdata=None)
        return code_page(empty, status=status, expired=True, typed=form.body.data)
    prepare(form, words)
    return case_page(submission, form, status=status)


def prepare(form: SubmissionForm | ReplyForm, words: str) -> None:
    """Say what happened; files were not looked at, those kept before still wait."""
    if not receipts.is_ours(form.token.data):
        form.token.data = receipts.fresh_token()
    form.form_errors = [words]
    if any(file.filename for file in request.files.getlist("files")):
        form.files.errors = [_("Pilih berkas Anda sekali lagi.")]
