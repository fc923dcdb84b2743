"""How entries are linked: each holds the hash of the one before it."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
from typing import Any

from domain.audit.models import LedgerEntry

GENESIS = "0" * 64


def spelled(entry: LedgerEntry) -> dict[str, Any]:
    """An entry as it is hashed and exported: everything but its own hash."""
    return {
        "chain": entry.chain,
        "seq": entry.seq,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "name": entry.name,
        "actor": entry.actor_id,
        "role": entry.role,
        "facts": entry.facts,
        "previous": entry.previous,
    }


def seal(entry: LedgerEntry) -> str:
    """The entry's hash: SHA-256 over its canonical JSON, sorted keys and no spaces."""
    text = json.dumps(spelled(entry), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
