"""What every page of the desk shares: whose house it is, and the way through it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import current_app, redirect, request, url_for
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from blueprints.administration import blueprint
from domain.accounts.models import Institution
from domain.administration.checklist import Need
from domain.policy import Permission, Role, may, require, visible
from extensions import db
from web.guards import actor


@dataclass(frozen=True)
class Section:
    """One room of the desk: its code, address, words, and who may change things there."""

    code: str
    endpoint: str
    words: str
    sentence: str
    permission: Permission


SECTIONS = (
    Section(
        "identity",
        "administration.identity",
        _l("Identitas dan kontak"),
        _l("Nama, wilayah, zona waktu, alamat situs, dan siapa yang bisa dihubungi."),
        Permission.INSTITUTION_MANAGE,
    ),
    Section(
        "units",
        "administration.units",
        _l("Unit kerja"),
        _l("Dinas, badan, bagian, dan kecamatan yang menjawab warga."),
        Permission.INSTITUTION_MANAGE,
    ),
    Section(
        "people",
        "administration.people",
        _l("Orang dan peran"),
        _l("Siapa bertugas sebagai apa, sejak kapan, dan sampai kapan."),
        Permission.PEOPLE_MANAGE,
    ),
    Section(
        "calendar",
        "administration.calendar",
        _l("Kalender kerja"),
        _l("Hari libur yang tidak dihitung dalam janji kepada warga."),
        Permission.RULES_MANAGE,
    ),
    Section(
        "deadlines",
        "administration.deadlines",
        _l("Tenggat"),
        _l("Berapa hari setiap langkah boleh berjalan, dan apa dasar aturannya."),
        Permission.RULES_MANAGE,
    ),
    Section(
        "routing",
        "administration.routing",
        _l("Topik dan unit"),
        _l("Unit yang disarankan untuk setiap topik dan wilayah."),
        Permission.RULES_MANAGE,
    ),
    Section(
        "answers",
        "administration.answers",
        _l("Templat jawaban"),
        _l("Kalimat siap pakai untuk jawaban kepada warga."),
        Permission.RULES_MANAGE,
    ),
    Section(
        "settings",
        "administration.settings",
        _l("Penerimaan dan tayangan"),
        _l("Jenis masukan yang dibuka, izin tayang, dan kata sambutan."),
        Permission.INSTITUTION_MANAGE,
    ),
    Section(
        "brand",
        "administration.brand",
        _l("Merek"),
        _l("Logo dan warna instansi."),
        Permission.INSTITUTION_MANAGE,
    ),
)
BY_CODE = {section.code: section for section in SECTIONS}
# The way a new institution goes, each step to be skipped and taken up again.
WIZARD = tuple(
    BY_CODE[code]
    for code in (
        "identity",
        "units",
        "people",
        "calendar",
        "deadlines",
        "routing",
        "brand",
        "settings",
    )
)


def house(slug: str, permission: Permission = Permission.ADMINISTRATION_READ) -> Institution:
    """The institution at this address; a stranger's is NoResultFound, a lacking right 403."""
    clause = visible(actor(), Permission.ADMINISTRATION_READ, Institution)
    found = db.session.scalars(db.select(Institution).where(clause).filter_by(slug=slug)).one()
    require(actor(), permission, found)
    return found


@blueprint.url_defaults
def stay_here(endpoint: str, values: dict[str, Any]) -> None:
    """Links inside the desk stay in the same house, and on the wizard's way."""
    if not request or request.blueprint != blueprint.name:
        return
    if current_app.url_map.is_endpoint_expecting(endpoint, "slug"):
        if "slug" in (request.view_args or {}):
            values.setdefault("slug", request.view_args["slug"])
        if "mulai" in request.args and endpoint != "administration.desk":
            values.setdefault("mulai", "1")


@blueprint.context_processor
def way() -> dict[str, Any]:
    """The wizard's steps while somebody walks it: which is shown, which comes next."""
    if "mulai" not in request.args or not request.view_args:
        return {"wizard": ()}
    at = next((n for n, s in enumerate(WIZARD) if (request.path + "/").startswith(stop(s))), -1)
    following = WIZARD[at + 1] if 0 <= at < len(WIZARD) - 1 else None
    return {"wizard": WIZARD, "wizard_at": at, "wizard_next": following}


def stop(section: Section) -> str:
    """Where a section's addresses begin."""
    return url_for(section.endpoint).partition("?")[0] + "/"


def onward(endpoint: str, said: str = "tersimpan", **values: Any) -> Response:
    """Back to a page of the desk, which then says what was done."""
    return redirect(url_for(endpoint, kabar=said, **values), 303)


@dataclass(frozen=True)
class Elsewhere:
    """A room outside the desk: its address, who may enter, and whose work it is."""

    endpoint: str
    permission: Permission
    worker: Role


ELSEWHERE = {
    "newsroom": Elsewhere("publishing.desk", Permission.ARTICLE_READ, Role.PUBLIC_RELATIONS),
    "queue": Elsewhere("moderation.queue", Permission.SUBMISSION_READ, Role.INSPECTORATE_ADMIN),
}


def place_of(need: Need, institution: Institution) -> str | None:
    """The address where a need is met, or None when the reader may not go there."""
    place = ELSEWHERE.get(need.place) or BY_CODE[need.place]
    return url_for(place.endpoint) if may(actor(), place.permission, institution) else None


def worker_of(need: Need) -> Role:
    """Whose work it is to meet a need."""
    elsewhere = ELSEWHERE.get(need.place)
    return elsewhere.worker if elsewhere else Role.SYSTEM_ADMINISTRATOR
