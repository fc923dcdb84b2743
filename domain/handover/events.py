"""What happens when work changes hands. Ids and codes only."""

from __future__ import annotations

from dataclasses import dataclass

from domain.accounts.models import PositionStatus
from domain.events import Event
from domain.policy import Role


@dataclass(frozen=True, kw_only=True)
class DeputyNamed(Event):
    """Somebody wears another's hat for a while; it falls off by itself."""

    institution_id: int
    user_id: int
    hat_id: int
    deputises_id: int
    role: Role
    position_status: PositionStatus
    starts_on: str
    ends_on: str


@dataclass(frozen=True, kw_only=True)
class WorkHandedOver(Event):
    """Somebody left; their hats ended and went to others."""

    institution_id: int
    user_id: int
    hats: tuple[int, ...]
    successors: tuple[int, ...]
    disabled: bool


@dataclass(frozen=True, kw_only=True)
class ReportReadersSet(Event):
    """Another institution's inspectorate, or None for the head, reads about this one's."""

    institution_id: int
    reports_go_to_id: int | None
