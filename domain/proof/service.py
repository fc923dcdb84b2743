"""Let the log grow, and publish its heads."""

from __future__ import annotations

import base64
import secrets
from datetime import UTC, datetime, timedelta
from typing import Protocol

from sqlalchemy import func
from sqlalchemy.exc import NoResultFound

from domain.audit.models import LedgerHead
from domain.clock import now
from domain.proof import losses, queries, statements
from domain.proof.merkle import grown
from domain.proof.models import Act, Leaf, LogNode, LogState, TreeHead
from domain.submissions.events import SubmissionEvent
from domain.submissions.models import StatusChange, Submission
from domain.unit_of_work import transactional
from extensions import db

AT_LEAST_EVERY = timedelta(hours=20)


class Signer(Protocol):
    """What signs heads."""

    name: str

    @property
    def exists(self) -> bool:
        """Whether there is a key."""

    def create(self) -> None:
        """Make the key."""

    @property
    def verifier(self) -> str:
        """The public key, as people pass it on."""

    def sign(self, text: str) -> str:
        """``text`` as a signed note."""


def log_steps(event: SubmissionEvent) -> None:
    """Reaction: put each step of the case that is not in the log yet into it."""
    for change in unlogged(event.submission_id):
        submission = db.session.get_one(Submission, event.submission_id)
        act = Act.RECEIVED if change.source is None else Act.MOVED
        append(act, statements.of_change(submission, change), change)


def unlogged(submission_id: int) -> list[StatusChange]:
    """The steps of a case that came after its last leaf, in order."""
    last = db.select(func.max(Leaf.change_id)).filter_by(submission_id=submission_id)
    statement = (
        db.select(StatusChange)
        .where(
            StatusChange.submission_id == submission_id,
            StatusChange.id > func.coalesce(last.scalar_subquery(), 0),
        )
        .order_by(StatusChange.id)
    )
    return list(db.session.scalars(statement))


def append(act: Act, statement: statements.Statement, change: StatusChange | None = None) -> Leaf:
    """Add one leaf; the log's writers take turns until their unit of work ends."""
    state = state_for_writing()
    salt = secrets.token_hex(32)
    leaf = Leaf(
        index=state.size,
        act=act,
        submission_id=change.submission_id if change else None,
        change_id=change.id if change else None,
        statement=statement,
        salt=salt,
        hash=statements.hidden(statement, salt),
    )
    peaks, made = grown(state.size, [bytes.fromhex(peak) for peak in state.peaks], leaf.hash)
    db.session.add(leaf)
    db.session.add_all(
        LogNode(level=level, position=position, hash=node)
        for (level, position), node in made.items()
    )
    state.size, state.peaks = state.size + 1, [peak.hex() for peak in peaks]
    db.session.flush()
    return leaf


def state_for_writing() -> LogState:
    """How far the log has grown, held until this unit of work ends."""
    wanted = {"with_for_update": True, "populate_existing": True}
    return db.session.get_one(LogState, 1, **wanted)  # type: ignore[arg-type]


@transactional
def publish_due(signer: Signer) -> TreeHead | None:
    """Publish a head if the tree is another than the last one's, or that is nearly a day old."""
    state = state_for_writing()
    anchor_chains()
    if state.size == 0:
        return None
    last, at = queries.latest_head(), now()
    losses.take_stock(at)
    root = losses.standing_root(state.size, at)
    same = last is not None and (last.size, last.root) == (state.size, root)
    if last is not None and same and at - last.at < AT_LEAST_EVERY:
        return None
    return signed_head(state.size, root, at, signer)


@transactional
def head_covering(index: int, signer: Signer) -> TreeHead:
    """The newest published head, a new one when that does not reach leaf ``index`` yet.

    Raises NoResultFound when there is no such leaf.
    """
    last = queries.latest_head()
    if last is not None and last.size > index:
        return last
    head = publish_due(signer)
    if head is None:
        raise NoResultFound
    return head


def anchor_chains() -> None:
    """Put the end of every chain that grew into the log."""
    for head in db.session.scalars(db.select(LedgerHead).order_by(LedgerHead.chain)).all():
        if head.seq != head.anchored:
            append(Act.LEDGER, statements.of_chain(head, now()))
            head.anchored = head.seq


def signed_head(size: int, root: bytes, at: datetime, signer: Signer) -> TreeHead:
    """Sign and keep a head; the very first makes the key."""
    if not signer.exists and queries.latest_head() is None:
        signer.create()
    stamp = at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    text = f"{signer.name}\n{size}\n{base64.b64encode(root).decode()}\nwaktu {stamp}\n"
    head = TreeHead(size=size, root=root, at=at, key=signer.verifier, note=signer.sign(text))
    db.session.add(head)
    db.session.flush()
    return head
