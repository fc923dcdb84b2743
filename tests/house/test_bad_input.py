"""Numbers nobody has and characters nobody types: a calm page, on both databases."""

import re
from io import BytesIO

import pytest
from werkzeug.exceptions import NotFound
from werkzeug.routing import IntegerConverter

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


def test_no_address_takes_a_number_no_row_can_have(app):
    """Over every route: the converter is the house's own, so none can forget the bound."""
    addresses = app.url_map.bind("localhost")
    numbered = [
        rule
        for rule in app.url_map.iter_rules()
        if any(isinstance(c, IntegerConverter) for c in rule._converters.values())
    ]
    assert len(numbered) > 10
    for rule in numbered:
        number = {n for n, c in rule._converters.items() if isinstance(c, IntegerConverter)}
        method = "GET" if "GET" in rule.methods else "POST"
        for written in (str(LARGEST + 1), "9" * 25, "9" * 5000, "\u0663"):
            path = rule.rule
            for name in rule.arguments:
                path = re.sub(rf"<[^<>]*\b{name}>", written if name in number else "x", path)
            assert not matches(addresses, path, method, rule), (path[:80], written[:12])
        assert f"/{LARGEST}" in addresses.build(
            rule.endpoint, {n: LARGEST if n in number else "x" for n in rule.arguments}, method
        )


def matches(addresses, path, method, rule):
    try:
        return addresses.match(path, method, return_rule=True)[0] is rule
    except NotFound:
        return False


@pytest.mark.parametrize("path", ["/akun/sesi/{}/akhiri", "/kelola/{slug}/undangan/{}/batalkan"])
def test_a_huge_number_in_an_address_is_a_calm_page(sign_in, institution, path):
    client = sign_in(factories.a_person(Role.SYSTEM_ADMINISTRATOR, institution))
    token = Page(client, "/akun/sesi", 200).soup.select_one("[name=csrf_token]")["value"]
    address = path.format("9" * 25, slug=institution.slug)
    assert client.post(address, data={"csrf_token": token}).status_code == 404


@pytest.mark.parametrize("path", ["/masuk", "/lupa-sandi", "/lacak", "/masuk/kunci", "/lapor"])
@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", '{"email":5,"code":5,"password":5}'),
        ("application/json", "1"),
        ("application/json", '"x"'),
        ("application/json", "{salah"),
        ("application/vnd.api+json", "{}"),
        ("text/plain", "email=a"),
        (None, "email=a"),
    ],
)
def test_a_body_that_is_no_form_is_a_calm_page(client, institution, path, kind, body):
    answer = client.post(path, data=body, content_type=kind)
    assert answer.status_code == 415
    assert "<h1" in answer.text


@pytest.mark.parametrize("path", ["/masuk", "/lupa-sandi", "/lacak"])
def test_a_file_in_place_of_words_answers_nothing(client, institution, path):
    page = Page(client, path, 200)
    files = {name: (BytesIO(b"x"), "a.txt") for name in ("email", "password", "code")}
    token = page.soup.select_one("[name=csrf_token]")["value"]
    assert client.post(path, data=files | {"csrf_token": token}).status_code == 422
