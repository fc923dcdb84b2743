"""What the institutions set for themselves: contacts, looks, calendar, routes, answers."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from PIL import Image, ImageDraw

from demo.institutions import Units
from demo.people import People
from domain.accounts.models import Institution, User
from domain.administration import (
    brand,
    calendar,
    deadlines,
    institutions,
    routing,
    templates,
)
from domain.errors import Unacceptable
from domain.policy import Role
from domain.reference.models import OWN_HOLIDAY
from domain.submissions.deadlines import Deadline
from domain.submissions.kinds import Kind
from domain.submissions.workflow import Status

HOUSES = {
    "tirta-raya": {
        "data_protection_contact": "Pelindung data pribadi, Diskominfo, pdp@tirtaraya.contoh",
        "welcome": "Selamat datang. Setiap masukan Anda kami baca dan kami jawab.",
    },
    "sagara-timur": {
        "data_protection_contact": "Pelindung data pribadi, Diskominfo, pdp@sagaratimur.contoh",
    },
}
ACCENTS = {"sagara-timur": "#1A6B45"}
ANNIVERSARIES = {"tirta-raya": (6, 17), "sagara-timur": (9, 10)}
ROUTES = (
    ("infrastruktur", "DPUPR"),
    ("perizinan", "DPMPTSP"),
    ("adminduk", "DISDUKCAPIL"),
    ("pendidikan", "DISDIK"),
    ("kesehatan", "DINKES"),
    ("pengadaan", "UKPBJ"),
)
ANSWERS = (
    (
        "Sudah diteruskan",
        None,
        "Terima kasih. Masukan nomor {nomor} tentang “{judul}” sedang ditangani {unit}. "
        "Kami menjawab paling lambat {tanggal_janji}.",
    ),
    (
        "Usulan diterima",
        Kind.PROPOSAL,
        "Usulan Anda nomor {nomor} kami terima dan kami masukkan ke rencana kerja {unit}. "
        "Kami kabari bila sudah mulai berjalan.",
    ),
    (
        "Hasil pemeriksaan lapangan",
        Kind.MONITORING,
        "Petugas {unit} sudah memeriksa ke lokasi. Hasilnya: ",
    ),
)


def build(institution: Institution, units: Units, people: People, year: int) -> None:
    """Let the institution's own administrator set it up; without one nothing is set."""
    actor = administrator(people)
    if actor is None:
        return
    slug = institution.slug
    institutions.change(institution, HOUSES.get(slug, {}), actor, version=institution.version)
    if slug in ACCENTS:
        brand.set_accent(institution, ACCENTS[slug], actor, version=institution.version)
    else:
        brand.set_logo(institution, "logo.png", logo(), actor, version=institution.version)
    for title, kind, body in ANSWERS:
        templates.save(institution, actor, title=title, body=body, kind=kind)
    for topic, code in ROUTES:
        if code in units:
            routing.set_route(institution, actor, topic=topic, region_code="", unit=units[code])
    celebrate(institution, actor, year)
    promise(institution, actor)


def administrator(people: People) -> User | None:
    """Who looks after the institution, if anybody."""
    return next(
        (p for p in people.values() if p.memberships[0].role is Role.SYSTEM_ADMINISTRATOR), None
    )


def celebrate(institution: Institution, actor: User, year: int) -> None:
    """A day off of its own, this year and next; where it falls on a weekend, none."""
    for number in (year, year + 1):
        day = date(number, *ANNIVERSARIES[institution.slug])
        try:
            calendar.set_day(institution, actor, day=day, name="Hari jadi daerah", kind=OWN_HOLIDAY)
        except Unacceptable:
            continue


def promise(institution: Institution, actor: User) -> None:
    """A faster answer to proposals, and what it rests on."""
    row = deadlines.row_of(institution, Kind.PROPOSAL, Status.REOPENED)
    if row is not None:
        own = Deadline(3, "Maklumat pelayanan instansi, butir 4")
        deadlines.set_own(institution, row, own, actor, version=0)


def logo() -> bytes:
    """A woven square, drawn here: nobody's real coat of arms."""
    picture = Image.new("RGB", (240, 240), "#0A4F70")
    draw = ImageDraw.Draw(picture)
    for step in range(3):
        at = 20 + step * 72
        draw.rectangle((0, at, 239, at + 36), fill="#FFC53D" if step % 2 == 0 else "#A8201A")
        draw.rectangle((at, 0, at + 36, 239), fill="#FAF8F3")
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
