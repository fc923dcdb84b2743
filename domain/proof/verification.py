"""Read the whole log again and name the first leaf that is not as it was published."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import joinedload, selectin_polymorphic, selectinload

from adapters.signing import is_signed
from domain.proof import statements
from domain.proof.losses import lost_at, standing_root
from domain.proof.merkle import grown, root_of
from domain.proof.models import Act, Leaf, LogNode, LogState, TreeHead
from domain.proof.verifier import Unreadable, head_of
from domain.submissions.models import Deviation, Monitoring, Proposal, StatusChange, Submission
from extensions import db

BATCH = 500


class LogFault(StrEnum):
    """What is wrong with the first bad leaf."""

    GAP = "gap"
    """A leaf between two others is gone."""

    FORGED = "forged"
    """The leaf's hash is not of what it says."""

    LOST = "lost"
    """The case or the step it speaks of is gone from the database."""

    BENT = "bent"
    """The case or the step says something else than when it was logged."""

    NODE = "node"
    """The tree above the leaf was changed."""

    HEAD = "head"
    """A published head says otherwise: the log was rewritten, or cut short."""


@dataclass(frozen=True)
class FirstLogFault:
    """Where the log first fails; ``number`` is the case's, where one is known."""

    index: int
    fault: LogFault
    number: str = ""


def first_log_fault(tick: Callable[[int], object] = lambda n: None) -> FirstLogFault | None:
    """Where the log first fails, or None; ``tick`` hears how many leaves were read."""
    heads = published()
    size, peaks = 0, list[bytes]()
    for batch in leaves():
        checked = Batch(batch)
        for leaf in batch:
            fault = checked.fault_of(leaf, size)
            if fault is not None:
                return FirstLogFault(size, fault, number_of(leaf))
            peaks, made = grown(size, peaks, leaf.hash)
            size += 1
            if not checked.holds(made):
                return FirstLogFault(leaf.index, LogFault.NODE, number_of(leaf))
            if not all(is_true(head, peaks) for head in heads.pop(size, ())):
                return FirstLogFault(leaf.index, LogFault.HEAD, number_of(leaf))
        tick(len(batch))
    state = db.session.get_one(LogState, 1, populate_existing=True)
    if heads or (state.size, state.peaks) != (size, [peak.hex() for peak in peaks]):
        return FirstLogFault(size, LogFault.HEAD)
    return None


def published() -> dict[int, list[TreeHead]]:
    """Every published head, by its size."""
    heads: dict[int, list[TreeHead]] = {}
    statement = db.select(TreeHead).execution_options(populate_existing=True)
    for head in db.session.scalars(statement):
        heads.setdefault(head.size, []).append(head)
    return heads


def is_true(head: TreeHead, peaks: list[bytes]) -> bool:
    """Whether a head says, under its own signature, what the leaves below it make."""
    gone = lost_at(head.at)
    root = standing_root(head.size, head.at) if gone else root_of(peaks)
    try:
        note = head_of(head.note, head.key, is_signed)
    except Unreadable:
        return False
    return note.signed and (note.size, note.root, head.root) == (head.size, root, root)


def number_of(leaf: Leaf) -> str:
    """The case a leaf speaks of, as it was told."""
    return str((leaf.statement or {}).get("number", ""))


def leaves() -> Iterator[Sequence[Leaf]]:
    """The log in order, a batch at a time, as the database holds it now."""
    start = 0
    while True:
        statement = (
            db.select(Leaf)
            .where(Leaf.index >= start)
            .order_by(Leaf.index)
            .limit(BATCH)
            .execution_options(populate_existing=True)
        )
        batch = db.session.scalars(statement).all()
        if not batch:
            return
        yield batch
        start = batch[-1].index + 1


class Batch:
    """Some leaves with the rows they speak of and the nodes they complete, read together."""

    def __init__(self, batch: Sequence[Leaf]) -> None:
        cases = (
            db.select(Submission)
            .where(Submission.id.in_({leaf.submission_id for leaf in batch} - {None}))
            .options(
                selectin_polymorphic(Submission, [Monitoring, Proposal, Deviation]),
                joinedload(Submission.institution),
                selectinload(Submission.attachments),
            )
            .execution_options(populate_existing=True)
        )
        steps = (
            db.select(StatusChange)
            .where(StatusChange.id.in_({leaf.change_id for leaf in batch} - {None}))
            .execution_options(populate_existing=True)
        )
        self.cases = {case.id: case for case in db.session.scalars(cases)}
        self.steps = {step.id: step for step in db.session.scalars(steps)}
        self.nodes = self.read_nodes(batch[0].index, batch[-1].index)

    @staticmethod
    def read_nodes(first: int, last: int) -> dict[tuple[int, int], bytes]:
        """Every node that the leaves from ``first`` to ``last`` complete."""
        nodes: dict[tuple[int, int], bytes] = {}
        for level in range((last + 1).bit_length()):
            # A node is complete once its last leaf is there.
            low, high = -(-(first + 1) // (1 << level)) - 1, ((last + 1) >> level) - 1
            rows = db.session.execute(
                db.select(LogNode.position, LogNode.hash).where(
                    LogNode.level == level, LogNode.position.between(low, high)
                )
            )
            nodes |= {(level, position): node for position, node in rows}
        return nodes

    def holds(self, made: dict[tuple[int, int], bytes]) -> bool:
        """Whether the kept nodes are the ones the leaves make."""
        return all(self.nodes.get(name) == node for name, node in made.items())

    def fault_of(self, leaf: Leaf, index: int) -> LogFault | None:
        """What is wrong with one leaf, expected at ``index``."""
        if leaf.index != index:
            return LogFault.GAP
        if leaf.statement is None or leaf.salt is None:
            # Retention may forget what a step says; where the book stood it may not.
            return LogFault.FORGED if leaf.act is Act.LEDGER else self.row_fault(leaf)
        if statements.hidden(leaf.statement, leaf.salt) != leaf.hash:
            return LogFault.FORGED
        return self.row_fault(leaf)

    def row_fault(self, leaf: Leaf) -> LogFault | None:
        """Whether the rows a leaf speaks of still say the same."""
        if leaf.submission_id is None or leaf.change_id is None:
            return None
        case, step = self.cases.get(leaf.submission_id), self.steps.get(leaf.change_id)
        if case is None or step is None:
            return LogFault.LOST
        if leaf.statement is None:
            return None
        return None if statements.agrees(leaf.statement, case, step) else LogFault.BENT
