"""The verbs of a declaration. Each public function is one unit of work."""

from __future__ import annotations

from typing import Any, Protocol

from domain.accounts.models import User
from domain.errors import NotAllowedNow
from domain.integrity.events import ConflictDeclared, NoConflictDeclared
from domain.integrity.models import Addressee, Declaration, Ground, Outcome
from domain.policy import Permission, hat_for, require
from domain.unit_of_work import announce, transactional
from extensions import db


class Report(Protocol):
    """What a declaration needs to know of the report it is about."""

    id: Any
    reference: Any
    institution_id: Any
    addressee: Any
    kind: Any


@transactional
def declare_clear(report: Report, actor: User, words: str) -> Declaration:
    """Keep that ``actor`` has no conflict of interest on a report, once."""
    found = declared(report, actor, Outcome.CLEAR)
    if found is not None:
        return found
    row = kept(report, actor, Outcome.CLEAR, words, None)
    announce(NoConflictDeclared(**about(row)))
    return row


@transactional
def declare_conflict(report: Report, actor: User, words: str, ground: Ground) -> Declaration:
    """Keep that ``actor`` has a conflict of interest: the report is closed to them from now on."""
    row = kept(report, actor, Outcome.CONFLICT, words, ground)
    announce(ConflictDeclared(**about(row), ground=ground))
    return row


def declared(report: Report, actor: User, outcome: Outcome) -> Declaration | None:
    """What ``actor`` declared before, if they did."""
    statement = db.select(Declaration).filter_by(
        submission_id=report.id, user_id=actor.id, outcome=outcome
    )
    return db.session.scalar(statement)


def kept(
    report: Report, actor: User, outcome: Outcome, words: str, ground: Ground | None
) -> Declaration:
    """A new row, or NotPermitted for a stranger's report and NotAllowedNow for no report."""
    require(actor, Permission.SUBMISSION_READ, report)
    if report.kind != "deviation":
        raise NotAllowedNow("only a report asks for a declaration")
    hat = hat_for(actor, Permission.SUBMISSION_READ, report)
    row = Declaration(
        submission_id=report.id,
        user_id=actor.id,
        institution_id=report.institution_id,
        addressee=Addressee(report.addressee),
        reference=report.reference,
        role=hat.role,
        outcome=outcome,
        ground=ground,
        words=words,
    )
    db.session.add(row)
    db.session.flush()
    db.session.expire(report, ["declarations"])
    return row


def about(row: Declaration) -> dict[str, Any]:
    """Which declaration an event is about."""
    return {
        "actor_id": row.user_id,
        "declaration_id": row.id,
        "submission_id": row.submission_id,
        "institution_id": row.institution_id,
        "words": row.words,
    }
