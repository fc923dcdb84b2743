"""Numbers nobody has and characters nobody types: a calm page, on both databases."""

import pytest

from domain.accounts.models import Membership
from domain.policy import Role
from domain.submissions.models import Identity
from tests import factories
from tests.pages import Page
from web.row_ids import LARGEST, row_id

HUGE = ["9" * 25, "99999999999", str(LARGEST + 1), "-1", "\u0663", "1e3", "1_0", ""]
NUL = "\0"


@pytest.fixture
def desk(sign_in, institution):
    """Everybody's desk at once: one person with three hats."""
    person = factories.a_person(Role.FOCAL_POINT, institution)
    for role in (Role.PUBLIC_RELATIONS, Role.INSPECTORATE_ADMIN):
        person.memberships.append(Membership(role=role, institution_id=institution.id))
    return sign_in(factories.saved(person))


def test_only_what_a_row_can_have_is_an_id():
    assert [row_id(text) for text in HUGE] == [None] * len(HUGE)
    assert row_id(None) is None
    assert (row_id("0"), row_id("17"), row_id(str(LARGEST))) == (0, 17, LARGEST)


@pytest.mark.parametrize(
    "address",
    [
        "/redaksi/?sebelum={}",
        "/redaksi/baru?target={}",
        "/target/?unit={}",
        "/target/tabel.csv?unit={}",
        "/antrean/?unit={}",
        "/antrean/?sesudah=2026-01-01_{}",
    ],
)
def test_a_number_nobody_has_finds_nothing_and_breaks_nothing(desk, address):
    answers = {number: desk.get(address.format(number)).status_code for number in HUGE}
    assert set(answers.values()) == {200}, answers


def test_an_article_is_bound_to_no_row_beyond_the_largest(desk):
    for number in HUGE[:3]:
        page = Page(desk, "/redaksi/baru", 200).fill(title="Judul", target_id=number)
        assert page.status == 422


def test_a_search_leaves_out_what_nobody_types(desk, institution):
    factories.a_proposal(institution, title="Izin usaha")
    page = Page(desk, "/antrean/?cari=izin%00%E2%80%AE", 200)
    assert "Izin usaha" in page.text


@pytest.mark.parametrize(
    ("button", "question", "kept"),
    [
        ("Minta keterangan", "note", lambda case: case.messages[-1].body),
        ("Simpan catatan", "body", lambda case: case.messages[-1].body),
        ("Tayangkan", "title", lambda case: case.public_title),
        ("Tayangkan", "body", lambda case: case.public_body),
    ],
)
def test_words_for_a_case_lose_their_nul_and_nothing_else(
    desk, institution, button, question, kept
):
    case = factories.a_proposal(institution, may_publish=True, identity=Identity.ANONYMOUS)
    page = Page(desk, f"/antrean/{case.reference}", 200)
    page.fill(button, **{question: f"Di loket{NUL} mana?"})
    assert page.status == 200, page.errors
    assert kept(case) == "Di loket mana?"


def test_an_article_loses_its_nul_and_nothing_else(desk):
    page = Page(desk, "/redaksi/baru", 200)
    page.fill("Simpan", title=f"Jalan{NUL} baru", body=f"Satu{NUL}.\n\nDua.")
    assert page.status == 200, page.errors
    answers = page.answers(page.form("Simpan"))
    assert (answers["title"], answers["body"].replace("\r\n", "\n")) == (
        "Jalan baru",
        "Satu.\n\nDua.",
    )
