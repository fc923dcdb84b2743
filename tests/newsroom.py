"""A small newsroom: a promise, its figures, a story and the people who tell it."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from PIL import Image

from domain.policy import Role
from domain.publishing import service
from domain.publishing.models import AchievementKind
from domain.publishing.workflow import ArticleAction
from domain.targets import service as targets
from tests import factories

COMPLETE = {
    "kind": AchievementKind.RESULT,
    "title": "Belanja daerah makin terbuka",
    "summary": "Paket di atas Rp200 juta tayang di e-katalog lokal.",
    "body": "Waktu pilih penyedia turun menjadi **9** hari.",
    "impact_public": "Anda bisa melihat harga dan pemenangnya.",
}
QUARTER_ENDS = [
    date(year, month, day)
    for year in (2024, 2025)
    for month, day in ((3, 31), (6, 30), (9, 30), (12, 31))
]


def a_quarter(institution, *, target=40, reported=None, verified=None, ends_on=QUARTER_ENDS[-1]):
    return quarters(institution, [(ends_on, target, reported, verified)])[0]


def quarters(institution, figures, **more):
    unit = factories.a_unit(institution)
    values = {"code": f"K{unit.id}", "name": "Paket di e-katalog lokal", "measure": "paket"} | more
    indicator = targets.add_indicator(institution=institution, unit=unit, **values)
    made = []
    for ends_on, target, reported, verified in figures:
        row = targets.agree(indicator, ends_on, target)
        if reported is not None:
            targets.report(row, reported)
        if verified is not None:
            targets.verify(row, verified)
        made.append(row)
    return made


def press(institution):
    return factories.a_person(Role.PUBLIC_RELATIONS, institution)


def a_story(institution, writer=None, **fields):
    fields = COMPLETE | fields
    if "target" not in fields:
        fields["target"] = a_quarter(institution, verified=40)
    return service.draft(writer or press(institution), institution, **fields)


def go(story, action, actor, note=""):
    return service.move(story, action, actor, version=story.version, note=note)


def publish(story, reviewer=None):
    reviewer = reviewer or press(story.institution)
    go(story, ArticleAction.SUBMIT, story.author)
    go(story, ArticleAction.APPROVE, reviewer)
    return go(story, ArticleAction.PUBLISH, story.author)


def a_picture(form="PNG", size=(40, 30)):
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, form)
    return out.getvalue()
