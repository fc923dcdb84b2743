"""The public log: what a citizen keeps convinces without us, and what is lost shows."""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from domain.clock import now, stopped_at
from domain.policy import Role
from domain.proof import queries, verifier
from domain.proof.models import Leaf, LogNode
from domain.proof.service import AT_LEAST_EVERY, head_covering, publish_due
from domain.proof.verification import LogFault, first_log_fault
from domain.submissions import service
from domain.submissions.transcript import transcript
from domain.submissions.workflow import Action
from extensions import signer
from tests import factories
from tests.tampering import disarm, write

CHECKER = Path(verifier.__file__)


@pytest.fixture
def case(institution):
    return factories.a_proposal(institution)


def receipt(case):
    """The file the citizen downloads now."""
    last = queries.leaves_of(case.id)[-1].index
    return queries.proof(case.id, head_covering(last, signer))


def codes(*documents, notes=(), texts=()):
    return [found.code for found in verifier.check(list(documents), list(notes), list(texts))]


def test_a_receipt_convinces_with_the_server_off(tmp_path, case):
    """The checker runs alone: no library of ours, no network, isolated from this folder."""
    (tmp_path / "bukti.json").write_text(json.dumps(receipt(case)))
    (tmp_path / "isi.txt").write_text(transcript(case))
    (tmp_path / "kunci.txt").write_text(signer.verifier)
    command = [sys.executable, "-I", "-S", CHECKER, "bukti.json", "isi.txt", "kunci.txt"]
    answer = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert case.reference in answer.stdout
    assert "SALAH" not in answer.stdout


def test_every_step_is_in_the_receipt_with_its_promise(institution, case):
    admin = factories.a_person(Role.INSPECTORATE_ADMIN, institution)
    service.move(case, Action.VERIFY, admin, version=case.version)
    said = [entry["statement"] for entry in receipt(case)["entries"]]
    assert [one["act"] for one in said] == ["received", "moved"]
    assert said[1]["to"] == case.status
    assert said[1]["due"] == case.due_on.isoformat()
    assert codes(receipt(case)) == ["signature", "included", "included"]


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("number", "U-0000-0000"),
        ("at", "2020-01-01T00:00:00+00:00"),
        ("due", "2030-01-01"),
        ("digest", "0" * 64),
    ],
)
def test_a_bent_receipt_does_not_convince(case, place, value):
    file = receipt(case)
    file["entries"][0]["statement"][place] = value
    assert "not_included" in codes(file)


def test_a_head_nobody_signed_does_not_convince(case):
    file = receipt(case)
    file["head"] = file["head"].replace("waktu 20", "waktu 19")
    assert "bad_signature" in codes(file)


def test_other_words_than_those_sent_do_not_convince(case):
    assert codes(receipt(case), texts=[transcript(case)])[-1] == "text_matches"
    assert codes(receipt(case), texts=[transcript(case) + "tambahan"])[-1] == "text_differs"


def test_another_key_is_noticed(case):
    other = "lain/bukti+00000000+" + signer.verifier.split("+", 2)[2]
    assert codes(receipt(case), texts=[signer.verifier])[-1] == "known_key"
    assert codes(receipt(case), texts=[other])[-1] == "other_key"


def test_a_report_of_deviation_tells_its_day_only(institution):
    report = factories.a_deviation(institution)
    said = receipt(report)["entries"][0]["statement"]
    assert len(said["at"]) == len("2026-01-31")
    assert "kind" not in said
    assert codes(receipt(report)) == ["signature", "included"]


def test_a_leaf_reveals_nothing_without_its_salt(case):
    leaf = queries.leaves_of(case.id)[0]
    other = factories.a_proposal(case.institution)
    assert leaf.salt != queries.leaves_of(other.id)[0].salt
    assert len(bytes.fromhex(leaf.salt)) == 32


def test_heads_are_published_when_the_log_grows_and_every_day(institution, case):
    head = publish_due(signer)
    assert head is not None
    assert publish_due(signer) is None
    with stopped_at(now() + AT_LEAST_EVERY + timedelta(minutes=1)):
        again = publish_due(signer)
    assert (again.size, again.root) == (head.size, head.root)
    factories.a_proposal(institution)
    assert publish_due(signer).size > head.size


def test_yesterday_s_head_and_today_s_are_linked(institution, case):
    first = publish_due(signer)
    for _ in range(5):
        factories.a_proposal(institution)
    second = publish_due(signer)
    link = queries.consistency(first, second)
    assert codes(link, notes=[first.note]) == ["signature", "signature", "consistent"]
    assert "unlinked" in codes(receipt(case), notes=[first.note])


def test_a_removed_submission_breaks_the_kept_receipt_and_the_chain_of_heads(db, case):
    factories.a_proposal(case.institution)
    kept = receipt(case)
    size = queries.latest_head().size
    assert codes(kept) == ["signature", "included"]
    disarm(db)
    remove(db, case.id)
    second = publish_due(signer)
    assert "inconsistent" in codes(queries.consistency(queries.head_of_size(size), second))
    leaf = verifier.leaf_of(kept["entries"][0])
    assert not still_there(leaf, second)
    found = first_log_fault()
    assert (found.fault, found.number) == (LogFault.LOST, kept["entries"][0]["statement"]["number"])


def test_a_removed_leaf_breaks_them_too(db, case):
    factories.a_proposal(case.institution)
    kept = receipt(case)
    disarm(db)
    write(db, "DELETE FROM log_leaves WHERE submission_id = :id", id=case.id)
    found = first_log_fault()
    assert (found.index, found.fault) == (kept["entries"][0]["index"], LogFault.GAP)


def still_there(leaf, head):
    index, path = queries.path_now(leaf, head)
    steps = [bytes.fromhex(step) for step in path]
    return verifier.is_included(leaf, index, head.size, steps, head.root)


def remove(db, case_id):
    """Every trace of a case but the log's."""
    for table, column in (
        ("status_changes", "submission_id"),
        ("messages", "submission_id"),
        ("proposals", "id"),
        ("submissions", "id"),
    ):
        write(db, f"DELETE FROM {table} WHERE {column} = :id", id=case_id)


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE status_changes SET due_on = '2031-01-01' WHERE submission_id = :id", "bent"),
        ("UPDATE submissions SET reference = 'U-XXXX-XXXX' WHERE id = :id", "bent"),
        ("UPDATE submissions SET body = 'Semua baik.' WHERE id = :id", "bent"),
        ("UPDATE log_leaves SET hash = :junk WHERE submission_id = :id", "forged"),
        ("UPDATE log_leaves SET salt = 'ab' WHERE submission_id = :id", "forged"),
        ("UPDATE log_nodes SET hash = :junk WHERE level = 0", "node"),
        ("UPDATE tree_heads SET root = :junk", "head"),
    ],
)
def test_whatever_is_bent_is_named(db, case, statement, fault):
    factories.a_proposal(case.institution)
    publish_due(signer)
    assert first_log_fault() is None
    disarm(db)
    values = {"id": case.id} if ":id" in statement else {}
    write(db, statement, **values, **({"junk": b"x" * 32} if ":junk" in statement else {}))
    assert first_log_fault().fault == fault


def test_a_back_dated_step_is_caught_by_whoever_kept_yesterday_s_head(institution, case):
    yesterday = publish_due(signer)
    with stopped_at(now() - timedelta(days=3)):
        late = factories.a_proposal(institution)
    file = receipt(late)
    assert codes(file) == ["signature", "included"]
    assert "back_dated" in codes(file, notes=[yesterday.note])


def test_what_a_leaf_says_can_be_forgotten_and_the_tree_still_stands(db, case):
    factories.a_proposal(case.institution)
    publish_due(signer)
    write(
        db,
        "UPDATE log_leaves SET statement = NULL, salt = NULL, submission_id = NULL, "
        "change_id = NULL WHERE submission_id = :id",
        id=case.id,
    )
    assert first_log_fault() is None


def test_the_log_holds_where_the_book_of_acts_stood(institution, case):
    publish_due(signer)
    assert list(queries.anchors(institution.id)) == [1]


def test_the_log_is_small(db, institution):
    """Two rows a leaf at most: nodes are written once, when they are complete."""
    for _ in range(20):
        factories.a_proposal(institution)
    assert db.session.query(LogNode).count() < 2 * db.session.query(Leaf).count()


@pytest.mark.parametrize("junk", ["", "{}", "[]", '{"format": 1, "log": 2}', '{"log": "a"}'])
def test_what_is_no_proof_is_called_so(tmp_path, junk):
    file = tmp_path / "bukti.json"
    file.write_text(junk)
    assert verifier.main([str(file)]) == 2
