"""Read, narrow and take away the book of acts. Over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Response, abort, request, stream_with_context, url_for
from sqlalchemy.exc import NoResultFound
from werkzeug.datastructures import MultiDict

from blueprints.ledger import blueprint
from blueprints.ledger.words import FACTS, SEALED, acts_on_cases, words_for
from domain.accounts.models import Institution
from domain.audit import queries
from domain.audit.chain import spelled
from domain.audit.models import LedgerEntry
from domain.audit.queries import PAGE, LedgerFilter, Line
from domain.policy import Permission
from domain.submissions.queries import case, references, seen_by
from web.guards import actor, requires
from web.rendering import render
from web.spreadsheet import sheet

LARGEST = 2**31
COLUMNS = ("urutan", "waktu", "tindakan", "pelaku", "peran", "fakta", "sidik")
NOTHING = -1
QUESTIONS = ("instansi", "tindakan", "pelaku", "nomor", "sejak", "sampai")


@blueprint.get("/")
@requires(Permission.LEDGER_READ)
def book() -> Response:
    """Show the newest acts of one institution, narrowed as the address asks."""
    chosen = chosen_book()
    asked = asked_for(chosen, request.args)
    before = number(request.args.get("sebelum", ""))
    rows = list(queries.page(actor(), asked, seen_by(actor()), before))
    people = queries.people(chosen.id)
    return render(
        "ledger/book.html",
        fragments=("entries",),
        chosen=chosen,
        books=queries.readable_chains(actor()),
        rows=rows[:PAGE],
        older=next_page(rows),
        names=sorted(acts_on_cases().union(queries.names(chosen.id))),
        people=people,
        names_of={person.id: person.name for person in people},
        words_for=words_for,
        sealed_words=SEALED,
        is_day_alone=is_day_alone,
        fact_words=FACTS,
        references=references(actor(), ids_in(rows)),
        end=queries.end_of(chosen.id),
        asked={name: request.args.get(name, "") for name in QUESTIONS},
    )


@blueprint.get("/jejak.<any(csv, jsonl):ending>")
@requires(Permission.LEDGER_READ)
def download(ending: str) -> Response:
    """Hand out every wanted entry: a table for people, or JSON lines whose hashes link up."""
    chosen = chosen_book()
    lines = queries.every(actor(), asked_for(chosen, request.args), seen_by(actor()))
    if ending == "csv":
        names = {person.id: person.name for person in queries.people(chosen.id)}
        answer = Response(sheet(COLUMNS, cells(lines, names)), mimetype="text/csv")
    else:
        spelt = (json.dumps(linked(line), ensure_ascii=False) for line in lines)
        answer = Response(stream_with_context(f"{one}\n" for one in spelt))
        answer.mimetype = "application/jsonl"
    answer.headers["Content-Disposition"] = f'attachment; filename="jejak-{chosen.slug}.{ending}"'
    return answer


def chosen_book() -> Institution:
    """The institution asked for, of those one may read; the first when none was asked."""
    books = queries.readable_chains(actor())
    slug = request.args.get("instansi", "")
    found = [one for one in books if slug in {"", one.slug}]
    if not found:
        abort(404)
    return found[0]


def asked_for(chosen: Institution, args: MultiDict[str, str]) -> LedgerFilter:
    """The filter an address asks for; a date or person that makes no sense narrows nothing."""
    zone = ZoneInfo(chosen.timezone)
    until = day(args.get("sampai", ""))
    return LedgerFilter(
        chain=chosen.id,
        name=args.get("tindakan", "").replace("\0", "")[:80] or None,
        actor_id=number(args.get("pelaku", "")),
        submission_id=submission_id(args.get("nomor", "")),
        since=midnight(day(args.get("sejak", "")), zone),
        until=midnight(until + timedelta(days=1) if until else None, zone),
    )


def submission_id(reference: str) -> int | None:
    """The id of a case one may read; one that fits nothing when it is not to be found."""
    if not reference.strip():
        return None
    try:
        return case(actor(), reference.strip().upper().replace("\0", "")[:40]).id
    except NoResultFound:
        return NOTHING


def ids_in(rows: list[Line]) -> set[int]:
    """The submissions the lines speak of."""
    return {row.facts["submission_id"] for row in rows if "submission_id" in row.facts}


def number(text: str) -> int | None:
    """``text`` as the id of a row, or None."""
    plain = text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST))
    return int(text) if plain and int(text) < LARGEST else None


def day(text: str) -> date | None:
    """``text`` as a date, or None; the last days of the calendar have no midnight after."""
    try:
        read = date.fromisoformat(text)
    except ValueError:
        return None
    return read if 1900 < read.year < 9000 else None


def midnight(on: date | None, zone: ZoneInfo) -> datetime | None:
    """When a day begins there."""
    return None if on is None else datetime.combine(on, time(), zone)


def next_page(rows: list[LedgerEntry]) -> str | None:
    """Where the page after this one is, when there is one."""
    if len(rows) <= PAGE:
        return None
    kept = {key: value for key, value in request.args.items() if key != "sebelum" and value}
    return url_for(".book", **kept, sebelum=rows[PAGE - 1].seq)


def linked(line: Line) -> dict[str, Any]:
    """An entry with its hash; of one not wholly the reader's, what links it to the others."""
    if line.entry is None or not line.is_whole:
        return {"seq": line.seq, "previous": line.previous, "hash": line.hash}
    return spelled(line.entry) | {"hash": line.hash}


def is_day_alone(entry: LedgerEntry) -> bool:
    """Whether the book keeps only the day: so it is with what citizens do about a report."""
    return entry.actor_id is None and entry.at.astimezone(UTC).time() == time()


def cells(lines: Iterator[Line], names: dict[int, str]) -> Iterator[tuple[Any, ...]]:
    """One row for each entry; nothing but its place for a sealed one."""
    for line in lines:
        entry = line.entry
        if entry is None:
            yield line.seq, "", str(SEALED), "", "", "", line.hash
            continue
        yield (
            line.seq,
            (entry.at.date() if is_day_alone(entry) else entry.at).isoformat(),
            words_for(entry.name),
            names.get(entry.actor_id, entry.actor_id),
            entry.role,
            json.dumps(line.facts, ensure_ascii=False),
            line.hash,
        )
