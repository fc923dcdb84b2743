"""Whatever is removed, bent, replaced or back-dated behind our back shows."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import DatabaseError

from domain.audit.verification import Fault, first_fault
from domain.clock import now, stopped_at
from domain.proof import queries, verifier
from domain.proof.service import publish_due
from domain.proof.verification import LogFault, first_log_fault
from extensions import signer
from tests import factories
from tests.proofs import codes, receipt, remove, still_there
from tests.tampering import disarm, write


@pytest.fixture
def case(institution):
    return factories.a_proposal(institution)


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
