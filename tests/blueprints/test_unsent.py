"""Nobody loses what they typed when a case leaves their hands."""

import re

import pytest

from domain.policy import Role
from domain.submissions import service
from domain.submissions.workflow import Action
from tests import factories
from tests.blueprints.test_moderation import address, post
from tests.pages import Page

WORDS = "Petugas kami sudah ke lokasi <pagi ini>."
FORMS = [
    ("/tindakan", {"action": "answer", "version": "1", "note": WORDS}),
    ("/catatan", {"body": WORDS}),
]


@pytest.fixture
def unit(institution):
    return factories.a_unit(institution, name="Dinas Perizinan")


@pytest.fixture
def admin(institution):
    return factories.a_person(Role.INSPECTORATE_ADMIN, institution)


@pytest.fixture
def officer(institution, unit):
    return factories.a_person(Role.UNIT_OFFICER, institution, unit)


def test_an_officer_whose_case_moved_on_gets_the_words_back(
    sign_in, admin, officer, institution, unit
):
    case = factories.a_proposal(institution)
    service.move(case, Action.ASSIGN, admin, version=case.version, unit=unit)
    page = Page(sign_in(officer), address(case), 200)
    other = factories.a_unit(institution)
    service.move(case, Action.ASSIGN, admin, version=case.version, unit=other)
    page.fill("Kirim jawaban", note=WORDS)
    assert (page.status, page.heading) == (404, "Tulisan Anda belum terkirim")
    assert page.soup.select_one("#unsent").get_text().strip() == WORDS
    assert case.title not in page.text
    assert case.messages == []


@pytest.mark.parametrize(("path", "data"), FORMS)
def test_the_answer_never_tells_whether_a_case_exists(
    sign_in, officer, institution, unit, path, data
):
    report = factories.a_deviation(institution, unit_id=unit.id, about_unit_id=unit.id)
    foreign = factories.a_proposal(factories.an_institution())
    nothing = factories.Proposal(reference="U-0000-0000")
    client = sign_in(officer)
    cases = (report, foreign, nothing)
    answers = [post(client, case, path, **data) for case in cases]
    assert [answer.status_code for answer in answers] == [404] * 3
    texts = [a.text.replace(c.reference, "") for a, c in zip(answers, cases, strict=True)]
    said = {re.sub(r'name="csrf_token" value="[^"]+"', "", text) for text in texts}
    assert len(said) == 1
    assert WORDS.replace("<", "&lt;").replace(">", "&gt;") in said.pop()


def test_who_may_read_but_not_act_gets_the_words_back_too(sign_in, institution):
    case = factories.a_proposal(institution)
    client = sign_in(factories.a_person(Role.HEAD, institution))
    answer = post(client, case, "/catatan", body=WORDS)
    assert answer.status_code == 403
    assert "Petugas kami sudah ke lokasi" in answer.text
    assert case.messages == []


def test_without_words_it_is_the_plain_page(sign_in, officer, institution):
    foreign = factories.a_proposal(institution)
    answer = post(sign_in(officer), foreign, "/tindakan", action="start")
    assert answer.status_code == 404
    assert "Halaman tidak ditemukan" in answer.text


def test_words_are_not_taken_from_an_address(sign_in, officer, institution):
    foreign = factories.a_proposal(institution)
    answer = sign_in(officer).get(f"{address(foreign)}?note={WORDS}&body={WORDS}")
    assert answer.status_code == 404
    assert "Petugas kami" not in answer.text
