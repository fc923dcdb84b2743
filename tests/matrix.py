"""Two houses with one row of everything, and what the matrix asks of each route there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

from domain.accounts import invitations
from domain.accounts.access import Passkey, StaffSession
from domain.accounts.models import Institution, Unit, User
from domain.accounts.posts import Post
from domain.administration.models import AnswerTemplate, RoutingRule
from domain.attachments import service as attachments
from domain.policy import Role
from domain.publishing import service as publishing
from domain.publishing.models import AchievementKind
from domain.publishing.workflow import ArticleAction
from domain.reference.models import OWN_HOLIDAY, Holiday
from domain.submissions import service as submissions
from domain.submissions.workflow import Action
from domain.targets import service as targets
from extensions import db
from tests import factories
from tests.town import a_photo

SECRET = "Kalimat yang hanya untuk rumah"


@dataclass
class House:
    """One institution, and the names its rows have in an address."""

    institution: Institution
    unit: Unit
    people: dict[str, User]
    names: dict[str, Any]


def a_house(mark: str) -> House:
    """An institution with somebody in every role and a row of every kind, all saying ``mark``."""
    institution = factories.an_institution(name=f"Kabupaten {mark}")
    unit = factories.a_unit(institution, name=f"Dinas {mark}")
    people = {
        role.name: factories.a_person(
            role, institution, unit if role is Role.UNIT_OFFICER else None
        )
        for role in Role
    }
    colleague = factories.a_person(Role.AUDITOR, institution, name=f"{SECRET} {mark}")
    names = {
        "slug": institution.slug,
        "institution_id": institution.id,
        "head_id": people["HEAD"].id,
        "unit_id": unit.id,
        "user_id": colleague.id,
        "hat_id": colleague.memberships[0].id,
        **cases(institution, unit, people, mark),
        **texts(institution, unit, people, mark),
        **rules(institution, unit, people, mark),
    }
    return House(institution, unit, people, names)


def cases(institution, unit, people, mark):
    """A proposal with a file and an answer, and a report nobody declared on yet."""
    words = f"{SECRET} {mark}"
    attachments.stage(f"formulir-{mark}", f"{mark}.png", a_photo())
    row = factories.a_proposal(
        institution, title=words, body=words, unit_id=unit.id, may_publish=True
    )
    attachments.adopt(f"formulir-{mark}", row.id)
    submissions.move(row, Action.VERIFY, people["FOCAL_POINT"], version=row.version)
    submissions.move(
        row, Action.ANSWER, people["FOCAL_POINT"], version=row.version, note=f"{words}."
    )
    report = factories.a_deviation(institution, title=words, body=words, unit_id=unit.id)
    return {
        "reference": row.reference,
        "version": row.version,
        "attachment_id": row.attachments[0].id,
        "message_id": row.messages[0].id,
        "report": report.reference,
    }


def texts(institution, unit, people, mark):
    """A draft with a picture, a text under review, and a target."""
    indicator = targets.add_indicator(
        institution=institution, unit=unit, code=mark, name=f"{SECRET} {mark}", measure="paket"
    )
    target = targets.agree(indicator, date(2026, 6, 30), 10)
    colleague = factories.a_person(Role.PUBLIC_RELATIONS, institution)
    rows = []
    for writer in (people["PUBLIC_RELATIONS"], colleague):
        piece = publishing.draft(
            writer,
            institution,
            kind=AchievementKind.PROCESS,
            title=f"{SECRET} {mark}",
            summary=f"{SECRET} {mark}",
            body=f"{SECRET} {mark}",
            impact_public="Warga terbantu.",
            unit_id=unit.id,
        )
        publishing.attach_image(piece, writer, filename="a.png", data=a_photo(), alt="Jalan.")
        rows.append(piece)
    publishing.move(rows[1], ArticleAction.SUBMIT, colleague, version=rows[1].version)
    return {
        "draft": rows[0].slug,
        "draft_version": rows[0].version,
        "review": rows[1].slug,
        "review_version": rows[1].version,
        "target_id": target.id,
    }


def rules(institution, unit, people, mark):
    """A ready answer, a route, a day off, an invitation, a passkey and a second session."""
    answer = AnswerTemplate(
        institution_id=institution.id, title=f"{SECRET} {mark}", kind=None, body=f"{SECRET} {mark}"
    )
    route = RoutingRule(institution_id=institution.id, topic="perizinan", unit_id=unit.id)
    day = Holiday(
        day=date(2026, 12, 31), kind=OWN_HOLIDAY, name=mark, institution_id=institution.id
    )
    for row in (answer, route, day):
        factories.saved(row)
    invited = invitations.invite(
        institution,
        Post(Role.AUDITOR),
        email=f"baru-{mark.lower()}@contoh.test",
        name=f"{SECRET} {mark}",
        actor=people["SYSTEM_ADMINISTRATOR"],
    )
    key = Passkey(
        user_id=people["AUDITOR"].id, credential_id=mark.encode(), public_key=b"x", name="Laptop"
    )
    factories.saved(key)
    factories.a_session(people["AUDITOR"])
    return {
        "session_id": db.session.scalar(db.select(db.func.max(StaffSession.id))),
        "template_id": answer.id,
        "rule_id": route.id,
        "day_id": day.id,
        "invitation_id": invited.id,
        "passkey_id": key.id,
    }


def spelled(house: House, endpoint: str) -> dict[str, Any]:
    """What ``endpoint``'s address says in this house."""
    names = dict(house.names)
    if endpoint == "moderation.interests":
        names["reference"] = names["report"]
    if endpoint == "publishing.move":
        names["slug"] = names["review"]
    elif endpoint.startswith("publishing."):
        names["slug"] = names["draft"]
    return names | OTHERS.get(endpoint, {})


# Parts of an address that name no row.
OTHERS: dict[str, dict[str, Any]] = {
    "administration.account": {"act": "nonaktifkan"},
    "administration.invitation": {"act": "batalkan"},
    "administration.deadline": {"kind": "usulan", "status": "received"},
    "administration.lift_deadline": {"kind": "usulan", "status": "received"},
    "administration.unit_table": {"name": "unit", "ending": "csv"},
    "ledger.download": {"ending": "csv"},
}


def body(house: House, endpoint: str) -> dict[str, Any]:
    """The smallest form ``endpoint`` would take; ids are this house's own."""
    names, words = house.names, "Kata yang cukup panjang untuk diterima."
    texts = {"title": "Judul", "summary": words, "body": words, "kind": "process"}
    return {
        "moderation.move": {"action": "close", "version": names["version"]},
        "moderation.note": {"body": words},
        "moderation.publish": {"title": "Judul", "body": words, "version": names["version"]},
        "moderation.withhold": {"reason": words, "version": names["version"]},
        "moderation.answer": {"tampil": "1", "version": names["version"]},
        "moderation.interests": {"outcome": "clear", "words": "1"},
        "publishing.new": texts | {"unit_id": names["unit_id"], "target_id": names["target_id"]},
        "publishing.edit": texts | {"version": names["draft_version"]},
        "publishing.move": {"action": "approve", "version": names["review_version"]},
        "administration.routing": {"topic": "lainnya", "unit": names["unit_id"]},
        "administration.add_unit": {"code": "X1", "name": "X", "parent": names["unit_id"]},
        "administration.give_hat": {"role": "head", "unit": names["unit_id"]},
        "administration.invite": {
            "role": "unit_officer",
            "unit": names["unit_id"],
            "name": "Orang Baru",
            "email": "orang-baru@contoh.test",
        },
        "handover.deputy": {
            "hat": names["hat_id"],
            "person": names["head_id"],
            "status": "acting",
            "starts_on": "2030-01-01",
            "ends_on": "2030-01-02",
        },
        "handover.leave": {f"hat_{names['hat_id']}": names["head_id"]},
        "handover.report_readers": {"above": names["institution_id"]},
    }.get(endpoint, {})


def query(house: House, endpoint: str) -> dict[str, Any]:
    """Ids of this house where an address asks with a question mark."""
    unit = house.names["unit_id"]
    return {
        "moderation.queue": {"unit": unit, "cari": house.names["reference"]},
        "moderation.register": {"sebelum": 9999},
        "ledger.book": {"instansi": house.names["slug"], "nomor": house.names["reference"]},
        "ledger.download": {"instansi": house.names["slug"]},
        "targets.desk": {"unit": unit},
        "targets.download": {"unit": unit},
        "administration.people": {"unit": unit},
        "administration.try_routing": {"topik": "perizinan"},
        "publishing.new": {"target": house.names["target_id"]},
    }.get(endpoint, {})


def state() -> tuple[Any, ...]:
    """How many rows every table has, up to which id, and in which versions; the book aside."""
    return tuple(db.engines[None].execute(db.text(everything())).one())


@cache
def everything() -> str:
    """One question to every table at once."""
    asked = []
    for table in db.metadata.sorted_tables:
        if table.name not in LEFT_OUT:
            asked.append(f"(SELECT count(*) FROM {table.name})")
            for column, measure in (("id", "max"), ("version", "sum")):
                if column in table.c:
                    asked.append(f"(SELECT {measure}({column}) FROM {table.name})")
    return f"SELECT {', '.join(asked)}"


# The book writes refusals down, and a session when it was last seen.
LEFT_OUT = {"ledger_entries", "ledger_heads"}


def upload() -> tuple[BytesIO, str]:
    """A small picture, as a form sends it."""
    return BytesIO(a_photo()), "a.png"
