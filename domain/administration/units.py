"""The verbs of units. Each public function is one unit of work."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import ColumnElement, func

from domain.accounts.models import Institution, Membership, Unit, User
from domain.accounts.service import add_unit
from domain.administration.events import UnitAdded, UnitChanged, UnitClosed, UnitReopened
from domain.administration.unit_tree import DEEPEST, TOO_DEEP, pushed_too_deep
from domain.clock import today
from domain.errors import NotAllowedNow, Sentence, Stale, Unacceptable
from domain.policy import Permission, require
from domain.reference.models import RegionLevel, Vocabulary
from domain.reference.queries import districts_of, terms
from domain.submissions.models import Submission
from domain.submissions.workflow import FINAL
from domain.unit_of_work import announce, transactional
from extensions import db

CODE = re.compile(r"[A-Z0-9][A-Z0-9_.-]{0,39}")
# The template's line that stands for every district.
DISTRICT_TERM = "KECAMATAN"
LONGEST_NAME = 160
LONGEST_KIND = 40


@transactional
def add(
    institution: Institution,
    actor: User,
    *,
    code: str,
    name: str,
    kind: str,
    parent: Unit | None = None,
) -> Unit:
    """Add a unit, or raise NotPermitted or Unacceptable."""
    require(actor, Permission.INSTITUTION_MANAGE, institution)
    code = code.strip().upper()
    check(code, name, kind)
    if unit_coded(institution.id, code) is not None:
        raise Unacceptable("code", "Kode ini sudah dipakai unit lain.")
    refuse_closed(parent)
    if parent is not None and len(upward(parent)) >= DEEPEST:
        raise Unacceptable("parent", TOO_DEEP.words, most=DEEPEST)
    unit = add_unit(institution, code=code, name=name, kind=kind, parent=parent)
    announce(UnitAdded(actor_id=actor.id, institution_id=institution.id, unit_id=unit.id))
    return unit


@transactional
def change(
    unit: Unit, actor: User, *, version: int, name: str, kind: str, parent: Unit | None
) -> Unit:
    """Rename or move a unit, or raise NotPermitted, Stale or Unacceptable. Its code stays."""
    require(actor, Permission.INSTITUTION_MANAGE, unit)
    if unit.version != version:
        raise Stale
    check(unit.code, name, kind)
    if parent is not None:
        if parent.institution_id != unit.institution_id:
            raise Unacceptable("parent", "Unit induk bukan bagian dari instansi ini.")
        if unit.id in {above.id for above in upward(parent)}:
            raise Unacceptable("parent", "Unit tidak bisa berada di bawah dirinya sendiri.")
        if parent.id != unit.parent_id:
            refuse_closed(parent)
            refuse_depth(unit, parent)
    new = {"name": name, "kind": kind, "parent_id": parent.id if parent else None}
    changed = tuple(key for key, value in new.items() if getattr(unit, key) != value)
    for key in changed:
        setattr(unit, key, new[key])
    if changed:
        db.session.flush()
        announce(
            UnitChanged(
                actor_id=actor.id,
                institution_id=unit.institution_id,
                unit_id=unit.id,
                changed=changed,
            )
        )
    return unit


@transactional
def close(unit: Unit, actor: User, *, version: int) -> None:
    """Let a unit rest in history, or raise Unacceptable while work or people are there."""
    require(actor, Permission.INSTITUTION_MANAGE, unit)
    if unit.version != version:
        raise Stale
    if unit.closed_on is not None:
        raise NotAllowedNow("closed already")
    obstacles = what_holds(unit)
    if obstacles:
        raise obstacles[0]
    unit.closed_on = today(unit.institution.timezone)
    announce(UnitClosed(actor_id=actor.id, institution_id=unit.institution_id, unit_id=unit.id))


@transactional
def reopen(unit: Unit, actor: User, *, version: int) -> None:
    """Let a closed unit take cases again."""
    require(actor, Permission.INSTITUTION_MANAGE, unit)
    if unit.version != version:
        raise Stale
    if unit.closed_on is None:
        raise NotAllowedNow("open already")
    refuse_closed(db.session.get(Unit, unit.parent_id) if unit.parent_id else None)
    unit.closed_on = None
    announce(UnitReopened(actor_id=actor.id, institution_id=unit.institution_id, unit_id=unit.id))


@transactional
def add_usual(institution: Institution, actor: User) -> int:
    """Add the usual units of a local government that are not there yet; say how many."""
    require(actor, Permission.INSTITUTION_MANAGE, institution)
    present = {unit.code for unit in all_units(institution.id)}
    missing = [row for row in usual_units(institution) if row[0] not in present]
    for code, name, kind in missing:
        add(institution, actor, code=code, name=name, kind=kind)
    return len(missing)


def usual_units(institution: Institution) -> list[tuple[str, str, str]]:
    """Code, name and kind of the usual units, with one for each district of the region."""
    usual = [
        (term.code.upper(), term.label, term.details["kind"])
        for term in terms(Vocabulary.UNIT_TEMPLATE)
        if term.code != DISTRICT_TERM
    ]
    return [*usual, *district_units(institution)]


def district_units(institution: Institution) -> list[tuple[str, str, str]]:
    """One unit for each kecamatan; a province has none, and no region is no district."""
    return [
        (f"KEC-{region.code.rpartition('.')[2]}", f"Kecamatan {region.name}", "kecamatan")
        for region in districts_of(institution.region_code or "")
        if region.level is RegionLevel.DISTRICT
    ]


def what_holds(unit: Unit) -> list[Unacceptable]:
    """Why a unit cannot be closed yet, each with what to do about it."""
    found = []
    if cases := open_cases(unit):
        words = Sentence(
            "Masih ada %(n)s masukan berjalan di unit ini. Teruskan dulu ke unit lain."
        )
        found.append(Unacceptable("unit", words.words, n=cases))
    if people := people_there(unit):
        words = Sentence("Masih ada %(n)s orang bertugas di unit ini. Akhiri dulu perannya.")
        found.append(Unacceptable("unit", words.words, n=people))
    if below := open_units_below(unit):
        words = Sentence("Masih ada %(n)s unit di bawahnya. Pindahkan atau tutup dulu unit itu.")
        found.append(Unacceptable("unit", words.words, n=below))
    return found


def open_cases(unit: Unit) -> int:
    """How many cases the unit still has in hand."""
    return count(Submission, Submission.unit_id == unit.id, Submission.status.not_in(FINAL))


def people_there(unit: Unit) -> int:
    """How many active people hold a role in the unit, today or later."""
    day = today(unit.institution.timezone)
    statement = (
        db.select(func.count(Membership.user_id.distinct()))
        .join(Membership.user)
        .where(
            Membership.unit_id == unit.id,
            Membership.ends_on.is_(None) | (Membership.ends_on >= day),
            User.active,
        )
    )
    return db.session.scalar(statement) or 0


def open_units_below(unit: Unit) -> int:
    """How many open units stand right below."""
    return count(Unit, Unit.parent_id == unit.id, Unit.closed_on.is_(None))


def count(model: type[Submission] | type[Unit], *where: ColumnElement[bool]) -> int:
    """How many rows of ``model`` fit."""
    return db.session.scalar(db.select(func.count()).select_from(model).where(*where)) or 0


def check(code: str, name: str, kind: str) -> None:
    """Raise Unacceptable for values no unit may have."""
    if not CODE.fullmatch(code):
        raise Unacceptable(
            "code", "Kode memakai huruf, angka, titik, atau tanda hubung, paling banyak 40."
        )
    if not name:
        raise Unacceptable("name", "Tulis nama unit.")
    if len(name) > LONGEST_NAME:
        raise Unacceptable("name", "Nama unit paling banyak %(most)s huruf.", most=LONGEST_NAME)
    if not kind or len(kind) > LONGEST_KIND:
        raise Unacceptable("kind", "Tulis jenis unit, misalnya dinas, bagian, atau kecamatan.")


def refuse_closed(parent: Unit | None) -> None:
    """Raise Unacceptable when the unit above is closed."""
    if parent is not None and parent.closed_on is not None:
        raise Unacceptable("parent", "Unit induk ini sudah ditutup. Pilih unit lain.")


def refuse_depth(unit: Unit, parent: Unit) -> None:
    """Raise Unacceptable when the unit, or what is below it, would stand too deep there."""
    above = {one.id: one.parent_id for one in all_units(unit.institution_id)} | {unit.id: parent.id}
    if pushed_too_deep({unit.id}, above):
        raise Unacceptable("parent", TOO_DEEP.words, most=DEEPEST)


def upward(unit: Unit) -> list[Unit]:
    """The unit and everything above it."""
    chain = [unit]
    while chain[-1].parent_id is not None:
        above = db.session.get(Unit, chain[-1].parent_id)
        if above is None or above in chain:
            break
        chain.append(above)
    return chain


def unit_coded(institution_id: int, code: str) -> Unit | None:
    """The institution's unit with this code, or None."""
    return db.session.scalar(
        db.select(Unit).filter_by(institution_id=institution_id, code=code.strip().upper())
    )


def all_units(institution_id: int) -> Sequence[Unit]:
    """Open and closed units of an institution, by name."""
    statement = db.select(Unit).filter_by(institution_id=institution_id).order_by(Unit.name)
    return db.session.scalars(statement).all()
