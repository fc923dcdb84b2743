"""What each unit promised for eight quarters, what it reported, what was confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from zoneinfo import ZoneInfo

from demo.institutions import Units
from domain.accounts.models import Institution
from domain.clock import stopped_at
from domain.reference.queries import confirmed_actions
from domain.targets.models import Indicator, QuarterTarget
from domain.targets.service import add_indicator, agree, report, verify

ZONE = ZoneInfo("Asia/Jakarta")
QUARTERS = 8
PUBLIC_SERVICE, IDENTITY, LAND = ("2025-2026", "5"), ("2023-2024", "4"), ("2025-2026", "1")
# How closely the unit's figure follows its promise, and the confirmed one the unit's.
REPORTED = ("0.90", "0.94", "0.97", "1", "1", "1.02")
CONFIRMED = ("0.92", "0.96", "0.98", "1", "1", "1")


@dataclass(frozen=True)
class Promise:
    """One indicator with its first and last quarterly target; ``kept`` means always met."""

    code: str
    unit: str
    name: str
    measure: str
    first: int
    last: int
    action: tuple[str, str] | None = None
    of: int | None = None
    kept: bool = False


TIRTA = (
    Promise(
        *("JALAN-SIMPANG", "DPUPR", "Pemeliharaan Jalan Simpang Lima-Pasar Baru", "%", 30, 100),
        kept=True,
    ),
    Promise(
        *("KATALOG", "UKPBJ", "Paket di atas Rp200 juta tayang di katalog lokal", "paket"),
        *(38, 142, PUBLIC_SERVICE),
        kept=True,
    ),
    Promise(*("JALAN", "DPUPR", "Panjang jalan mantap", "km", 310, 352), of=480),
    Promise("IRIGASI", "DPUPR", "Saluran irigasi berfungsi", "km", 42, 88, LAND),
    Promise("IZIN", "DPMPTSP", "Izin usaha kecil selesai tepat waktu", "%", 70, 95, PUBLIC_SERVICE),
    Promise("AKTA", "DISDUKCAPIL", "Anak memiliki akta lahir", "%", 82, 96, IDENTITY),
    Promise("ASET", "BPKAD", "Bidang tanah daerah bersertifikat", "bidang", 240, 415, of=620),
    Promise("BANSOS", "DINSOS", "Data penerima bantuan cocok dengan NIK", "%", 75, 97, IDENTITY),
    Promise("PAJAK", "BAPENDA", "Tempat usaha memakai alat catat pajak", "%", 25, 75),
    Promise("DESA", "DPMD", "Desa menempel anggaran di tempat terbuka", "desa", 60, 144, of=148),
    Promise("ADUAN", "INSPEKTORAT", "Masukan warga dijawab tepat waktu", "%", 60, 92),
    Promise("LHKPN", "INSPEKTORAT", "Pejabat melaporkan kekayaan tepat waktu", "%", 80, 100),
    Promise(
        *("TERBUKA", "DISKOMINFO", "Kumpulan data dibuka untuk warga", "kumpulan data", 12, 64),
        PUBLIC_SERVICE,
    ),
)
OTHERS = {
    "sagara-timur": (
        Promise("PASAR", "DISPERINDAG", "Retribusi pasar dibayar lewat bank", "%", 20, 80),
        Promise("JALAN", "DPUPR", "Panjang jalan kota mantap", "km", 96, 128, of=150),
        Promise("AKTA", "DISDUKCAPIL", "Anak memiliki akta lahir", "%", 85, 97, IDENTITY),
    ),
    "tata-kelola-contoh": (
        Promise("LAYANAN", "DITJEN-LAYANAN", "Layanan selesai tepat waktu", "%", 68, 94),
        Promise("DATA", "PUSDATIN", "Kumpulan data dibuka", "kumpulan data", 30, 120),
    ),
}
Confirmed = dict[str, list[QuarterTarget]]


def quarter_ends(today: date, count: int = QUARTERS) -> list[date]:
    """The last ``count`` finished quarters, oldest first."""
    first = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    ends = []
    for _ in range(count):
        ends.append(first - timedelta(days=1))
        first = date(ends[-1].year, ends[-1].month - 2, 1)
    return ends[::-1]


def build(institution: Institution, units: Units, now: datetime, dice: Random) -> Confirmed:
    """Promise, report and confirm; give back the confirmed quarters of every indicator."""
    promises = OTHERS.get(institution.slug, TIRTA)
    actions = {(a.period, a.number): a for a in confirmed_actions()}
    ends = quarter_ends(now.astimezone(ZONE).date())
    confirmed: Confirmed = {}
    for number, promise in enumerate(promises):
        indicator = add_indicator(
            institution=institution,
            unit=units[promise.unit],
            action=actions.get(promise.action) if promise.action else None,
            code=promise.code,
            name=promise.name,
            measure=promise.measure,
        )
        late = number % 3 == 2  # these units' last quarter still waits to be confirmed
        confirmed[promise.code] = tell(promise, indicator, ends, dice, now, late=late)
    return confirmed


def tell(
    promise: Promise,
    indicator: Indicator,
    ends: Sequence[date],
    dice: Random,
    now: datetime,
    *,
    late: bool,
) -> list[QuarterTarget]:
    """Eight quarters of one promise; whatever has not happened yet is left out."""
    confirmed = []
    for step, end in enumerate(ends):
        aim = promise.first + round((promise.last - promise.first) * step / (len(ends) - 1))
        row = agree(indicator, end, aim, promise.of)
        own = figure(promise, aim, dice.choice(REPORTED))
        checked = figure(promise, own, dice.choice(CONFIRMED))
        told, read = at(end, 12), at(end, 26)
        if told < now:
            with stopped_at(told):
                report(row, own)
        if read < now and not (late and end == ends[-1]):
            with stopped_at(read):
                verify(row, checked)
            confirmed.append(row)
    return confirmed


def figure(promise: Promise, base: Decimal | int, share: str) -> Decimal:
    """A share of a figure, within what can be; kilometres keep one decimal."""
    value = Decimal(base) * (Decimal(1) if promise.kept else Decimal(share))
    top = Decimal(100) if promise.measure == "%" else Decimal(promise.of or 10**9)
    return min(value, top).quantize(
        Decimal("0.1") if promise.measure in {"km", "%"} else Decimal(1)
    )


def at(day: date, later: int) -> datetime:
    """Ten in the morning, some days later."""
    return datetime(day.year, day.month, day.day, 10, tzinfo=ZONE) + timedelta(days=later)
