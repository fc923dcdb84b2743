"""What a citizen downloads, and what the checker finds in it."""

from domain.proof import queries, verifier
from domain.proof.service import head_covering
from extensions import signer
from tests.tampering import write


def receipt(case):
    """The file the citizen downloads now."""
    last = queries.leaves_of(case.id)[-1].index
    return queries.proof(case.id, head_covering(last, signer))


def codes(*documents, notes=(), texts=()):
    """What is found, besides whether the key is the right one."""
    found = verifier.check(list(documents), list(notes), [*texts, signer.verifier])
    return [one.code for one in found if one.code != "known_key"]


def found(document, *texts):
    return [one.code for one in verifier.check([document], [], list(texts))]


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
