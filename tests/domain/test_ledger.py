"""The book of acts: written with every act, refused to every eraser, and able to tell."""

import dataclasses

import pytest
from sqlalchemy.exc import DatabaseError

from domain.audit.models import HOUSE, LedgerEntry
from domain.audit.service import record
from domain.audit.verification import Fault, first_fault, length
from domain.events import Event
from domain.policy import Role
from domain.submissions import service
from domain.submissions.workflow import Action
from domain.unit_of_work import transactional
from tests import factories
from tests.tampering import disarm, write


@dataclasses.dataclass(frozen=True, kw_only=True)
class SomethingHappened(Event):
    institution_id: int | None = None
    thing_id: int = 0


@transactional
def happen(**facts):
    record(SomethingHappened(actor_id=None, **facts))


@pytest.fixture
def chain(institution):
    """Five entries of one institution."""
    for n in range(5):
        happen(institution_id=institution.id, thing_id=n)
    return institution.id


def test_an_entry_tells_who_in_which_role_did_what_to_which(institution):
    admin = factories.a_person(Role.INSPECTORATE_ADMIN, institution)
    case = factories.a_proposal(institution)
    service.move(case, Action.VERIFY, admin, version=case.version)
    last = factories.db.session.query(LedgerEntry).order_by(LedgerEntry.seq.desc()).first()
    assert (last.name, last.actor_id, last.role) == (
        "SubmissionMoved",
        admin.id,
        Role.INSPECTORATE_ADMIN,
    )
    assert last.facts["submission_id"] == case.id
    assert (last.facts["source"], last.facts["target"]) == ("received", "in_triage")
    assert case.body not in str(last.facts)


def test_each_institution_has_a_chain_of_its_own(db, institution, chain):
    other = factories.an_institution()
    happen(institution_id=other.id)
    happen()
    assert [length(number) for number in (chain, other.id, HOUSE)] == [5, 1, 1]
    assert first_fault(chain, {}) is first_fault(other.id, {}) is first_fault(HOUSE, {}) is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entries SET actor_id = 7",
        "DELETE FROM ledger_entries",
        "UPDATE log_nodes SET hash = hash",
        "DELETE FROM log_leaves",
        "UPDATE log_leaves SET submission_id = NULL",
    ],
)
def test_the_database_itself_refuses_the_eraser(db, institution, statement):
    factories.a_proposal(institution)
    with pytest.raises(DatabaseError, match="only grows"):
        write(db, statement)
    db.session.rollback()


def test_an_altered_entry_is_named(db, chain):
    disarm(db)
    write(db, "UPDATE ledger_entries SET actor_id = 7 WHERE chain = :c AND seq = 3", c=chain)
    found = first_fault(chain, {})
    assert (found.seq, found.fault) == (3, Fault.ALTERED)


def test_a_changed_fact_is_named(db, chain):
    disarm(db)
    write(
        db,
        "UPDATE ledger_entries SET facts = '{\"thing_id\": 9}' WHERE chain = :c AND seq = 2",
        c=chain,
    )
    assert first_fault(chain, {}).seq == 2


def test_a_deleted_entry_is_named(db, chain):
    disarm(db)
    write(db, "DELETE FROM ledger_entries WHERE chain = :c AND seq = 2", c=chain)
    found = first_fault(chain, {})
    assert (found.seq, found.fault) == (2, Fault.MISSING)


def test_the_first_entry_cannot_be_cut_off(db, chain):
    disarm(db)
    write(db, "DELETE FROM ledger_entries WHERE chain = :c AND seq = 1", c=chain)
    assert first_fault(chain, {}).seq == 1


def test_two_entries_that_changed_places_are_named(db, chain):
    disarm(db)
    for old, new in ((2, 99), (3, 2), (99, 3)):
        write(
            db,
            "UPDATE ledger_entries SET seq = :new WHERE chain = :c AND seq = :old",
            c=chain,
            new=new,
            old=old,
        )
    found = first_fault(chain, {})
    assert (found.seq, found.fault) == (2, Fault.ALTERED)


def test_a_truncated_chain_is_named(db, chain):
    disarm(db)
    write(db, "DELETE FROM ledger_entries WHERE chain = :c AND seq > 3", c=chain)
    found = first_fault(chain, {})
    assert (found.seq, found.fault) == (4, Fault.TRUNCATED)


def test_a_chain_cut_with_its_head_is_caught_by_what_was_published(db, chain):
    disarm(db)
    published = {
        e.seq: e.hash for e in db.session.query(LedgerEntry).filter_by(chain=chain) if e.seq == 5
    }
    kept = db.session.query(LedgerEntry).filter_by(chain=chain, seq=3).one().hash
    write(db, "DELETE FROM ledger_entries WHERE chain = :c AND seq > 3", c=chain)
    write(db, "UPDATE ledger_heads SET seq = 3, hash = :h WHERE chain = :c", c=chain, h=kept)
    assert first_fault(chain, {}) is None
    assert first_fault(chain, published).fault is Fault.TRUNCATED


def test_a_chain_written_anew_is_caught_by_what_was_published(db, chain):
    published = {
        e.seq: e.hash for e in db.session.query(LedgerEntry).filter_by(chain=chain) if e.seq == 4
    }
    disarm(db)
    write(db, "DELETE FROM ledger_entries WHERE chain = :c", c=chain)
    write(db, "DELETE FROM ledger_heads WHERE chain = :c", c=chain)
    for n in range(5):
        happen(institution_id=chain, thing_id=n + 10)
    assert first_fault(chain, {}) is None
    found = first_fault(chain, published)
    assert (found.seq, found.fault) == (4, Fault.REWRITTEN)


def test_the_command_says_whether_all_is_whole(app, db, chain):
    run = app.test_cli_runner().invoke
    assert run(args=["audit", "verify"]).exit_code == 0
    disarm(db)
    write(db, "UPDATE ledger_entries SET name = 'x' WHERE chain = :c AND seq = 3", c=chain)
    answer = run(args=["audit", "verify"])
    assert answer.exit_code == 1
    assert f"Buku {chain}, entri 3: altered" in answer.output


def test_the_export_can_be_checked_by_anyone(app, db, chain):
    lines = app.test_cli_runner().invoke(args=["audit", "export", str(chain)]).output.splitlines()
    assert len(lines) == 5
    assert '"seq": 5' in lines[-1]
