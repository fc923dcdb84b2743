"""What must be true before anything is shown: complete, verified, said in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from domain.errors import Sentence
from domain.publishing.models import Achievement, AchievementKind
from domain.publishing.workflow import ArticleStatus

SUMMARY_WORDS = 60
ALT_LENGTH = 200
ON_TRACK_SHARE = Decimal("0.90")
ATTENTION_SHARE = Decimal("0.70")
FILE_NAME = re.compile(r"\.(jpe?g|png|webp|gif|heic|bmp|tiff?)\b", re.IGNORECASE)
CAMERA_NAME = re.compile(
    r"\b(img|dsc|dscn|pxl|vid|screenshot|whatsapp image)[_ -]?\d", re.IGNORECASE
)
EMPTY_WORDS = {"gambar", "foto", "image", "photo", "picture", "ilustrasi", "dokumentasi"}


class Standing(StrEnum):
    """How a quarter stands against its target: computed, never typed."""

    ACHIEVED = "tercapai"
    ON_TRACK = "sesuai jalur"
    ATTENTION = "perhatian"
    BEHIND = "tertinggal"
    NO_DATA = "belum ada data"


BEHIND = frozenset({Standing.ATTENTION, Standing.BEHIND})


@dataclass(frozen=True)
class Check:
    """One line of the checklist; ``advice`` says what to do while it is not met."""

    field: str
    rule: Sentence
    met: bool
    advice: Sentence


def standing(value: Decimal | float | None, target: Decimal | float | None) -> Standing:
    """The standing of ``value``; a missing figure is no zero."""
    if value is None or target is None:
        return Standing.NO_DATA
    reached, promised = Decimal(str(value)), Decimal(str(target))
    if reached >= promised:
        return Standing.ACHIEVED
    if reached >= promised * ON_TRACK_SHARE:
        return Standing.ON_TRACK
    return Standing.ATTENTION if reached >= promised * ATTENTION_SHARE else Standing.BEHIND


def standing_of(achievement: Achievement) -> Standing:
    """How the quarter an achievement tells of stands: as frozen once shown, else as verified."""
    if achievement.figures and achievement.status is ArticleStatus.PUBLISHED:
        told = achievement.figures["rows"][-1]
        return standing(told["value"], told["target"])
    target = achievement.target
    return standing(target.verified, target.target) if target else Standing.NO_DATA


def alt_problem(alt: str, *, title: str = "") -> Sentence | None:
    """What is wrong with an image's text; None when it is good."""
    words = " ".join(alt.split())
    plain = words.strip(" .").casefold()
    if not words:
        return Sentence("Tulis apa yang terlihat pada gambar, atau tandai sebagai hiasan.")
    if len(words) > ALT_LENGTH:
        return Sentence(
            "Teks gambar paling panjang %(most)s huruf. Sekarang %(now)s.",
            {"most": ALT_LENGTH, "now": len(words)},
        )
    if FILE_NAME.search(words) or CAMERA_NAME.search(words) or plain.startswith("img_"):
        return Sentence("Ini nama berkas. Tulis apa yang terlihat pada gambar.")
    if plain in EMPTY_WORDS:
        return Sentence("Kata itu belum menjelaskan apa-apa. Tulis apa yang terlihat.")
    if title and plain == " ".join(title.split()).strip(" .").casefold():
        return Sentence("Teks gambar sama dengan judul. Tulis apa yang terlihat pada gambar.")
    return None


def checklist(achievement: Achievement) -> list[Check]:
    """Everything an achievement needs before somebody else may read it."""
    return text_checks(achievement) + picture_checks(achievement) + figure_checks(achievement)


def text_checks(achievement: Achievement) -> list[Check]:
    """The words are there, and the summary is one."""
    length = len(achievement.summary.split())
    return [
        Check(
            "title", Sentence("Judul"), bool(achievement.title.strip()), Sentence("Tulis judulnya.")
        ),
        Check("summary", Sentence("Ringkasan"), length > 0, Sentence("Tulis ringkasannya.")),
        Check(
            "summary",
            Sentence("Ringkasan paling banyak %(most)s kata", {"most": SUMMARY_WORDS}),
            length <= SUMMARY_WORDS,
            Sentence(
                "Ringkas menjadi %(most)s kata. Sekarang %(now)s kata.",
                {"most": SUMMARY_WORDS, "now": length},
            ),
        ),
        Check("body", Sentence("Isi"), bool(achievement.body.strip()), Sentence("Tulis isinya.")),
        Check(
            "impact_public",
            Sentence("Dampak bagi masyarakat"),
            bool(achievement.impact_public.strip()),
            Sentence("Tulis apa yang berubah bagi masyarakat."),
        ),
    ]


def picture_checks(achievement: Achievement) -> list[Check]:
    """A picture says what it shows, or that it only decorates."""
    if achievement.image_id is None:
        return []
    problem = None
    if not achievement.image_is_decorative:
        problem = alt_problem(achievement.image_alt, title=achievement.title)
    rule = Sentence("Teks pengganti gambar")
    return [Check("image_alt", rule, problem is None, problem or rule)]


def figure_checks(achievement: Achievement) -> list[Check]:
    """No number without its verification, no shortfall without its reason."""
    target, checks = achievement.target, []
    if target is not None or achievement.kind is AchievementKind.RESULT:
        checks.append(
            Check(
                "target_id",
                Sentence("Target triwulan sudah terverifikasi"),
                target is not None and target.verified is not None,
                Sentence(
                    "Pilih target yang sudah diverifikasi. Angka yang belum diperiksa tidak terbit."
                ),
            )
        )
    if standing_of(achievement) in BEHIND:
        checks.append(
            Check(
                "why_behind",
                Sentence("Alasan belum mencapai target"),
                bool(achievement.why_behind.strip()),
                Sentence(
                    "Angka masih di bawah target. Jelaskan mengapa dan apa langkah berikutnya."
                ),
            )
        )
    return checks
