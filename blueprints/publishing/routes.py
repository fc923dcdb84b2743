"""The newsroom: write, review, publish. Over HTTP."""

from __future__ import annotations

from flask import redirect, request, url_for
from sqlalchemy.exc import NoResultFound
from werkzeug.wrappers import Response

from blueprints.publishing import blueprint
from blueprints.publishing.editor import arrived_image, blame, editor_form, newsroom, page
from blueprints.publishing.forms import AchievementForm, MoveForm
from domain.errors import NotAllowedNow, Stale, Unacceptable
from domain.policy import Permission
from domain.publishing import queries, service
from domain.publishing.models import Achievement
from domain.publishing.truth import standing_of
from domain.publishing.workflow import ArticleAction, ArticleStatus
from web.drawing.spec import ChartSpec
from web.guards import actor, requires
from web.handouts import hand_out_attachment
from web.rendering import render
from web.row_ids import row_id


@blueprint.get("/")
@requires(Permission.ARTICLE_READ)
def desk() -> Response:
    """Show what stands where, and which verified figures wait for their story."""
    asked = request.args.get("status", "")
    status = next((s for s in ArticleStatus if s == asked), ArticleStatus.DRAFT)
    before = row_id(request.args.get("sebelum"))
    found = queries.desk(actor(), status, before)
    rows = found[: queries.PAGE]
    return render(
        "publishing/desk.html",
        person=actor(),
        chosen=status,
        statuses=list(ArticleStatus),
        rows=rows,
        older=rows[-1].id if len(found) > queries.PAGE else None,
        counts=queries.counts(actor()),
        ready=queries.ready_targets(actor()),
    )


@blueprint.route("/baru", methods=["GET", "POST"])
@requires(Permission.ARTICLE_WRITE)
def new() -> Response:
    """Begin an achievement; a target named in the address is bound to it."""
    form = editor_form(None)
    if request.method == "POST" and form.validate():
        try:
            achievement = service.draft(
                actor(), newsroom(), image=arrived_image(form), **form.answers
            )
        except Unacceptable as refusal:
            blame(form, refusal)
        else:
            return redirect(url_for("publishing.edit", slug=achievement.slug, tersimpan=1), 303)
    status = 422 if request.method == "POST" else 200
    return render("publishing/new.html", form=form, achievement=None, status=status)


@blueprint.route("/<slug>", methods=["GET", "POST"])
@requires(Permission.ARTICLE_READ)
def edit(slug: str) -> Response:
    """Show the text, its checklist, steps and history; keep what was written."""
    achievement = queries.piece(actor(), slug)
    form = editor_form(achievement)
    if request.method == "GET":
        return page(achievement, form)
    if not form.validate():
        return page(achievement, form, status=422)
    try:
        service.save(
            achievement,
            actor(),
            version=form.version.data,
            image=arrived_image(form),
            **form.answers,
        )
    except Unacceptable as refusal:
        blame(form, refusal)
        return page(queries.piece(actor(), slug), form, status=422)
    except (Stale, NotAllowedNow):
        return page(queries.piece(actor(), slug), form, status=409)
    if "action" in request.form:
        return take_step(achievement, MoveForm(), achievement.version, form)
    return redirect(url_for("publishing.edit", slug=slug, tersimpan=1), 303)


@blueprint.post("/<slug>/langkah")
@requires(Permission.ARTICLE_READ)
def move(slug: str) -> Response:
    """Take one step along the workflow, or say what is missing for it."""
    form = MoveForm()
    return take_step(queries.piece(actor(), slug), form, form.version.data)


@blueprint.get("/<slug>/pratinjau")
@requires(Permission.ARTICLE_READ)
def preview(slug: str) -> Response:
    """Show the text as the public will see it."""
    achievement = queries.piece(actor(), slug)
    figures = queries.figures_now(achievement)
    response = render(
        "publishing/preview.html",
        achievement=achievement,
        spec=ChartSpec.from_figures(figures) if figures else None,
        standing=standing_of(achievement),
    )
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@blueprint.get("/<slug>/foto")
@requires(Permission.ARTICLE_READ)
def image(slug: str) -> Response:
    """Show the picture of an achievement to those who may read it unpublished."""
    picture = queries.piece(actor(), slug).image
    if picture is None:
        raise NoResultFound
    return hand_out_attachment(picture)


def take_step(
    achievement: Achievement,
    form: MoveForm,
    version: int | None,
    editor: AchievementForm | None = None,
) -> Response:
    """Take the step asked for, or say what is missing; ``editor`` holds words just saved."""
    slug, kept = achievement.slug, editor is not None
    editor = editor or editor_form(achievement)
    action = next((a for a in ArticleAction if a == form.action.data), None)
    if action is None or not form.validate():
        return page(achievement, editor, form, status=422, kept=kept)
    try:
        service.move(achievement, action, actor(), version=version, note=form.note.data or "")
    except Unacceptable as refusal:
        blame(form if refusal.field == "note" else editor, refusal)
        return page(queries.piece(actor(), slug), editor, form, status=422, kept=kept)
    except (Stale, NotAllowedNow):
        return page(queries.piece(actor(), slug), editor, form, status=409)
    return redirect(url_for("publishing.edit", slug=slug, sudah=action.value), 303)
