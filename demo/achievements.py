"""Stories about the promises, written by one person and read by another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from babel.numbers import format_decimal

from demo.institutions import Units
from demo.people import People
from demo.pictures import picture
from demo.sentences import Text, texts
from demo.targets import Confirmed
from domain.accounts.models import Institution, User
from domain.clock import stopped_at
from domain.policy import Role
from domain.publishing.figures import NUMERALS
from domain.publishing.models import Achievement, AchievementKind
from domain.publishing.service import attach_image, draft, move
from domain.publishing.truth import BEHIND, standing
from domain.publishing.workflow import ArticleAction, ArticleStatus
from domain.targets.models import QuarterTarget

WHY = (
    "Sebagian pekerjaan tertunda karena hujan dan petugas yang berganti. "
    "Kekurangannya dikerjakan pada triwulan berikutnya dan kami laporkan lagi di sini."
)
WITHDRAWN = "Jumlah sekolah perlu dihitung ulang. Halaman tayang lagi setelah angkanya benar."
# The steps that lead to each status, in order.
PATHS = {
    "draft": (),
    "in_review": (ArticleAction.SUBMIT,),
    "approved": (ArticleAction.SUBMIT, ArticleAction.APPROVE),
    "published": (ArticleAction.SUBMIT, ArticleAction.APPROVE, ArticleAction.PUBLISH),
}
PATHS["withdrawn"] = (*PATHS["published"], ArticleAction.WITHDRAW)
SHORT: dict[str, tuple[Text, ...]] = {
    "sagara-timur": (
        {
            "indicator": "PASAR",
            "back": 1,
            "title": "Retribusi pasar lewat bank mencapai {nilai} persen",
            "summary": "Pedagang membayar retribusi lewat bank atau ponsel. Uang tunai berkurang.",
            "body": "Petugas tidak lagi memegang uang. Bukti bayar dikirim ke ponsel pedagang.",
            "impact_public": "Pedagang membayar sesuai tarif resmi.",
            "scene": "market",
            "alt": "Gambar lapak pasar beratap garis jingga dan putih di tepi bukit.",
        },
        {
            "indicator": "AKTA",
            "back": 1,
            "title": "Akta lahir diantar ke pulau: {nilai} persen anak terdata",
            "summary": "Perahu layanan membawa petugas dan pencetak akta ke pulau terluar.",
            "body": "Jadwal perahu diumumkan di dermaga. Semua layanan gratis.",
            "impact_public": "Warga pulau tidak perlu menyewa perahu.",
        },
    ),
    "tata-kelola-contoh": (
        {
            "indicator": "DATA",
            "back": 1,
            "title": "{nilai} kumpulan data kementerian dibuka",
            "summary": "Data layanan dan anggaran bisa diunduh tanpa akun.",
            "body": "Setiap data memiliki tanggal, sumber, dan penanggung jawab.",
            "impact_public": "Peneliti dan warga bisa memeriksa sendiri.",
            "scene": "woven",
            "alt": "Gambar anyaman pita empat warna yang saling menyilang.",
        },
    ),
}


@dataclass(frozen=True)
class Desk:
    """Who writes, who reads, and on what they can build."""

    institution: Institution
    units: Units
    writer: User
    reader: User
    confirmed: Confirmed
    now: datetime


def build(
    institution: Institution, units: Units, people: People, confirmed: Confirmed, now: datetime
) -> list[Achievement]:
    """Write every achievement of one institution."""
    writers = [p for p in people.values() if p.memberships[0].role is Role.PUBLIC_RELATIONS]
    readers = writers[1:] or [
        p for p in people.values() if p.memberships[0].role is Role.FOCAL_POINT
    ]
    desk = Desk(institution, units, writers[0], readers[0], confirmed, now)
    wanted = SHORT.get(institution.slug) or texts("achievements")
    return [compose(text, desk, number) for number, text in enumerate(wanted)]


def compose(text: Text, desk: Desk, number: int) -> Achievement:
    """Draft one achievement and lead it to where it stands."""
    target = quarter_of(text, desk)
    begin = target.verified_at if target and target.verified_at else None
    begin = begin or desk.now - timedelta(days=text.get("days", 30))
    pause = min(timedelta(days=1, hours=3), (desk.now - begin) / 8)
    with stopped_at(begin + pause):
        achievement = draft(desk.writer, desk.institution, **fields(text, target, desk))
        if "scene" in text:
            attach_image(
                achievement,
                desk.writer,
                filename=f"{text['scene']}.png",
                data=picture(text["scene"], number),
                alt=text["alt"],
            )
    for step, action in enumerate(PATHS[text.get("status", "published")], 2):
        with stopped_at(begin + pause * step):
            lead(achievement, action, desk)
    return achievement


def lead(achievement: Achievement, action: ArticleAction, desk: Desk) -> None:
    """Take one step, by whoever's it is."""
    actor = desk.reader if action is ArticleAction.APPROVE else desk.writer
    note = WITHDRAWN if action is ArticleAction.WITHDRAW else ""
    move(achievement, action, actor, version=achievement.version, note=note)


def quarter_of(text: Text, desk: Desk) -> QuarterTarget | None:
    """The confirmed quarter a text tells of."""
    if "indicator" not in text:
        return None
    return desk.confirmed[text["indicator"]][-1 - text["back"]]


def fields(text: Text, target: QuarterTarget | None, desk: Desk) -> dict[str, Any]:
    """The words of an achievement, with the confirmed figures in them."""
    said = figures(target)
    names = ("title", "summary", "body", "impact_public", "impact_internal")
    words = {name: text[name].format_map(said) for name in names if name in text}
    unit = desk.units[text["unit"]].id if "unit" in text else None
    behind = target is not None and standing(target.verified, target.target) in BEHIND
    return words | {
        "kind": AchievementKind(text.get("kind", "result")),
        "unit_id": target.indicator.unit_id if target else unit,
        "target_id": target.id if target else None,
        "why_behind": WHY if behind else "",
    }


def figures(target: QuarterTarget | None) -> dict[str, str]:
    """The figures as people read them."""
    if target is None or target.verified is None:
        return {}
    return {
        "nilai": format_decimal(target.verified, locale="id"),
        "target": format_decimal(target.target, locale="id"),
        "satuan": target.indicator.measure,
        "triwulan": f"triwulan {NUMERALS[target.quarter - 1]} {target.ends_on.year}",
    }


def published(achievements: list[Achievement]) -> list[Achievement]:
    """Those a citizen can look at."""
    return [a for a in achievements if a.status is ArticleStatus.PUBLISHED]
