"""A small Kabupaten Tirta Raya, made through the house's own verbs. All of it is fictional."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from io import BytesIO

from PIL import Image

from domain.accounts import service as accounts
from domain.accounts.models import Institution, InstitutionKind, Unit, User
from domain.policy import Role
from domain.publishing import service as publishing
from domain.publishing.models import Achievement, AchievementKind
from domain.publishing.workflow import ArticleAction
from domain.targets import service as targets
from domain.targets.models import QuarterTarget
from tests.door import APP

PASSWORD = "kata sandi untuk mencoba saja"
# One hash for everybody: argon2 is slow on purpose.
UNITS = {
    "INSP": ("Inspektorat", "inspektorat"),
    "DUKCAPIL": ("Dinas Kependudukan dan Pencatatan Sipil", "dinas"),
    "PUPR": ("Dinas Pekerjaan Umum dan Penataan Ruang", "dinas"),
    "DPMPTSP": ("Dinas Penanaman Modal dan PTSP", "dinas"),
    "DISKOMINFO": ("Dinas Komunikasi dan Informatika", "dinas"),
    "IRBAN": ("Inspektur Pembantu Khusus", "irban"),
}
PEOPLE = {
    "yani": ("Yani Prasetya", Role.INSPECTORATE_ADMIN, "INSP"),
    "hendra": ("Hendra Wirawan", Role.FOCAL_POINT, "INSP"),
    "irban": ("Rahmat Hidayat", Role.UNIT_OFFICER, "IRBAN"),
    "lina": ("Lina Marlina", Role.UNIT_OFFICER, "PUPR"),
    "tono": ("Tono Sugiarto", Role.UNIT_OFFICER, "DPMPTSP"),
    "loket": ("Wati Lestari", Role.UNIT_OFFICER, "DUKCAPIL"),
    "dimas": ("Dimas Anggara", Role.PUBLIC_RELATIONS, "DISKOMINFO"),
    "ayu": ("Ayu Permata", Role.PUBLIC_RELATIONS, "DISKOMINFO"),
    "sistem": ("Budi Santoso", Role.SYSTEM_ADMINISTRATOR, None),
}
ROADS = "Pemeliharaan Jalan Simpang Lima-Pasar Baru selesai"
CATALOGUE = "Paket di atas Rp200 juta tayang di e-katalog lokal"


@dataclass
class Town:
    """The town's rows, by the names the stories use."""

    institution: Institution
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    targets: dict[str, QuarterTarget] = field(default_factory=dict)
    achievement: Achievement | None = None


def build() -> Town:
    town = Town(
        accounts.add_institution(
            slug="tirta-raya",
            name="Kabupaten Tirta Raya",
            kind=InstitutionKind.REGENCY,
            region_code="33.01",
            contact="inspektorat@tirtaraya.example",
        )
    )
    for code, (name, kind) in UNITS.items():
        town.units[code] = accounts.add_unit(town.institution, code=code, name=name, kind=kind)
    for key, (name, role, unit) in PEOPLE.items():
        person = accounts.enrol(name=name, email=f"{key}@tirtaraya.example", password=PASSWORD)
        person.totp_secret = APP
        accounts.give_hat(person, role, town.institution, town.units.get(unit))
        town.people[key] = person
    promise(town, "roads", "PUPR", "Jalan dalam kondisi mantap", [60, 75, 100])
    promise(town, "catalogue", "DISKOMINFO", CATALOGUE, [38, 97, 142])
    tell_of_the_road(town)
    return town


def promise(town: Town, key: str, unit: str, name: str, figures: list[int]) -> None:
    """An indicator with three quarters, the last one B09 of 2025."""
    indicator = targets.add_indicator(
        institution=town.institution,
        unit=town.units[unit],
        code=key.upper(),
        name=name,
        measure="paket",
    )
    for ends_on, figure in zip(
        (date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30)), figures, strict=True
    ):
        quarter = targets.agree(indicator, ends_on, figure)
        targets.report(quarter, figure)
        town.targets[key] = targets.verify(quarter, figure)


def tell_of_the_road(town: Town) -> None:
    """The published achievement a citizen goes out to see."""
    dimas, ayu = town.people["dimas"], town.people["ayu"]
    story = publishing.draft(
        dimas,
        town.institution,
        kind=AchievementKind.RESULT,
        title=ROADS,
        summary="Seluruh ruas Simpang Lima sampai Pasar Baru selesai dipelihara pada B09.",
        body="Ruas ini dipakai warga setiap hari. **Semua paket** selesai pada September.",
        impact_public="Perjalanan ke pasar lebih cepat dan aman.",
        unit=town.units["PUPR"],
        target=town.targets["roads"],
    )
    publishing.attach_image(
        story, dimas, filename="jalan.png", data=a_photo(), alt="Jalan aspal baru di depan pasar."
    )
    for action, person in (
        (ArticleAction.SUBMIT, dimas),
        (ArticleAction.APPROVE, ayu),
        (ArticleAction.PUBLISH, dimas),
    ):
        publishing.move(story, action, person, version=story.version)
    town.achievement = story


def a_photo(colour: str = "steelblue", kind: str = "PNG") -> bytes:
    """A picture, with a place hidden in it where its kind can hold one."""
    exif = Image.Exif()
    exif[0x010F] = "Kamera Rahasia"
    exif.get_ifd(0x8825)[2] = (6.0, 12.0, 30.0)
    file = BytesIO()
    Image.new("RGB", (640, 480), colour).save(file, kind, exif=exif)
    return file.getvalue()
