"""Following a submission with its secret code, over HTTP."""

from __future__ import annotations

from flask import Response, redirect, request, url_for
from flask_babel import gettext as _
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.wrappers import Response as Answer

from blueprints.participation import blueprint
from blueprints.participation import tracking as opened
from blueprints.participation.files import download
from blueprints.participation.forms import ReplyForm, TrackForm
from blueprints.participation.sending import unstored
from blueprints.participation.told import is_known, told
from domain.attachments.service import staged
from domain.errors import NotAllowedNow
from domain.submissions import queries, service
from domain.submissions.models import Submission
from domain.submissions.workflow import FINAL
from extensions import limiter
from web import receipts, uploads
from web.guards import public

CONFLICTS = (NotAllowedNow, StaleDataError)


def code_failed(response: Answer) -> bool:
    """Whether a code opened nothing: only guessing counts against a network."""
    return response.status_code == 422


@blueprint.route("/lacak", methods=["GET", "POST"])
@public
@limiter.limit("30/15minutes", methods=["POST"], deduct_when=code_failed)
def track() -> Answer:
    """Ask for the secret code, and open the one submission it belongs to."""
    form = TrackForm()
    if request.method != "POST":
        return code_page(form, expired="habis" in request.args)
    submission = queries.by_code((form.code.data or "")[:200])
    if submission is None:
        form.code.errors = [_("Kode tidak cocok. Periksa lagi 20 karakter Anda.")]
        return code_page(form, status=422)
    opened.open_case(submission)
    return redirect(url_for(".status"), 303)


@blueprint.get("/lacak/laporan")
@public
def status() -> Answer:
    """Show the submission this browser has opened: its state, its promise, its messages."""
    submission = opened.open_submission()
    if submission is None:
        return redirect(url_for(".track", habis=1), 303)
    form = ReplyForm()
    form.token.data = receipts.fresh_token()
    return case_page(submission, form)


@blueprint.post("/lacak/balas")
@public
@limiter.limit("60/hour", methods=["POST"])
def reply_post() -> Answer:
    """Take the citizen's reply and its files."""
    form = ReplyForm()
    submission = opened.open_submission()
    if submission is None:
        return code_page(TrackForm(formdata=None), status=422, expired=True, typed=form.body.data)
    token = form.token.data if receipts.is_ours(form.token.data) else receipts.fresh_token()
    form.token.data = token
    refused = uploads.stage_all(token, form.files.data or [])
    uploads.unstage(token, request.form.get("hapus", ""))
    if "hapus" in request.form or not form.validate() or refused:
        form.files.errors = refused
        return case_page(submission, form, status=422)
    try:
        service.reply(submission, form.body.data, token)
    except CONFLICTS:
        return overtaken(form)
    return redirect(url_for(".status"), 303)


@blueprint.post("/lacak/keluar")
@public
def leave() -> Answer:
    """Close the submission in this browser."""
    opened.close_case()
    return redirect(url_for(".track"), 303)


@blueprint.get("/lacak/berkas/<int:file_id>")
@public
def file(file_id: int) -> Answer:
    """Hand out one file of the submission this browser has opened."""
    submission = opened.open_submission()
    if submission is None:
        raise NoResultFound
    wanted = [f for f in opened.files_for_citizen(submission) if f.id == file_id]
    if not wanted:
        raise NoResultFound
    return download(wanted[0])


def code_page(
    form: TrackForm, *, status: int = 200, expired: bool = False, typed: str = ""
) -> Response:
    """Where a code is asked for; words typed when time ran out are shown to be copied."""
    return unstored(
        "participation/track.html", status=status, form=form, expired=expired, typed=typed
    )


def overtaken(form: ReplyForm) -> Answer:
    """The case as it stands now, and the words that were not sent."""
    submission = opened.open_submission()
    if submission is None:
        return code_page(TrackForm(formdata=None), status=422, expired=True, typed=form.body.data)
    return case_page(submission, form, status=409)


def case_page(submission: Submission, form: ReplyForm, *, status: int = 200) -> Response:
    """The citizen's own view of a submission."""
    return unstored(
        "participation/status.html",
        fragments=("case",),
        status=status,
        form=form,
        submission=submission,
        messages=opened.messages_for_citizen(submission),
        files=opened.files_for_citizen(submission),
        told=told(submission),
        is_known=is_known(submission),
        promise=opened.promise_of(submission),
        staged=staged(form.token.data) if status != 200 else [],
        finished=submission.status in FINAL,
        overtaken=status == 409,
    )
