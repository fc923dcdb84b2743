"""The public log: what a citizen keeps convinces without us, and what is lost shows."""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from domain.attachments.models import Attachment
from domain.clock import now, stopped_at
from domain.policy import Role
from domain.proof import queries, verifier
from domain.proof.models import Leaf, LogNode
from domain.proof.service import AT_LEAST_EVERY, publish_due
from domain.submissions import service
from domain.submissions.transcript import transcript
from domain.submissions.workflow import Action
from extensions import signer
from tests import factories
from tests.proofs import codes, receipt

CHECKER = Path(verifier.__file__)


@pytest.fixture
def case(institution):
    return factories.a_proposal(institution)


def test_a_receipt_convinces_with_the_server_off(tmp_path, case):
    """The checker runs alone: no library of ours, no network, isolated from this folder."""
    (tmp_path / "bukti.json").write_text(json.dumps(receipt(case)))
    (tmp_path / "isi.json").write_text(transcript(case))
    (tmp_path / "kunci.txt").write_text(signer.verifier)
    command = [sys.executable, "-I", "-S", CHECKER, "bukti.json", "isi.json", "kunci.txt"]
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


def test_an_empty_log_publishes_nothing(db):
    assert publish_due(signer) is None


def test_a_file_sent_along_is_in_the_fingerprint(db, institution):
    case = factories.a_proposal(institution)
    before = transcript(case)
    db.session.add(
        Attachment(
            storage_key="k",
            filename="a.png",
            media_type="image/png",
            size=1,
            sha256="ab" * 32,
            submission_id=case.id,
        )
    )
    db.session.commit()
    db.session.expire_all()
    assert "ab" * 32 in transcript(case)
    assert transcript(case) != before


def test_the_log_holds_where_the_book_of_acts_stood(institution, case):
    publish_due(signer)
    assert list(queries.anchors(institution.id)) == [1]


def test_the_log_is_small(db, institution):
    """Two rows a leaf at most: nodes are written once, when they are complete."""
    for _ in range(20):
        factories.a_proposal(institution)
    assert db.session.query(LogNode).count() < 2 * db.session.query(Leaf).count()
