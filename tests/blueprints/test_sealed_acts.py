"""Of a case one may not know of, the book of acts shows its place in the chain and no more."""

import csv
import json
from datetime import UTC, datetime
from io import StringIO

import pytest

from domain.audit.chain import GENESIS
from domain.audit.models import LedgerEntry
from domain.clock import stopped_at
from domain.integrity.models import Addressee
from domain.policy import Role
from domain.submissions import service
from domain.submissions.workflow import Action
from tests import factories
from tests.pages import Page

SEALED = "Tindakan tertutup"
READERS = [Role.FOCAL_POINT, Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR]


@pytest.fixture
def inspectorate(institution):
    return factories.a_unit(institution, kind="inspektorat")


@pytest.fixture
def head(institution):
    return factories.a_person(Role.HEAD, institution)


@pytest.fixture
def report(institution, inspectorate, head):
    """A report about the inspectorate, in the head's hands alone, among ordinary cases."""
    factories.a_proposal(institution)
    report = factories.a_deviation(institution, about_unit_id=inspectorate.id)
    assert report.addressee is Addressee.HEAD
    factories.trusted(report, head)
    service.move(report, Action.VERIFY, head, version=report.version)
    service.reply(report, "Saya melihatnya lagi kemarin.")
    return report


def entries(db, report):
    rows = db.session.scalars(db.select(LedgerEntry).order_by(LedgerEntry.seq)).all()
    return [row for row in rows if row.facts.get("submission_id") == report.id]


def shown(client, question=""):
    rows = Page(client, f"/jejak/{question}", 200).soup.select("tbody tr")
    return [" ".join(row.get_text(" ").split()) for row in rows]


@pytest.mark.parametrize("role", READERS)
def test_the_page_shows_a_sealed_act_by_number_and_hash_alone(
    db, institution, inspectorate, report, sign_in, role
):
    reader = factories.a_person(role, institution, inspectorate)
    hidden = entries(db, report)
    assert len(hidden) == 4
    told = shown(sign_in(reader))
    for entry in hidden:
        assert f"{entry.seq} {entry.hash[:12]} {SEALED}" in told
    assert len(told) == 5


def test_who_may_know_of_the_case_reads_on(institution, head, report, sign_in):
    factories.another_hat(head, Role.AUDITOR, institution)
    told = shown(sign_in(head))
    assert not [row for row in told if SEALED in row]
    assert [row for row in told if report.reference in row]


def test_an_auditor_reads_of_ordinary_cases_and_no_report(db, institution, sign_in):
    plain = factories.a_proposal(institution)
    factories.a_deviation(institution)
    client = sign_in(factories.a_person(Role.AUDITOR, institution))
    told = shown(client)
    assert [SEALED in row for row in told] == [True, False]
    assert plain.reference in told[1]
    focal = sign_in(factories.a_person(Role.FOCAL_POINT, institution))
    assert not [row for row in shown(focal) if SEALED in row]


def test_no_question_finds_a_sealed_act(institution, head, report, sign_in):
    client = sign_in(factories.a_person(Role.FOCAL_POINT, institution))
    for question in (
        "?tindakan=CitizenReplied",
        "?tindakan=NoConflictDeclared",
        f"?pelaku={head.id}",
        f"?nomor={report.reference}",
    ):
        assert shown(client, question) == []
        assert client.get(f"/jejak/jejak.jsonl{question}").text == ""
    assert len(shown(client, "?sejak=2020-01-01")) == 1
    assert len(shown(client, "?tindakan=SubmissionReceived")) == 1


def test_the_choice_of_acts_is_the_same_whatever_happened(institution, inspectorate, sign_in):
    client = sign_in(factories.a_person(Role.FOCAL_POINT, institution))
    page = Page(client, "/jejak/", 200)
    before = [option["value"] for option in page.soup.select("#tindakan option")]
    assert "ConflictDeclared" in before
    factories.a_deviation(institution, about_unit_id=inspectorate.id)
    page = Page(client, "/jejak/", 200)
    assert [option["value"] for option in page.soup.select("#tindakan option")] == before


def test_the_exports_hold_its_place_and_still_link_up(db, institution, report, sign_in):
    client = sign_in(factories.a_person(Role.FOCAL_POINT, institution))
    text = client.get("/jejak/jejak.jsonl").text
    lines = [json.loads(line) for line in text.splitlines()][::-1]
    numbers = {entry.seq for entry in entries(db, report)}
    assert {line["seq"] for line in lines if set(line) == {"seq", "previous", "hash"}} == numbers
    assert [line["previous"] for line in lines] == [GENESIS, *(one["hash"] for one in lines[:-1])]
    table = list(csv.reader(StringIO(client.get("/jejak/jejak.csv").text)))[1:]
    for row in table:
        if int(row[0]) in numbers:
            assert row[1:6] == ["", SEALED, "", "", ""]
    for words in ("SubmissionMoved", "CitizenReplied", "Pelapor membalas"):
        assert words not in text + str(table)


def test_of_a_refusal_on_such_a_case_only_the_case_is_kept_back(
    db, institution, head, report, sign_in
):
    curious = factories.a_person(Role.INSPECTORATE_ADMIN, institution)
    sign_in(curious).get(f"/antrean/{report.reference}")
    entry = db.session.scalars(db.select(LedgerEntry).filter_by(name="AccessRefused")).one()
    assert entry.facts["subject"] == f"submissions:{report.id}"
    client = sign_in(factories.a_person(Role.AUDITOR, institution))
    (told,) = shown(client, "?tindakan=AccessRefused")
    assert curious.name in told
    assert f"submissions:{report.id}" not in told
    assert f"submissions:{report.id}" not in client.get("/jejak/jejak.csv").text
    assert f"submissions:{report.id}" not in client.get("/jejak/jejak.jsonl").text
    factories.another_hat(head, Role.AUDITOR, institution)
    assert f"submissions:{report.id}" in shown(sign_in(head), "?tindakan=AccessRefused")[0]


def test_one_question_reads_a_page_however_many_are_sealed(db, institution, inspectorate, sign_in):
    focal = factories.a_person(Role.FOCAL_POINT, institution)
    client = sign_in(focal)
    shown(client)

    def asked():
        with factories.questions(db) as questions:
            shown(client)
        return len([q for q in questions if not q.startswith(("SAVEPOINT", "RELEASE"))])

    factories.a_deviation(institution, about_unit_id=inspectorate.id)
    few = asked()
    for _ in range(20):
        factories.a_deviation(institution, about_unit_id=inspectorate.id)
    assert asked() == few


@pytest.mark.parametrize(("timezone", "day"), [("Asia/Jakarta", 14), ("Asia/Jayapura", 15)])
def test_the_book_keeps_only_the_day_of_what_a_citizen_did_about_a_report(db, timezone, day):
    institution = factories.an_institution(timezone=timezone)
    admin = factories.a_person(Role.INSPECTORATE_ADMIN, institution)
    moment = datetime(2026, 8, 14, 16, 12, 3, 456789, tzinfo=UTC)
    with stopped_at(moment):
        report = factories.trusted(factories.a_deviation(institution), admin)
        service.move(report, Action.VERIFY, admin, version=report.version)
        service.move(report, Action.ASK, admin, version=report.version, note="Kapan terjadinya?")
        service.reply(report, "Senin pagi.")
        plain = factories.a_proposal(institution)
    told = {(row.name, row.actor_id): row.at for row in entries(db, report)}
    midnight = datetime(2026, 8, day, tzinfo=UTC)
    assert told["SubmissionReceived", None] == midnight
    assert told["CitizenReplied", None] == midnight
    assert told["SubmissionMoved", None] == midnight
    assert told["SubmissionMoved", admin.id] == moment
    assert [row.at for row in entries(db, plain)] == [moment]
    assert report.received_at == moment


def test_a_day_alone_is_shown_without_an_hour(institution, sign_in):
    focal = factories.a_person(Role.FOCAL_POINT, institution)
    with stopped_at(datetime(2026, 8, 14, 3, 12, tzinfo=UTC)):
        factories.a_deviation(institution)
        factories.a_proposal(institution)
    client = sign_in(focal)
    plain, report = shown(client)
    assert "14 Agustus 2026, 10.12 WIB" in plain
    assert "14 Agustus 2026 Kiriman diterima" in report
    table = list(csv.reader(StringIO(client.get("/jejak/jejak.csv").text)))
    assert [row[1] for row in table[1:]] == ["2026-08-14T03:12:00+00:00", "2026-08-14"]
