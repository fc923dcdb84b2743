"""Three institutions that do not exist, their units and their places."""

from __future__ import annotations

from dataclasses import dataclass

from domain.accounts.models import Institution, InstitutionKind, Unit
from domain.accounts.service import add_institution, add_unit
from domain.reference.models import Vocabulary
from domain.reference.queries import terms


@dataclass(frozen=True)
class Place:
    """What a house is called, and the words for its places."""

    slug: str
    name: str
    kind: InstitutionKind
    timezone: str
    contact: str
    districts: tuple[str, ...]
    villages: tuple[str, ...]
    roads: tuple[str, ...]


TIRTA = Place(
    "tirta-raya",
    "Kabupaten Tirta Raya",
    InstitutionKind.REGENCY,
    "Asia/Jakarta",
    "Inspektorat Daerah, Jalan Telaga Bening 1, Muara Tirta. Buka Senin sampai Jumat, 8.00-15.30.",
    ("Muara Tirta", "Hulu Tirta", "Sendang Wetan", "Telaga Asri", "Karang Banyu", "Wanasari Lor"),
    (
        *("Desa Banyuputih", "Desa Sumber Wening", "Desa Karangjati", "Desa Tegal Lumbung"),
        *("Desa Mekarbanyu", "Desa Giri Tirta", "Desa Sendangmulya", "Desa Rawa Indah"),
        *("Desa Pucang Arum", "Desa Kedung Biru", "Desa Lebak Sari", "Desa Padas Ijo"),
    ),
    (
        *("Jalan Simpang Lima", "Jalan Pasar Baru", "Jalan Telaga Bening", "Jalan Lumbung"),
        *("Jalan Sendang Raya", "Jalan Kebun Kopi", "Jalan Tepi Sungai", "Jalan Pramuka Lama"),
    ),
)
SAGARA = Place(
    "sagara-timur",
    "Kota Sagara Timur",
    InstitutionKind.CITY,
    "Asia/Makassar",
    "Inspektorat Daerah, Jalan Dermaga 5, Sagara Timur. Buka Senin sampai Jumat, 8.00-16.00 WITA.",
    ("Pantai Sagara", "Bukit Lontar", "Tanjung Perahu"),
    ("Kelurahan Dermaga", "Kelurahan Lontar Indah", "Kelurahan Karang Putih", "Kelurahan Pasir"),
    ("Jalan Dermaga", "Jalan Mutiara", "Jalan Lontar Raya", "Jalan Nelayan"),
)
CONTOH = Place(
    "tata-kelola-contoh",
    "Kementerian Tata Kelola Contoh",
    InstitutionKind.MINISTRY,
    "Asia/Jakarta",
    "Inspektorat Jenderal, Gedung Contoh lantai 3. Buka Senin sampai Jumat, 8.00-16.00.",
    ("Jakarta",),
    ("kantor pusat",),
    ("Gedung Contoh",),
)
PLACES = (TIRTA, SAGARA, CONTOH)

PARENTS = {"PROKOPIM": "SETDA", "UKPBJ": "SETDA", "RSUD": "DINKES"}
MINISTRY_UNITS = (
    ("SETJEN", "Sekretariat Jenderal", "sekretariat", ""),
    ("ITJEN", "Inspektorat Jenderal", "inspektorat", ""),
    ("DITJEN-LAYANAN", "Direktorat Jenderal Layanan Publik", "ditjen", ""),
    ("PUSDATIN", "Pusat Data dan Informasi", "pusat", "SETJEN"),
    ("BIRO-HUMAS", "Biro Hubungan Masyarakat", "humas", "SETJEN"),
    ("BIRO-UMUM", "Biro Umum", "biro", "SETJEN"),
    ("BIRO-SDM", "Biro Sumber Daya Manusia", "biro", "SETJEN"),
)
Units = dict[str, Unit]


def build(place: Place) -> tuple[Institution, Units]:
    """Open the house and its units, parents first."""
    institution = add_institution(
        slug=place.slug,
        name=place.name,
        kind=place.kind,
        region_code=None,
        timezone=place.timezone,
        contact=place.contact,
    )
    rows = MINISTRY_UNITS if place.kind is InstitutionKind.MINISTRY else local_units(place)
    units: Units = {}
    for code, name, kind, parent in sorted(rows, key=lambda row: bool(row[3])):
        units[code] = add_unit(
            institution, code=code, name=name, kind=kind, parent=units.get(parent)
        )
    return institution, units


def local_units(place: Place) -> tuple[tuple[str, str, str, str], ...]:
    """The usual 33 units of a local government, and the inspectorate's special office."""
    district = f"Kecamatan {place.districts[0]}"
    usual = tuple(
        (
            term.code,
            district if term.code == "KECAMATAN" else term.label,
            term.details["kind"],
            PARENTS.get(term.code, ""),
        )
        for term in terms(Vocabulary.UNIT_TEMPLATE)
    )
    return (*usual, ("IRBAN-KHUSUS", "Inspektur Pembantu Khusus", "inspektorat", "INSPEKTORAT"))
