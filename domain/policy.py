"""Who may do what: the whole answer, on one page.

Each predicate is written once and read twice: on a row it answers yes or no, on the
model class it becomes the SQL clause. So a page, its buttons and its list can never
disagree (docs/decisions/0003-one-policy-two-readings.md).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, true


class Role(StrEnum):
    """A hat someone wears for one institution, and perhaps one unit of it."""

    INSPECTORATE_ADMIN = "inspectorate_admin"
    FOCAL_POINT = "focal_point"
    UNIT_OFFICER = "unit_officer"
    PUBLIC_RELATIONS = "public_relations"
    HEAD = "head"
    AUDITOR = "auditor"
    NATIONAL_SECRETARIAT = "national_secretariat"
    SYSTEM_ADMINISTRATOR = "system_administrator"


class Permission(StrEnum):
    """Named ``<thing>:<act>``; the docstring under each says what it grants."""

    SUBMISSION_READ = "submission:read"
    """Know that a submission is there: its number, kind, status and deadline."""

    SUBMISSION_OPEN = "submission:open"
    """See a submission's words, files and messages; a report's, once no conflict is declared."""

    SUBMISSION_CONTACT = "submission:contact"
    """See the name and contact a citizen gave for staff only."""

    SUBMISSION_TRIAGE = "submission:triage"
    """Verify, ask for more, assign, archive, refer and publish."""

    SUBMISSION_ANSWER = "submission:answer"
    """Start the follow-up and answer the citizen."""

    SUBMISSION_RETURN = "submission:return"
    """Give an assigned submission back: it is not this unit's to answer."""

    SUBMISSION_CLOSE = "submission:close"
    """Close an answered submission, or open a closed one again."""

    DECLARATION_READ = "declaration:read"
    """See who declared a conflict of interest, or none, on which report."""

    ARTICLE_READ = "article:read"
    """See unpublished achievements."""

    ARTICLE_WRITE = "article:write"
    """Write an achievement, send it for review, publish it once reviewed."""

    ARTICLE_REVIEW = "article:review"
    """Approve an achievement one had no hand in, or return it with a reason."""

    TARGET_READ = "target:read"
    """See targets and both scores before they are public."""

    LEDGER_READ = "ledger:read"
    """Read the book of acts."""

    ADMINISTRATION_READ = "administration:read"
    """Enter the administration desk and see how the institution is set up."""

    INSTITUTION_MANAGE = "institution:manage"
    """Change an institution's own name, contacts, settings, brand and units."""

    INSTITUTION_OPEN = "institution:open"
    """Open a house for another institution; it gives no rights inside it."""

    PEOPLE_MANAGE = "people:manage"
    """Invite people, give and end their roles; stop accounts and clear lost second factors."""

    RULES_MANAGE = "rules:manage"
    """Change the calendar, the deadlines, who gets which topic, and ready answers."""


class NotPermitted(Exception):
    """The actor lacks a permission; the web answers 403."""

    def __init__(self, permission: Permission) -> None:
        super().__init__(f"missing permission {permission}")


Predicate = Callable[[Any, Any], Any]


def same_institution(hat: Any, subject: Any) -> Any:
    """The subject belongs to the hat's institution."""
    return subject.institution_id == hat.institution_id


def same_unit(hat: Any, subject: Any) -> Any:
    """The subject lies with the hat's own unit."""
    return hat.unit_id is not None and subject.unit_id == hat.unit_id


def ordinary(_hat: Any, subject: Any) -> Any:
    """Not a deviation report."""
    return subject.kind != "deviation"


def not_about_own_unit(hat: Any, subject: Any) -> Any:
    """A report never reaches its unit, those above or below, in whatever hat they come."""
    own = hat.user.unit_family
    return not own or either(ordinary(hat, subject), lambda: subject.is_about_none_of(own))


def unbarred(hat: Any, subject: Any) -> Any:
    """A report is closed to who declared a conflict of interest on it."""
    return either(ordinary(hat, subject), lambda: subject.is_clear_of(hat.user_id))


def declared(hat: Any, subject: Any) -> Any:
    """A report opens to who declared to have no conflict of interest on it."""
    return either(ordinary(hat, subject), lambda: subject.is_vouched_for_by(hat.user_id))


def below_the_head(_hat: Any, subject: Any) -> Any:
    """The inspectorate's to read: not a report about the inspectorate itself."""
    return subject.addressee != "head"


def left_to_the_head(_hat: Any, subject: Any) -> Any:
    """A report about the inspectorate, gone one level up."""
    return subject.addressee == "head"


def either(first: Any, second: Callable[[], Any]) -> Any:
    """One or the other; the second is not even asked when the first holds plainly."""
    if isinstance(first, bool):
        return first or second()
    return first | second()


def somebody_elses(hat: Any, subject: Any) -> Any:
    """A second pair of eyes: these neither wrote, edited nor sent the words."""
    return subject.is_clean_of(hat.user_id)


@dataclass(frozen=True)
class Grant:
    """Any of ``roles``, on a subject for which every predicate of ``where`` holds."""

    roles: frozenset[Role]
    where: tuple[Predicate, ...]


def grant(*roles: Role, where: Sequence[Predicate] = ()) -> Grant:
    """One row of the table."""
    return Grant(frozenset(roles), tuple(where))


INSPECTORATE = (Role.INSPECTORATE_ADMIN, Role.FOCAL_POINT)

# In whose hands a submission is. A report about the inspectorate is in the head's alone.
WITH_INSPECTORATE = (same_institution, below_the_head, not_about_own_unit, unbarred)
WITH_UNIT = (same_institution, same_unit, not_about_own_unit, unbarred)
WITH_HEAD = (same_institution, left_to_the_head, not_about_own_unit, unbarred)
ORDINARY_READERS = (
    grant(Role.PUBLIC_RELATIONS, Role.HEAD, Role.AUDITOR, where=[same_institution, ordinary]),
    grant(Role.NATIONAL_SECRETARIAT, where=[ordinary]),
)
OVERSIGHT = (
    grant(*INSPECTORATE, where=[*WITH_INSPECTORATE, declared]),
    grant(Role.HEAD, where=[*WITH_HEAD, declared]),
)
UNIT = grant(Role.UNIT_OFFICER, where=[*WITH_UNIT, declared])

# A permission is granted when any one row holds for any one hat the actor wears today.
POLICY: dict[Permission, tuple[Grant, ...]] = {
    Permission.SUBMISSION_READ: (
        grant(*INSPECTORATE, where=WITH_INSPECTORATE),
        grant(Role.UNIT_OFFICER, where=WITH_UNIT),
        grant(Role.HEAD, where=WITH_HEAD),
        *ORDINARY_READERS,
    ),
    Permission.SUBMISSION_OPEN: (*OVERSIGHT, UNIT, *ORDINARY_READERS),
    Permission.SUBMISSION_CONTACT: OVERSIGHT,
    Permission.SUBMISSION_TRIAGE: OVERSIGHT,
    Permission.SUBMISSION_ANSWER: (*OVERSIGHT, UNIT),
    Permission.SUBMISSION_RETURN: (UNIT,),
    Permission.SUBMISSION_CLOSE: OVERSIGHT,
    Permission.DECLARATION_READ: (
        grant(Role.AUDITOR, Role.HEAD, where=[same_institution, not_about_own_unit, unbarred]),
        grant(Role.FOCAL_POINT, where=WITH_INSPECTORATE),
    ),
    Permission.ARTICLE_READ: (
        grant(
            Role.PUBLIC_RELATIONS, *INSPECTORATE, Role.HEAD, Role.AUDITOR, where=[same_institution]
        ),
    ),
    Permission.ARTICLE_WRITE: (grant(Role.PUBLIC_RELATIONS, where=[same_institution]),),
    Permission.ARTICLE_REVIEW: (
        grant(Role.PUBLIC_RELATIONS, Role.FOCAL_POINT, where=[same_institution, somebody_elses]),
    ),
    Permission.TARGET_READ: (
        grant(
            *INSPECTORATE,
            Role.UNIT_OFFICER,
            Role.PUBLIC_RELATIONS,
            Role.HEAD,
            Role.AUDITOR,
            where=[same_institution],
        ),
        grant(Role.NATIONAL_SECRETARIAT),
    ),
    Permission.LEDGER_READ: (
        grant(Role.AUDITOR, Role.FOCAL_POINT, Role.SYSTEM_ADMINISTRATOR, where=[same_institution]),
    ),
    Permission.ADMINISTRATION_READ: (
        grant(*INSPECTORATE, Role.SYSTEM_ADMINISTRATOR, where=[same_institution]),
    ),
    Permission.INSTITUTION_MANAGE: (grant(Role.SYSTEM_ADMINISTRATOR, where=[same_institution]),),
    Permission.INSTITUTION_OPEN: (grant(Role.NATIONAL_SECRETARIAT, Role.SYSTEM_ADMINISTRATOR),),
    Permission.PEOPLE_MANAGE: (grant(Role.SYSTEM_ADMINISTRATOR, where=[same_institution]),),
    Permission.RULES_MANAGE: (
        grant(*INSPECTORATE, Role.SYSTEM_ADMINISTRATOR, where=[same_institution]),
    ),
}

# A role that sees across institutions is never an institution's own to give.
GIVEN_WITHIN = frozenset(Role) - {Role.NATIONAL_SECRETARIAT}


def roles_with(permission: Permission) -> list[Role]:
    """The roles that hold ``permission``, in their own order."""
    held = {role for row in POLICY[permission] for role in row.roles}
    return [role for role in Role if role in held]


def may_give(actor: Any, role: Role, subject: Any) -> bool:
    """Whether ``actor`` may give ``role`` at the institution ``subject`` belongs to."""
    return role in GIVEN_WITHIN and may(actor, Permission.PEOPLE_MANAGE, subject)


def hat_for(actor: Any, permission: Permission, subject: Any) -> Any:
    """The hat under which ``actor`` does this: the first that allows it, or None."""
    return next(
        (
            hat
            for hat in getattr(actor, "hats", ())
            for row in POLICY[permission]
            if hat.role in row.roles and all(holds(hat, subject) for holds in row.where)
        ),
        None,
    )


def may(actor: Any, permission: Permission, subject: Any = None) -> bool:
    """Whether ``actor`` holds ``permission``, on ``subject`` if one is named."""
    return any(
        hat.role in row.roles
        and (subject is None or all(holds(hat, subject) for holds in row.where))
        for hat in getattr(actor, "hats", ())
        for row in POLICY[permission]
    )


def require(actor: Any, permission: Permission, subject: Any = None) -> None:
    """Raise NotPermitted unless ``may``."""
    if not may(actor, permission, subject):
        raise NotPermitted(permission)


def visible(actor: Any, permission: Permission, model: Any) -> ColumnElement[bool]:
    """``may`` for every row at once: the clause each staff query starts from."""
    rows = [
        and_(true(), *(as_clause(holds(hat, model)) for holds in row.where))
        for hat in getattr(actor, "hats", ())
        for row in POLICY[permission]
        if hat.role in row.roles
    ]
    return or_(false(), *rows)


def as_clause(answer: Any) -> ColumnElement[bool]:
    """A predicate's answer as SQL: some need no column and answer plainly."""
    return (true() if answer else false()) if isinstance(answer, bool) else answer
