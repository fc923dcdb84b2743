"""Write the book."""

from __future__ import annotations

from dataclasses import asdict

from domain.audit.models import AuditEntry
from domain.events import Event
from extensions import db

COLUMNS = {"actor_id", "at", "institution_id"}


def record(event: Event) -> None:
    """Reaction: keep every announced event, whatever it is."""
    facts = asdict(event)
    db.session.add(
        AuditEntry(
            name=type(event).__name__,
            institution_id=facts.get("institution_id"),
            actor_id=event.actor_id,
            at=event.at,
            facts={key: value for key, value in facts.items() if key not in COLUMNS},
        )
    )
