"""What a citizen keeps, and the public pages where anyone checks it."""

import json
import subprocess
import sys
from io import BytesIO
from xml.etree import ElementTree

import pytest

from domain import codes
from domain.policy import Role
from domain.proof import queries, verifier
from domain.proof.service import publish_due
from domain.submissions import service
from domain.submissions.workflow import Action
from extensions import signer
from tests import factories
from tests.pages import Page
from tests.tampering import disarm, write
from web.filters import waktu

CODE = codes.code_from("bukti", "test")


@pytest.fixture
def case(institution):
    return factories.a_proposal(institution, code=CODE)


def download(client, **data):
    return client.post("/lacak/bukti", data=data)


def check(client, *files, **answers):
    page = Page(client, "/bukti/", 200)
    form = page.answers(page.form("Periksa"))
    uploads = [(BytesIO(data.encode()), name) for name, data in files]
    answer = client.post("/bukti/", data=form | answers | {"files": uploads})
    return page.read(answer)


@pytest.fixture
def kept(app, client, case):
    """The proof as downloaded with the code, as the receipt page does."""
    token = Page(client, "/lacak", 200).form()
    fields = {token.select_one("[name=csrf_token]")["name"]: token.input["value"]}
    answer = download(client, code=CODE, **fields)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == 'attachment; filename="bukti.json"'
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.text


def test_the_receipt_offers_the_proof_and_it_says_nothing_of_the_words(kept, case):
    assert case.reference in kept
    assert case.title not in kept
    assert case.body not in kept
    assert CODE not in kept


def test_the_proof_of_an_opened_case_is_one_button(client, case):
    page = Page(client, "/lacak", 200).fill("Buka", code=CODE)
    page.fill("Unduh bukti")
    document = json.loads(page.response.text)
    assert document["entries"][0]["statement"]["number"] == case.reference


def test_without_a_code_or_an_open_case_there_is_no_proof(client, institution, case):
    page = Page(client, "/lacak", 200)
    fields = page.answers(page.form())
    for wrong in ("", "0" * 20, "\0", "ä" * 400):
        assert download(client, **(fields | {"code": wrong})).status_code == 303


def test_the_page_says_that_everything_fits(client, kept, case):
    page = check(client, ("bukti.json", kept))
    assert page.status == 200
    assert "Semuanya cocok" in page.text
    assert "masih ada dalam kepala terbaru" in page.text
    assert waktu(case.received_at, case.institution.timezone) in page.text


def test_a_proof_may_be_pasted(client, kept):
    assert "Semuanya cocok" in check(client, pasted=kept).text


def test_a_bent_proof_is_called_so(client, kept, case):
    page = check(client, ("bukti.json", kept.replace(case.reference, "U-0000-0000")))
    assert "Ada yang tidak cocok" in page.text
    assert "tidak ada dalam kepala" in page.text


def test_a_removed_case_shows_on_the_page(db, client, kept, case):
    number = case.id
    disarm(db)
    for table, column in (("status_changes", "submission_id"), ("proposals", "id")):
        write(db, f"DELETE FROM {table} WHERE {column} = :id", id=number)
    write(db, "DELETE FROM submissions WHERE id = :id", id=number)
    publish_due(signer)
    page = check(client, ("bukti.json", kept))
    assert "TIDAK ada lagi dalam kepala terbaru" in page.text


@pytest.mark.parametrize(
    "junk", ["", "halo", "{", "[]", "{}", '{"format":"x","log":"a+b+c"}', "{" * 3000, "\0"]
)
def test_what_is_no_proof_is_said_calmly(client, institution, junk):
    page = check(client, ("bukti.json", junk))
    assert page.status == 422
    assert page.errors


def test_a_proof_whose_parts_are_of_the_wrong_kind_is_said_calmly(client, kept):
    whole = json.loads(kept)
    for part, value in (("entries", 7), ("head", []), ("log", "x"), ("entries", [None])):
        page = check(client, ("bukti.json", json.dumps(whole | {part: value})))
        assert (page.status, bool(page.errors)) == (422, True), part
    for part, value in (("index", "a"), ("path", ["zz"]), ("salt", 3), ("statement", {"at": 1})):
        bent = whole | {"entries": [whole["entries"][0] | {part: value}]}
        assert check(client, ("bukti.json", json.dumps(bent))).status == 422, part


def test_too_large_a_file_is_refused(client, institution):
    assert check(client, ("bukti.json", "{" + " " * 600_000)).status == 422


def test_heads_links_leaves_key_and_checker_are_public(client, tmp_path, institution, case):
    first = publish_due(signer)
    factories.a_proposal(institution)
    second = publish_due(signer)
    newest = client.get("/bukti/kepala/terbaru.txt")
    assert newest.text == second.note
    assert "no-store" not in newest.headers["Cache-Control"]
    assert client.get(f"/bukti/kepala/{first.id}.txt").text == first.note
    link = client.get(f"/bukti/konsistensi/{first.id}-{second.id}.json").json
    assert "consistent" in [one.code for one in verifier.check([link], [first.note], [])]
    leaves = client.get("/bukti/daun.txt").text.split()
    assert len(leaves) == queries.latest_head().size
    assert client.get("/bukti/daun.txt?mulai=1").text.split() == leaves[1:]
    assert client.get("/bukti/kunci.txt").text.strip() == signer.verifier
    entries = ElementTree.fromstring(client.get("/bukti/kepala.atom").data)
    assert len(entries.findall("{http://www.w3.org/2005/Atom}entry")) == 2
    assert "daun" in Page(client, "/bukti/kepala", 200).text
    (tmp_path / "periksa_bukti.py").write_text(client.get("/bukti/periksa_bukti.py").text)
    (tmp_path / "konsistensi.json").write_text(json.dumps(link))
    command = [sys.executable, "-I", "periksa_bukti.py", "konsistensi.json"]
    assert ended(command, tmp_path) == 3  # true, but whose key is it?
    (tmp_path / "kunci.txt").write_text(client.get("/bukti/kunci.txt").text)
    assert ended([*command, "kunci.txt"], tmp_path) == 0


def ended(command, folder):
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode


@pytest.mark.parametrize(
    "path",
    [
        "/bukti/kepala/7.txt",
        f"/bukti/kepala/{10**30}.txt",
        "/bukti/konsistensi/1-2.json",
        "/bukti/kepala/terbaru.txt",
        "/bukti/kunci.txt",
    ],
)
def test_what_was_never_published_is_not_found(client, institution, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/bukti/kepala?sebelum=", "/bukti/daun.txt?mulai="])
@pytest.mark.parametrize("odd", ["x", "-1", "9" * 40, "%00", "²"])
def test_odd_questions_get_a_plain_answer(client, institution, path, odd):
    assert client.get(path + odd).status_code == 200


def test_the_words_as_sent_fit_the_fingerprint(client, case):
    Page(client, "/lacak", 200).fill("Buka", code=CODE)
    words = client.get("/lacak/isi.json")
    assert words.headers["Cache-Control"] == "no-store"
    page = Page(client, "/lacak/laporan", 200).fill("Unduh bukti")
    found = verifier.check([json.loads(page.response.text)], [], [words.text])
    assert found[-1].code == "text_matches"


def test_the_words_need_an_open_case(client, institution):
    assert client.get("/lacak/isi.json").status_code == 303


def test_every_finding_has_words_in_both_places(client):
    from blueprints.proof.words import GONE, STILL, WORDS  # noqa: PLC0415

    assert set(WORDS) - {GONE, STILL} == set(verifier.WORDS)


def test_a_head_is_published_by_the_clock(app, institution, case):
    officer = factories.a_person(Role.INSPECTORATE_ADMIN, institution)
    answer = app.test_cli_runner().invoke(args=["proof", "publish"])
    assert signer.name in answer.output
    service.move(case, Action.VERIFY, officer, version=case.version)
    assert app.test_cli_runner().invoke(args=["proof", "publish"]).output != answer.output
    assert app.test_cli_runner().invoke(args=["proof", "key"]).output.strip() == signer.verifier
