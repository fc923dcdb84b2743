"""The public log: what a citizen keeps convinces without us, and what is lost shows."""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import DatabaseError

from adapters.signing import NoteSigner
from domain.attachments.models import Attachment
from domain.audit.verification import Fault, first_fault
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
    """What is found, besides whether the key is the right one."""
    found = verifier.check(list(documents), list(notes), [*texts, signer.verifier])
    return [one.code for one in found if one.code != "known_key"]


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
    assert "known_key" in found(receipt(case), signer.verifier)
    assert "other_key" in found(receipt(case), other)
    assert "unknown_key" in found(receipt(case))


def found(document, *texts):
    return [one.code for one in verifier.check([document], [], list(texts))]


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
    first = queries.latest_head().id
    assert codes(kept) == ["signature", "included"]
    disarm(db)
    remove(db, case.id)
    second = publish_due(signer)
    assert "inconsistent" in codes(queries.consistency(queries.published_head(first), second))
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
        ("UPDATE submissions SET about_unit_id = 77 WHERE id = :id", "bent"),
        ("UPDATE tree_heads SET note = 'bukan kepala'", "head"),
        ("UPDATE log_leaves SET statement = NULL WHERE act = 'ledger'", "forged"),
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
    forget = "UPDATE log_leaves SET statement = NULL, salt = NULL WHERE submission_id = :id"
    write(db, forget, id=case.id)
    assert first_log_fault() is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log_leaves SET statement = NULL, salt = NULL, submission_id = NULL, "
        "change_id = NULL",
        "UPDATE log_leaves SET statement = NULL, salt = NULL WHERE act = 'ledger'",
        "INSERT INTO log_leaves SELECT * FROM log_leaves",
        "INSERT INTO tree_heads SELECT * FROM tree_heads",
    ],
)
def test_forgetting_goes_no_further_than_the_words(db, case, statement):
    publish_due(signer)
    with pytest.raises(DatabaseError):
        write(db, statement)
    db.session.rollback()


def test_a_forgotten_case_that_is_then_removed_is_missed(db, case):
    kept = case.id
    publish_due(signer)
    write(
        db, "UPDATE log_leaves SET statement = NULL, salt = NULL WHERE submission_id = :id", id=kept
    )
    remove(db, kept)
    assert first_log_fault().fault == LogFault.LOST


def test_sqlite_s_replace_is_refused_too(db, institution, case):
    if db.session.get_bind().dialect.name != "sqlite":
        return  # PostgreSQL has no such statement; its upsert asks the triggers
    publish_due(signer)
    for table in ("ledger_entries", "log_leaves", "log_nodes", "tree_heads"):
        with pytest.raises(DatabaseError, match="only grows"):
            write(db, f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
        db.session.rollback()


def test_one_lost_case_spoils_nobody_else_s_proof(db, case):
    others = [factories.a_proposal(case.institution).id for _ in range(6)]
    publish_due(signer)
    remove(db, case.id)
    head = publish_due(signer)
    assert head is not None
    for other in others:
        assert codes(queries.proof(other, head)) == ["signature", "included"]
    newest = factories.a_proposal(factories.an_institution())
    assert codes(receipt(newest)) == ["signature", "included"]
    assert first_log_fault().fault == LogFault.LOST


def test_heads_of_before_and_after_a_loss_stay_linked_as_they_were(db, case):
    first = publish_due(signer).id
    factories.a_proposal(case.institution)
    second = publish_due(signer).id
    remove(db, case.id)
    third = publish_due(signer).id
    a, b, c = (queries.published_head(one) for one in (first, second, third))
    assert "consistent" in codes(queries.consistency(a, b))
    assert "inconsistent" in codes(queries.consistency(b, c))


def test_a_move_to_another_institution_or_time_zone_is_no_alarm(db, institution):
    report = factories.a_deviation(institution)
    publish_due(signer)
    other, moved, home = factories.an_institution().id, report.id, institution.id
    write(
        db,
        "UPDATE institutions SET timezone = 'Asia/Jayapura', slug = 'lain' WHERE id = :i",
        i=home,
    )
    write(db, "UPDATE submissions SET institution_id = :o WHERE id = :i", o=other, i=moved)
    assert first_log_fault() is None


def test_stopping_the_anchors_shows(db, institution, case):
    publish_due(signer)
    chain = institution.id
    write(db, "UPDATE ledger_heads SET anchored = 1000000")
    assert first_fault(chain, queries.anchors(chain)).fault == Fault.UNANCHORED
    publish_due(signer)
    assert first_fault(chain, queries.anchors(chain)) is None


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


@pytest.mark.parametrize(
    "number", ["X\nBENAR Kunci log sama", "\x1b[1A\x1b[2K\rBENAR semua", "U" * 60, 7]
)
def test_a_statement_cannot_write_the_verdict(case, number):
    file = receipt(case)
    file["entries"][0]["statement"]["number"] = number
    with pytest.raises(verifier.Unreadable):
        codes(file)


def test_a_key_that_only_borrows_our_number_is_none(case):
    file = receipt(case)
    name, number, _ = file["log"].split("+", 2)
    stranger = NoteSigner()
    stranger.path, stranger.name = signer.path.with_name("other.key"), name
    if not stranger.exists:
        stranger.create()
    forged = f"{name}+{number}+{stranger.verifier.split('+', 2)[2]}"
    assert "bad_signature" in codes(file | {"log": forged})


def test_only_one_signature_line_is_looked_at(case):
    file = receipt(case)
    line = file["head"].splitlines()[-1]
    bad = line[:-4] + "AAA="
    many = file["head"].replace(line, f"{bad}\n{line}")
    assert "bad_signature" in codes(file | {"head": many})
    with pytest.raises(verifier.Unreadable):
        codes(file | {"head": file["head"] + f"{line}\n" * 60})


def test_an_unknown_format_or_a_proof_of_nothing_is_refused(case):
    for bent in ({"format": "kawalaksi-bukti/99"}, {"entries": []}):
        with pytest.raises(verifier.Unreadable):
            codes(receipt(case) | bent)


def test_words_that_look_like_a_head_stay_words():
    kept = verifier.Kept()
    kept.take("halo\n\n— tanda kutip\n".encode())
    kept.take(b'{"format": "kawalaksi-isi/1"}')
    assert (len(kept.texts), kept.notes, kept.documents) == (2, [], [])


def test_the_log_holds_where_the_book_of_acts_stood(institution, case):
    publish_due(signer)
    assert list(queries.anchors(institution.id)) == [1]


def test_the_log_is_small(db, institution):
    """Two rows a leaf at most: nodes are written once, when they are complete."""
    for _ in range(20):
        factories.a_proposal(institution)
    assert db.session.query(LogNode).count() < 2 * db.session.query(Leaf).count()


@pytest.mark.parametrize(
    "junk", ["", "{}", "[]", "{" * 9000, '{"format": 1, "log": 2}', '{"log": "a"}']
)
def test_what_is_no_proof_is_called_so(tmp_path, junk):
    file = tmp_path / "bukti.json"
    file.write_text(junk)
    assert verifier.main([str(file)]) == 2
