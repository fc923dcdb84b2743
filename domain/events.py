"""Facts, in the past tense: what the rules announce and the rest of the house hears."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from domain.clock import now


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that has happened; carries ids, never rows."""

    actor_id: int | None
    at: datetime = field(default_factory=now)


Reaction = Callable[[Event], None]
_reactions: dict[type[Event], Sequence[Reaction]] = {}


def wire(reactions: Mapping[type[Event], Sequence[Reaction]]) -> None:
    """Say, once, who reacts to what. Called by ``create_app``."""
    _reactions.clear()
    _reactions.update(reactions)


def reactions_to(event: Event) -> Sequence[Reaction]:
    """Who reacts to ``event``, in order."""
    return _reactions.get(type(event), ())
