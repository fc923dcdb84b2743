"""What happens to trust. Ids and codes only, never names or reasons in words."""

from __future__ import annotations

from dataclasses import dataclass

from domain.events import Event
from domain.integrity.models import Addressee, Ground


@dataclass(frozen=True, kw_only=True)
class DeclarationEvent(Event):
    """Somebody declared something on one report."""

    declaration_id: int
    submission_id: int
    institution_id: int
    words: str


@dataclass(frozen=True, kw_only=True)
class NoConflictDeclared(DeclarationEvent):
    """They have no conflict of interest; the report opens to them."""


@dataclass(frozen=True, kw_only=True)
class ConflictDeclared(DeclarationEvent):
    """They have one; the report is closed to them at once."""

    ground: Ground


@dataclass(frozen=True, kw_only=True)
class ReportPassedUp(Event):
    """Nobody below may read it any more: it goes one level up."""

    submission_id: int
    institution_id: int
    addressee: Addressee
    received_from_id: int
