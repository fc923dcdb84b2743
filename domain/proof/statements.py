"""What a leaf says, and how it is hidden behind its hash."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain.audit.models import LedgerHead
from domain.proof.merkle import leaf_hash
from domain.proof.models import Act
from domain.submissions.kinds import Kind
from domain.submissions.models import StatusChange, Submission
from domain.submissions.transcript import transcript

VERSION = 1
DAY = len("2026-01-31")
Statement = dict[str, Any]


def of_change(submission: Submission, change: StatusChange) -> Statement:
    """One step of a case: number, states and dates; for its receipt a fingerprint of the words.

    A report of deviation tells the day only: the minute could point at a person.
    """
    said: Statement = {
        "v": VERSION,
        "act": Act.RECEIVED if change.source is None else Act.MOVED,
        "number": submission.reference,
        "institution": submission.institution.slug,
        "at": moment(change.at, submission),
        "due": change.due_on.isoformat() if change.due_on else None,
    }
    if change.source is None:
        return said | {"digest": hashlib.sha256(transcript(submission).encode()).hexdigest()}
    return said | {"from": str(change.source), "to": str(change.target)}


def agrees(told: Statement, submission: Submission, change: StatusChange) -> bool:
    """Whether case and step still say what the log was told.

    Not compared: the institution's name and time zone, which may change, and the case may
    move to another institution. A day told without its hour is right within a day.
    """
    now_said = of_change(submission, change)
    near = abs(change.at.astimezone(UTC).date() - date.fromisoformat(str(told["at"])[:10])).days
    same_time = near <= 1 if len(told["at"]) == DAY else told["at"] == precise(change.at)
    loose = {"at", "institution"}
    return same_time and {k: v for k, v in told.items() if k not in loose} == {
        k: v for k, v in now_said.items() if k not in loose
    }


def of_chain(head: LedgerHead, at: datetime) -> Statement:
    """Where the book of acts of one institution stood."""
    said = {"chain": head.chain, "seq": head.seq, "hash": head.hash}
    return {"v": VERSION, "act": Act.LEDGER, "at": at.astimezone(UTC).isoformat(), **said}


def moment(at: datetime, submission: Submission) -> str:
    """When, in ISO 8601: to the second in UTC, or the institution's day for a deviation."""
    if submission.kind is Kind.DEVIATION:
        return at.astimezone(ZoneInfo(submission.institution.timezone)).date().isoformat()
    return precise(at)


def precise(at: datetime) -> str:
    """A moment to the second, in UTC."""
    return at.astimezone(UTC).isoformat(timespec="seconds")


def hidden(statement: Statement, salt: str) -> bytes:
    """The leaf's hash: a commitment to the statement under a 256-bit salt (hex)."""
    words = json.dumps(statement, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return leaf_hash(hmac.digest(bytes.fromhex(salt), words.encode(), "sha256"))
