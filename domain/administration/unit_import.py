"""Units from a table: read, told row by row what is wrong, written only when all is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, inspect

from adapters.spreadsheets import MAX_BYTES, UnreadableTable, read
from domain.accounts.models import Institution, Unit, User
from domain.administration.events import UnitsImported
from domain.administration.unit_tree import TOO_DEEP, pushed_too_deep
from domain.administration.units import all_units, check
from domain.errors import Sentence, Stale, Unacceptable
from domain.policy import Permission, require
from domain.unit_of_work import announce, transactional
from extensions import db

COLUMNS = ("kode", "nama", "jenis", "kode_induk")
MOST_ROWS = 2000


@dataclass(frozen=True)
class Line:
    """One row of the table, by the number a spreadsheet shows beside it."""

    number: int
    code: str
    name: str
    kind: str
    parent: str


@dataclass(frozen=True)
class Problem:
    """What is wrong in one cell: the row's number, the column, and what to write."""

    number: int
    column: str
    sentence: Sentence


@dataclass
class Plan:
    """What a table would do, beside the units that are ``present`` by their code."""

    rows: Sequence[Sequence[str]] = ()
    present: Mapping[str, Unit] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    new: list[Line] = field(default_factory=list)
    changed: list[Line] = field(default_factory=list)
    same: int = 0

    @property
    def is_ready(self) -> bool:
        """Whether it may be written."""
        return not self.problems and bool(self.new or self.changed)


def planned(institution: Institution, actor: User, data: bytes) -> Plan:
    """What the table in ``data`` would do; nothing is written. Unacceptable for no table."""
    require(actor, Permission.INSTITUTION_MANAGE, institution)
    if not data:
        raise Unacceptable("table", "Pilih berkas CSV atau Excel lebih dulu.")
    if len(data) > MAX_BYTES:
        raise Unacceptable("table", "Berkas ini terlalu besar. Paling besar 2 MB.")
    try:
        rows = read(data, MOST_ROWS + 1)
    except UnreadableTable as error:
        raise Unacceptable(
            "table", "Berkas ini tidak bisa dibaca. Simpan sebagai CSV atau XLSX, lalu coba lagi."
        ) from error
    present = {unit.code: unit for unit in all_units(institution.id)}
    plan = Plan(rows=rows, present=present, lines=lines_of(rows))
    compare(plan, present)
    return plan


def lines_of(rows: Sequence[Sequence[str]]) -> list[Line]:
    """The table's lines without its heading and blanks; Unacceptable for a wrong heading."""
    heading = [cell.lower().replace(" ", "_") for cell in rows[0]] if rows else []
    if not {"kode", "nama", "jenis"} <= set(heading):
        raise Unacceptable("table", "Baris pertama harus berisi: kode, nama, jenis, kode_induk.")
    if len(rows) > MOST_ROWS + 1:
        raise Unacceptable("table", "Paling banyak %(most)s baris sekali impor.", most=MOST_ROWS)
    lines = []
    for number, row in enumerate(rows[1:], start=2):
        cells = dict(zip(heading, row, strict=False))
        if any(row):
            code, parent = (cells.get(name, "").upper() for name in ("kode", "kode_induk"))
            lines.append(Line(number, code, cells.get("nama", ""), cells.get("jenis", ""), parent))
    if not lines:
        raise Unacceptable("table", "Tabel ini belum berisi unit. Isi mulai baris kedua.")
    return lines


def compare(plan: Plan, present: Mapping[str, Unit]) -> None:
    """Sort the lines into new, changed and same, and find what is wrong."""
    seen: dict[str, int] = {}
    codes = {line.code for line in plan.lines} | set(present)
    parents = {unit.id: unit.code for unit in present.values()}
    for line in plan.lines:
        plan.problems += wrong_with(line, seen, codes, present)
        seen.setdefault(line.code, line.number)
        unit = present.get(line.code)
        if unit is None:
            plan.new.append(line)
        elif (unit.name, unit.kind, parents.get(unit.parent_id or 0, "")) != (
            line.name,
            line.kind,
            line.parent,
        ):
            plan.changed.append(line)
        else:
            plan.same += 1
    above = {unit.code: parents.get(unit.parent_id or 0, "") for unit in present.values()}
    plan.problems += misplaced(plan, above | {line.code: line.parent for line in plan.lines})


def misplaced(plan: Plan, above: dict[str, str]) -> list[Problem]:
    """The lines that would stand below themselves, or too deep, once all is written."""
    deep = pushed_too_deep({line.code for line in (*plan.new, *plan.changed)}, above)
    round_about = Sentence("Unit ini berada di bawah dirinya sendiri. Ganti kode induknya.")
    found = []
    for line in plan.lines:
        if goes_round(line.code, above):
            found.append(Problem(line.number, "kode_induk", round_about))
        elif line.code in deep:
            found.append(Problem(line.number, "kode_induk", TOO_DEEP))
    return found


def wrong_with(
    line: Line, seen: dict[str, int], codes: set[str], present: Mapping[str, Unit]
) -> list[Problem]:
    """What is wrong in one line."""
    found = []
    try:
        check(line.code, line.name, line.kind)
    except Unacceptable as refusal:
        column = {"code": "kode", "name": "nama", "kind": "jenis"}[refusal.field]
        found.append(Problem(line.number, column, refusal.sentence))
    if line.code in seen:
        told = Sentence(
            "Kode ini sudah ada di baris %(row)s. Ganti salah satu.", seen_at(line, seen)
        )
        found.append(Problem(line.number, "kode", told))
    if line.parent and line.parent not in codes:
        told = Sentence("Unit induk dengan kode ini tidak ada. Tulis kode yang ada atau kosongkan.")
        found.append(Problem(line.number, "kode_induk", told))
    elif line.parent and (above := present.get(line.parent)) and above.closed_on:
        told = Sentence("Unit induk ini sudah ditutup. Pilih unit lain.")
        found.append(Problem(line.number, "kode_induk", told))
    return found


def seen_at(line: Line, seen: dict[str, int]) -> dict[str, int]:
    """Where the line's code came first."""
    return {"row": seen[line.code]}


def goes_round(code: str, above: dict[str, str]) -> bool:
    """Whether going up from ``code`` comes back to it."""
    at, steps = above.get(code, ""), 0
    while at and at != code and steps <= len(above):
        at, steps = above.get(at, ""), steps + 1
    return bool(code) and at == code


@transactional
def bring_in(institution: Institution, actor: User, data: bytes) -> Plan:
    """Write the table's units, all or none; Unacceptable while anything in it is wrong."""
    plan = planned(institution, actor, data)
    if plan.problems:
        raise Unacceptable("table", "Perbaiki dulu baris yang salah. Belum ada yang disimpan.")
    if plan.is_ready:
        write(plan, institution)
        announce(
            UnitsImported(
                actor_id=actor.id,
                institution_id=institution.id,
                added=len(plan.new),
                changed=len(plan.changed),
            )
        )
    return plan


def write(plan: Plan, institution: Institution) -> None:
    """Add and change the plan's units, one level after the other: parents first."""
    ids, waiting = {unit.code: unit.id for unit in plan.present.values()}, list(plan.new)
    while waiting:
        later = {line.code for line in waiting}
        rows = [
            {"institution_id": institution.id, "code": line.code} | values(line, ids)
            for line in waiting
            if line.parent not in later
        ]
        db.session.execute(db.insert(Unit), rows)
        ids = {unit.code: unit.id for unit in all_units(institution.id)}
        waiting = [line for line in waiting if line.parent in later]
    if plan.changed:
        change_all([(plan.present[line.code], values(line, ids)) for line in plan.changed])


def change_all(changed: Sequence[tuple[Unit, dict[str, Any]]]) -> None:
    """Give many units their new values at once, or raise Stale when one changed meanwhile."""
    table = inspect(Unit).local_table
    statement = (
        db.update(table)
        .where(table.c.id == bindparam("unit"), table.c.version == bindparam("seen"))
        .values({"version": table.c.version + 1} | {key: bindparam(key) for key in changed[0][1]})
    )
    rows = [{"unit": unit.id, "seen": unit.version} | new for unit, new in changed]
    if db.session.connection().execute(statement, rows).rowcount != len(rows):
        raise Stale
    db.session.expire_all()


def values(line: Line, ids: Mapping[str, int]) -> dict[str, Any]:
    """What a line says of its unit."""
    return {"name": line.name, "kind": line.kind, "parent_id": ids.get(line.parent)}
