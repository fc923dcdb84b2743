"""Who works there. Names are invented; every role is worn by somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from demo.institutions import Units
from domain.accounts.models import Institution, PositionStatus, User
from domain.accounts.service import DEMO_PASSWORD, enrol, give_hat
from domain.policy import Role

PERMANENT, ACTING, INTERIM = (
    PositionStatus.PERMANENT,
    PositionStatus.ACTING,
    PositionStatus.INTERIM,
)


@dataclass(frozen=True)
class Person:
    """One member of staff; ``since`` and ``until`` are days from today."""

    key: str
    name: str
    role: Role
    unit: str
    title: str
    status: PositionStatus = PERMANENT
    since: int | None = None
    until: int | None = None


TIRTA = (
    Person(
        "yani",
        "Yani Prasetya",
        Role.INSPECTORATE_ADMIN,
        "INSPEKTORAT",
        "Admin pengaduan masyarakat",
    ),
    Person("hendra", "Hendra Wicaksana", Role.FOCAL_POINT, "INSPEKTORAT", "Inspektur"),
    Person("dimas", "Dimas Anggara", Role.PUBLIC_RELATIONS, "DISKOMINFO", "Pranata humas"),
    Person("wulan", "Wulan Maheswari", Role.PUBLIC_RELATIONS, "PROKOPIM", "Kepala subbagian"),
    Person("lina", "Lina Kartikasari", Role.UNIT_OFFICER, "DPUPR", "Kasubbag Program"),
    Person("arif", "Arif Budiman", Role.UNIT_OFFICER, "DISDUKCAPIL", "Sekretaris dinas"),
    Person(
        *("sekar", "Sekar Ayuningrum", Role.UNIT_OFFICER, "DPMPTSP", "Kepala bidang layanan"),
        *(ACTING, -75, 105),
    ),
    Person("bram", "Bram Sitorus", Role.UNIT_OFFICER, "IRBAN-KHUSUS", "Irban Khusus"),
    Person("ratri", "Ratri Handayani", Role.HEAD, "", "Bupati Tirta Raya", INTERIM, -200, 165),
    Person("made", "Made Suardana", Role.AUDITOR, "INSPEKTORAT", "Auditor madya"),
    Person("nadia", "Nadia Lestari", Role.NATIONAL_SECRETARIAT, "", "Sekretariat nasional"),
    Person(
        "johan", "Johan Pattiasina", Role.SYSTEM_ADMINISTRATOR, "DISKOMINFO", "Pengelola sistem"
    ),
)
SAGARA = (
    Person("meri", "Meri Tandi", Role.INSPECTORATE_ADMIN, "INSPEKTORAT", "Admin pengaduan"),
    Person("anton", "Anton Lasut", Role.FOCAL_POINT, "INSPEKTORAT", "Inspektur"),
    Person("fitri", "Fitri Daeng", Role.PUBLIC_RELATIONS, "DISKOMINFO", "Pranata humas"),
    Person("yusuf", "Yusuf Mappa", Role.UNIT_OFFICER, "DPUPR", "Kepala seksi jalan"),
    Person("rina", "Rina Paledung", Role.SYSTEM_ADMINISTRATOR, "DISKOMINFO", "Pengelola sistem"),
)
CONTOH = (
    Person("santi", "Santi Wirawan", Role.INSPECTORATE_ADMIN, "ITJEN", "Admin pengaduan"),
    Person("bayuaji", "Bayu Aji", Role.FOCAL_POINT, "ITJEN", "Inspektur II"),
    Person("tika", "Tika Ramadhani", Role.PUBLIC_RELATIONS, "BIRO-HUMAS", "Analis humas"),
    Person("edo", "Edo Simatupang", Role.UNIT_OFFICER, "DITJEN-LAYANAN", "Kepala subdirektorat"),
)
STAFF = {"tirta-raya": TIRTA, "sagara-timur": SAGARA, "tata-kelola-contoh": CONTOH}
People = dict[str, User]


def email_of(person: Person, slug: str) -> str:
    """Where nobody receives mail: the ending does not exist."""
    return f"{person.key}@{slug.replace('-', '')}.contoh"


def build(institution: Institution, units: Units, today: date) -> People:
    """Enrol everyone of one institution and give them their hats."""
    return {p.key: appoint(p, institution, units, today) for p in STAFF[institution.slug]}


def appoint(person: Person, institution: Institution, units: Units, today: date) -> User:
    """One account and its hat."""
    email = email_of(person, institution.slug)
    user = enrol(name=person.name, email=email, password=DEMO_PASSWORD, is_demo=True)
    give_hat(
        user,
        person.role,
        institution,
        units.get(person.unit),
        title=person.title,
        position_status=person.status,
        starts_on=day_from(today, person.since),
        ends_on=day_from(today, person.until),
    )
    return user


def day_from(today: date, days: int | None) -> date | None:
    """The day that many days from today, if a number is given."""
    return None if days is None else today + timedelta(days=days)
