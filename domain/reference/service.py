"""Load the reference files. Running it again changes nothing that is already right."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from domain.reference.models import Holiday, NationalAction, Region, RegionLevel, Term, Vocabulary
from domain.unit_of_work import transactional
from extensions import Base, db

FOLDER = Path(__file__).parents[2] / "reference"
Row = dict[str, str]


def rows(name: str) -> Iterator[Row]:
    """The rows of one reference file."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def regions() -> Iterator[Region]:
    """38 provinces, 514 regencies and cities, 7,285 districts."""
    for row in rows("provinces.csv"):
        yield Region(
            code=row["code"],
            level=RegionLevel.PROVINCE,
            name=row["name"],
            timezone=row["timezone"],
        )
    for row in rows("regencies.csv"):
        yield Region(
            code=row["code"],
            parent_code=row["province_code"],
            level=RegionLevel.REGENCY,
            name=row["name"],
        )
    for row in rows("districts.csv"):
        yield Region(
            code=row["code"],
            parent_code=row["regency_code"],
            level=RegionLevel.DISTRICT,
            name=row["name"],
        )


def holidays() -> Iterator[Holiday]:
    """National holidays and cuti bersama."""
    for row in rows("holidays_id_2025_2027.csv"):
        yield Holiday(day=date.fromisoformat(row["date"]), name=row["name"], kind=row["kind"])


def actions() -> Iterator[NationalAction]:
    """Stranas actions; a name not verified word for word is a draft."""
    for row in rows("stranas_actions.csv"):
        yield NationalAction(
            period=row["period"],
            focus=row["focus"],
            number=row["no"],
            name=row["name_id"],
            is_draft=row["confidence"] != "verified",
            source=row["source"],
        )


# vocabulary: file, column of the code, of the label, of the hint
LISTS = {
    Vocabulary.TOPIC: ("topics.csv", "code", "label_id", ""),
    Vocabulary.DEVIATION_TYPE: ("deviation_types.csv", "code", "label_id", "citizen_hint_id"),
    Vocabulary.STATUS: ("statuses.csv", "code", "label_staff_id", "message_citizen_id"),
    Vocabulary.UNIT_TEMPLATE: ("opd_template_kabkota.csv", "code", "name_id", ""),
    Vocabulary.MCP_AREA: ("mcp_areas.csv", "no", "area", "example_topic_for_citizens"),
    Vocabulary.ZI_COMPONENT: ("zi_components.csv", "code", "name_id", ""),
    Vocabulary.ANTIKORUPSI_INDICATOR: (
        "antikorupsi_kabkota_19.csv",
        "indicator_no",
        "indicator",
        "component",
    ),
}


def terms() -> Iterator[Term]:
    """Every controlled list."""
    for vocabulary, (name, code, label, hint) in LISTS.items():
        for position, row in enumerate(rows(name)):
            yield Term(
                vocabulary=vocabulary,
                code=row[code],
                label=row[label],
                hint=row.get(hint, ""),
                position=position,
                details={k: v for k, v in row.items() if k not in {code, label, hint}},
            )


LOADERS: dict[str, Callable[[], Iterable[Base]]] = {
    "regions": regions,
    "holidays": holidays,
    "terms": terms,
    "actions": actions,
}


@transactional
def load(name: str) -> int:
    """Add the rows of ``LOADERS[name]`` not yet there; say how many. Edited rows stay."""
    fresh = list(LOADERS[name]())
    model = type(fresh[0])
    present = {identity(row) for row in db.session.scalars(db.select(model))}
    missing = [row for row in fresh if identity(row) not in present]
    db.session.add_all(missing)
    return len(missing)


def identity(row: Base) -> tuple[object, ...]:
    """What makes a reference row the same row."""
    match row:
        case Region():
            return (row.code,)
        case Holiday():
            return (row.day, row.institution_id)
        case Term():
            return (row.vocabulary, row.code)
        case NationalAction():
            return (row.period, row.number)
    raise TypeError(type(row))
