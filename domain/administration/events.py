"""What administrators change. Ids and codes only, never names, words or addresses."""

from __future__ import annotations

from dataclasses import dataclass

from domain.events import Event
from domain.policy import Role
from domain.submissions.kinds import Kind
from domain.submissions.workflow import Status


@dataclass(frozen=True, kw_only=True)
class AdministrationEvent(Event):
    """Something changed in how one institution is set up."""

    institution_id: int


@dataclass(frozen=True, kw_only=True)
class SetupLinkMade(Event):
    """The operator asked for a link that opens an empty house."""


@dataclass(frozen=True, kw_only=True)
class InstitutionOpened(AdministrationEvent):
    """A house was opened for an institution."""


@dataclass(frozen=True, kw_only=True)
class InstitutionChanged(AdministrationEvent):
    """Its name, contacts, settings or looks changed; ``changed`` names the columns."""

    changed: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class UnitEvent(AdministrationEvent):
    """Something happened to one unit."""

    unit_id: int


@dataclass(frozen=True, kw_only=True)
class UnitAdded(UnitEvent):
    """The institution has one unit more."""


@dataclass(frozen=True, kw_only=True)
class UnitChanged(UnitEvent):
    """It was renamed or moved; ``changed`` names the columns."""

    changed: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class UnitClosed(UnitEvent):
    """It stays in history and takes no new cases."""


@dataclass(frozen=True, kw_only=True)
class UnitReopened(UnitEvent):
    """It takes cases again."""


@dataclass(frozen=True, kw_only=True)
class UnitsImported(AdministrationEvent):
    """A whole table of units was brought in."""

    added: int
    changed: int


@dataclass(frozen=True, kw_only=True)
class HatGiven(AdministrationEvent):
    """Somebody who has an account got one role more."""

    user_id: int
    hat_id: int
    role: Role
    unit_id: int | None


@dataclass(frozen=True, kw_only=True)
class HatEnded(AdministrationEvent):
    """Somebody's role ends on a day."""

    user_id: int
    hat_id: int
    role: Role
    last_day: str


@dataclass(frozen=True, kw_only=True)
class CalendarDaySet(AdministrationEvent):
    """A day off, or a day worked through a national holiday, was written down."""

    day: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class CalendarDayRemoved(AdministrationEvent):
    """A day the institution had written down is an ordinary day again."""

    day: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class DeadlineSet(AdministrationEvent):
    """The institution promises its own time for a step."""

    kind: Kind
    status: Status
    days: int
    working: bool


@dataclass(frozen=True, kw_only=True)
class DeadlineLifted(AdministrationEvent):
    """A step has the house's own time again."""

    kind: Kind
    status: Status


@dataclass(frozen=True, kw_only=True)
class RouteSet(AdministrationEvent):
    """A topic, from a region or any, is suggested for a unit."""

    rule_id: int
    unit_id: int


@dataclass(frozen=True, kw_only=True)
class RouteRemoved(AdministrationEvent):
    """That suggestion is made no more."""

    rule_id: int


@dataclass(frozen=True, kw_only=True)
class AnswerTemplateSaved(AdministrationEvent):
    """A ready answer was written or changed."""

    template_id: int


@dataclass(frozen=True, kw_only=True)
class AnswerTemplateRemoved(AdministrationEvent):
    """A ready answer is offered no more."""

    template_id: int
