"""The verbs of an institution's own calendar. Each public function is one unit of work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from adapters.spreadsheets import MAX_BYTES, UnreadableTable, read
from domain.accounts.models import Institution, User
from domain.administration.events import CalendarDayRemoved, CalendarDaySet
from domain.clock import today
from domain.errors import Sentence, Unacceptable
from domain.policy import Permission, require
from domain.reference.models import OWN_HOLIDAY, WORKING, Holiday
from domain.reference.queries import calendar_days
from domain.unit_of_work import announce, transactional
from domain.workdays import SATURDAY
from extensions import db

LONGEST_NAME = 120
MOST_ROWS = 200
FIRST_YEAR, YEARS_AHEAD = 2025, 3


@dataclass(frozen=True)
class Year:
    """What the calendar says of one year: national days, and the institution's own."""

    number: int
    national: Sequence[Holiday]
    own: Sequence[Holiday]

    @property
    def is_empty(self) -> bool:
        """Whether nobody has entered this year's holidays yet."""
        return not self.national and not any(day.kind != WORKING for day in self.own)


def year(institution: Institution, number: int) -> Year:
    """One year of an institution's calendar."""
    days = calendar_days(date(number, 1, 1), date(number, 12, 31))
    return Year(
        number,
        [day for day in days if day.institution_id is None],
        [day for day in days if day.institution_id == institution.id],
    )


def this_year(institution: Institution) -> int:
    """The year on the institution's own wall."""
    return today(institution.timezone).year


@transactional
def set_day(institution: Institution, actor: User, *, day: date, name: str, kind: str) -> Holiday:
    """Write down a day off, or a day worked through a national holiday; or Unacceptable."""
    require(actor, Permission.RULES_MANAGE, institution)
    if kind not in {OWN_HOLIDAY, WORKING}:
        raise Unacceptable("kind", "Pilih libur atau masuk kerja.")
    if not name or len(name) > LONGEST_NAME:
        raise Unacceptable("name", "Tulis nama harinya, paling banyak 120 huruf.")
    known = calendar_days(day, day)
    if any(row.institution_id == institution.id for row in known):
        raise Unacceptable("day", "Hari ini sudah ada di kalender instansi Anda.")
    national = any(row.institution_id is None for row in known)
    if kind == OWN_HOLIDAY and (national or day.weekday() >= SATURDAY):
        raise Unacceptable("day", "Hari itu memang sudah libur.")
    if kind == WORKING and not national:
        raise Unacceptable("day", "Hari itu bukan libur nasional, jadi memang hari kerja.")
    if kind == WORKING and day.weekday() >= SATURDAY:
        raise Unacceptable("day", "Sabtu dan Minggu bukan hari kerja di sini.")
    row = Holiday(day=day, institution_id=institution.id, name=name, kind=kind)
    db.session.add(row)
    db.session.flush()
    announce(
        CalendarDaySet(
            actor_id=actor.id, institution_id=institution.id, day=day.isoformat(), kind=kind
        )
    )
    return row


@transactional
def remove_day(row: Holiday, actor: User) -> None:
    """Make one of the institution's own days ordinary again."""
    require(actor, Permission.RULES_MANAGE, row)
    if row.institution_id is None:
        raise Unacceptable("day", "Libur nasional tidak bisa dihapus di sini.")
    db.session.delete(row)
    announce(
        CalendarDayRemoved(
            actor_id=actor.id,
            institution_id=row.institution_id,
            day=row.day.isoformat(),
            kind=row.kind,
        )
    )


@dataclass
class Listing:
    """A table of days off: what is new, how many are known, and what is wrong by row."""

    new: list[tuple[date, str]] = field(default_factory=list)
    known: int = 0
    problems: list[tuple[int, Sentence]] = field(default_factory=list)


@transactional
def bring_in(institution: Institution, actor: User, data: bytes) -> Listing:
    """Add a year's list of holidays from a table, all or none; Unacceptable for no table."""
    require(actor, Permission.RULES_MANAGE, institution)
    found = listed(institution, data)
    if not found.problems:
        for day, name in found.new:
            set_day(institution, actor, day=day, name=name, kind=OWN_HOLIDAY)
    return found


def listed(institution: Institution, data: bytes) -> Listing:
    """What a table of holidays holds."""
    if not data or len(data) > MAX_BYTES:
        raise Unacceptable("table", "Pilih berkas CSV atau Excel, paling besar 2 MB.")
    try:
        rows = read(data, MOST_ROWS + 1)
    except UnreadableTable as error:
        raise Unacceptable(
            "table", "Berkas ini tidak bisa dibaca. Simpan sebagai CSV atau XLSX, lalu coba lagi."
        ) from error
    heading = [cell.lower() for cell in rows[0]] if rows else []
    if heading[:2] != ["tanggal", "nama"] or len(rows) > MOST_ROWS + 1:
        raise Unacceptable(
            "table", "Baris pertama harus berisi: tanggal, nama. Lalu satu hari per baris."
        )
    found = Listing()
    taken: set[date] = set()
    for number, row in enumerate(rows[1:], start=2):
        if any(row):
            read_day(institution, found, taken, number, row)
    return found


def read_day(
    institution: Institution, found: Listing, taken: set[date], number: int, row: Sequence[str]
) -> None:
    """Sort one row of the table."""
    cells = [*row, "", ""]
    try:
        day = date_from(cells[0])
    except ValueError:
        told = Sentence("Tulis tanggal seperti 2028-01-31 atau 31/01/2028.")
        found.problems.append((number, told))
        return
    if not cells[1] or len(cells[1]) > LONGEST_NAME:
        told = Sentence("Tulis nama hari liburnya, paling banyak 120 huruf.")
        found.problems.append((number, told))
        return
    ours = [h for h in calendar_days(day, day) if h.institution_id in {None, institution.id}]
    if ours or day in taken or day.weekday() >= SATURDAY:
        found.known += 1
        return
    taken.add(day)
    found.new.append((day, cells[1]))


def date_from(text: str) -> date:
    """A date as people write it, or ValueError."""
    if "/" in text:
        day, month, number = text.split("/")
        return date(int(number), int(month), int(day))
    return date.fromisoformat(text)
