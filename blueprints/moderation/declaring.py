"""Before a report opens: its reader declares their interests. Over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import redirect, request, url_for
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import HiddenField, RadioField
from wtforms.validators import AnyOf, InputRequired

from blueprints.moderation import blueprint
from blueprints.moderation.oath import CURRENT, WORDS
from domain.accounts.models import Unit
from domain.integrity import queries as declarations
from domain.integrity import service
from domain.integrity.models import Declaration, Ground, Outcome, Undeclared
from domain.integrity.queries import PAGE
from domain.policy import Permission
from domain.submissions import queries
from domain.submissions.kinds import Kind
from domain.submissions.models import Submission
from extensions import db
from web.forms import TidyForm
from web.guards import actor, requires
from web.labels import label
from web.rendering import render
from web.row_ids import row_id
from web.spreadsheet import sheet

COLUMNS = ("waktu", "nomor", "nama", "peran", "pernyataan", "asal benturan", "versi")


class ClearForm(TidyForm):
    """No conflict; the version says which words were read."""

    words = HiddenField(default=CURRENT, validators=[AnyOf([CURRENT])])


class ConflictForm(ClearForm):
    """A conflict, and where it comes from."""

    ground = RadioField(
        _l("Dari mana benturan itu?"),
        validators=[InputRequired(_l("Pilih asal benturannya."))],
        validate_choice=True,
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.ground.choices = [(ground.value, label(ground)) for ground in Ground]


@blueprint.errorhandler(Undeclared)
def declare_first(_error: Exception) -> Response:
    """Lead to the declaration whoever asks for a report they have not declared on."""
    reference = (request.view_args or {})["reference"]
    return redirect(url_for("moderation.interests", reference=reference), 303)


@blueprint.route("/<reference>/benturan", methods=["GET", "POST"])
@requires(Permission.SUBMISSION_READ)
def interests(reference: str) -> Response:
    """Ask for the declaration, and keep it. Nothing a citizen wrote is shown here."""
    report = queries.outline(actor(), reference)
    if report.kind is not Kind.DEVIATION:
        return redirect(url_for("moderation.case", reference=reference), 303)
    if request.method != "POST":
        return question(report, ConflictForm())
    if request.form.get("outcome") == Outcome.CONFLICT:
        return conflict(report)
    if not ClearForm().validate():
        return question(report, ConflictForm(formdata=None), 422)
    service.declare_clear(report, actor(), CURRENT)
    return redirect(url_for("moderation.case", reference=reference), 303)


def conflict(report: Submission) -> Response:
    """Close the report to who has a conflict."""
    form = ConflictForm()
    if not form.validate():
        return question(report, form, 422)
    service.declare_conflict(report, actor(), CURRENT, Ground(form.ground.data))
    return redirect(url_for("moderation.stood_aside"), 303)


def question(report: Submission, form: ConflictForm, status: int = 200) -> Response:
    """The declaration's page."""
    about = db.session.get(Unit, report.about_unit_id) if report.about_unit_id else None
    return render(
        "moderation/interests.html",
        status=status,
        report=report,
        about=about,
        form=form,
        current=CURRENT,
        words=WORDS[CURRENT],
        before=service.declared(report, actor(), Outcome.CLEAR),
    )


@blueprint.get("/benturan/dicatat")
@requires(Permission.SUBMISSION_READ)
def stood_aside() -> Response:
    """Thank who stood aside, and say what happens now."""
    return render("moderation/stood_aside.html")


@blueprint.get("/benturan")
@requires(Permission.DECLARATION_READ)
def register() -> Response:
    """List who declared what, the newest first."""
    outcome = wanted_outcome()
    rows = list(declarations.page(actor(), outcome, row_id(request.args.get("sebelum"))))
    kept = {"hasil": outcome.value} if outcome else {}
    more = len(rows) > PAGE
    return render(
        "moderation/register.html",
        rows=rows[:PAGE],
        older=url_for(".register", **kept, sebelum=rows[PAGE - 1].id) if more else None,
        outcome=outcome,
        outcomes=Outcome,
        kept=kept,
    )


@blueprint.get("/benturan.csv")
@requires(Permission.DECLARATION_READ)
def register_file() -> Response:
    """Hand out the same list as a table."""
    answer = Response(sheet(COLUMNS, cells(declarations.every(actor(), wanted_outcome()))))
    answer.mimetype = "text/csv"
    answer.headers["Content-Disposition"] = 'attachment; filename="benturan-kepentingan.csv"'
    return answer


def cells(rows: Iterator[Declaration]) -> Iterator[tuple[Any, ...]]:
    """One row for each declaration."""
    for row in rows:
        yield (
            row.at.isoformat(),
            row.reference,
            row.user.name,
            label(row.role),
            label(row.outcome),
            label(row.ground) if row.ground else "",
            row.words,
        )


def wanted_outcome() -> Outcome | None:
    """The outcome an address narrows the list to."""
    return next((o for o in Outcome if o.value == request.args.get("hasil")), None)
