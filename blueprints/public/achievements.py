"""What was achieved, over HTTP."""

from __future__ import annotations

from flask import Response, request, url_for

from blueprints.public import blueprint
from blueprints.public.words import page_of, read_key, read_quarter
from domain.publishing import public_queries as achievements_of
from domain.publishing.models import AchievementKind
from domain.publishing.public_queries import PAGE, AchievementFilter
from domain.publishing.queries import public_page
from domain.publishing.truth import standing_of
from domain.submissions import public_queries as submissions
from web.drawing.files import MAKERS
from web.drawing.spec import ChartSpec
from web.guards import public
from web.rendering import render
from web.site import institution_named


@blueprint.get("/capaian")
@public
def achievements() -> Response:
    """Show the published achievements, narrowed as asked."""
    asked = request.args
    institution = institution_named(asked.get("instansi"))
    wanted = AchievementFilter(
        institution_id=institution.id if institution else None,
        kind=next((kind for kind in AchievementKind if kind == asked.get("jenis")), None),
        ends_on=read_quarter(asked.get("triwulan", "")),
    )
    found = achievements_of.published(wanted, before=read_key(asked.get("sebelum", "")))
    rows, older = page_of(found, PAGE)
    return render(
        "public/achievements.html",
        rows=rows,
        older=older,
        wanted=wanted,
        kinds=list(AchievementKind),
        quarters=achievements_of.quarters(),
        standing_of=standing_of,
    )


@blueprint.get("/capaian/<slug>")
@public
def achievement(slug: str) -> Response:
    """Show one achievement: its number, what it means, and what citizens saw."""
    shown = public_page(slug)
    figures = shown.figures
    return render(
        "public/achievement.html",
        achievement=shown,
        standing=standing_of(shown),
        spec=ChartSpec.from_figures(figures) if figures else None,
        downloads={kind: url_for("public.figure_file", slug=slug, ending=kind) for kind in MAKERS},
        monitorings=submissions.about_achievement(shown.id),
        answers=submissions.answers,
        sender=submissions.sender,
    )


@blueprint.get("/infografis")
@public
def infographics() -> Response:
    """Show the achievements that are drawn as figures."""
    wanted = AchievementFilter(with_figures=True)
    before = read_key(request.args.get("sebelum", ""))
    rows, older = page_of(achievements_of.published(wanted, before=before), PAGE)
    drawn = [(row, ChartSpec.from_figures(row.figures)) for row in rows if row.figures]
    return render("public/infographics.html", rows=drawn, older=older)
