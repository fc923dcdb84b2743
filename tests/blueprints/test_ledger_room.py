"""The book of acts, read by those who may."""

import json

import pytest

from domain.audit.chain import GENESIS
from domain.policy import Role
from domain.submissions import service
from domain.submissions.workflow import Action
from tests import factories
from tests.pages import Page


@pytest.fixture
def auditor(institution):
    return factories.a_person(Role.AUDITOR, institution)


@pytest.fixture
def case(institution):
    officer = factories.a_person(Role.INSPECTORATE_ADMIN, institution)
    case = factories.a_proposal(institution)
    service.move(case, Action.VERIFY, officer, version=case.version)
    return case


def test_an_auditor_reads_who_did_what(sign_in, auditor, case):
    page = Page(sign_in(auditor), "/jejak/", 200)
    assert "Kiriman berpindah langkah" in page.text
    assert "Admin Inspektorat" in page.text
    assert case.title not in page.text


def test_the_list_narrows_to_an_act_a_person_a_case_and_days(sign_in, auditor, case):
    client = sign_in(auditor)
    other = factories.a_proposal(case.institution)
    assert rows(client, "") == 3
    assert rows(client, "?tindakan=SubmissionMoved") == 1
    assert rows(client, f"?nomor={case.reference.lower()}") == 2
    assert rows(client, f"?pelaku={case.history[-1].actor_id}") == 1
    assert rows(client, f"?nomor={other.reference}&sejak=2020-01-01") == 1
    assert rows(client, "?sampai=2020-01-01") == 0
    assert rows(client, "?sejak=2999-01-01") == 0


def rows(client, question):
    return len(Page(client, f"/jejak/{question}", 200).soup.select("tbody tr"))


@pytest.mark.parametrize(
    "question",
    ["?pelaku=x", "?sejak=kemarin", "?sampai=9999-12-31", "?sebelum=-1", "?tindakan=%00"],
)
def test_what_makes_no_sense_is_no_error(sign_in, auditor, case, question):
    assert sign_in(auditor).get(f"/jejak/{question}").status_code == 200


def test_a_case_nobody_may_show_narrows_to_nothing(sign_in, auditor, institution):
    report = factories.a_deviation(institution)
    assert rows(sign_in(auditor), f"?nomor={report.reference}") == 0


def test_another_institution_s_book_is_not_there(sign_in, auditor, case):
    other = factories.an_institution()
    factories.a_proposal(other)
    client = sign_in(auditor)
    assert client.get(f"/jejak/?instansi={other.slug}").status_code == 404
    assert client.get(f"/jejak/jejak.csv?instansi={other.slug}").status_code == 404
    assert rows(client, "") == 2


def test_the_export_links_up(sign_in, auditor, case):
    lines = sign_in(auditor).get("/jejak/jejak.jsonl").text.splitlines()
    entries = [json.loads(line) for line in lines][::-1]
    assert entries[0]["previous"] == GENESIS
    assert entries[1]["previous"] == entries[0]["hash"]


def test_the_table_is_text_a_spreadsheet_reads(sign_in, auditor, case):
    answer = sign_in(auditor).get("/jejak/jejak.csv?tindakan=SubmissionMoved")
    assert answer.mimetype == "text/csv"
    assert answer.text.count("\r\n") == 2


def test_it_pages_by_key(sign_in, auditor, institution):
    for _ in range(60):
        factories.a_proposal(institution)
    page = Page(sign_in(auditor), "/jejak/", 200)
    assert len(page.soup.select("tbody tr")) == 50
    page.follow("Berikutnya")
    assert len(page.soup.select("tbody tr")) == 10


@pytest.mark.parametrize("role", [Role.UNIT_OFFICER, Role.PUBLIC_RELATIONS, Role.HEAD])
def test_others_do_not_read_it(sign_in, institution, role):
    unit = factories.a_unit(institution) if role is Role.UNIT_OFFICER else None
    person = factories.a_person(role, institution, unit)
    assert sign_in(person).get("/jejak/").status_code == 403
