"""A report nobody may read any more goes one level up; somebody above is told of a conflict."""

from __future__ import annotations

from collections.abc import Sequence

from domain.accounts.models import User
from domain.integrity.events import ReportPassedUp
from domain.integrity.models import Addressee, Declaration
from domain.integrity.readers import Readers, one_level_up, wearing
from domain.policy import INSPECTORATE, Permission, Role, may
from domain.submissions.models import Submission
from domain.unit_of_work import announce


def handlers_of(report: Submission) -> list[User]:
    """Who may still take the report up: of the inspectorate, or above it the head."""
    people = wearing(report.institution_id, (*INSPECTORATE, Role.HEAD))
    return [person for person in people if may(person, Permission.SUBMISSION_READ, report)]


def pass_up(report: Submission, actor_id: int | None) -> None:
    """Send a report one level up once everybody who could read it stood aside."""
    if handlers_of(report):
        return
    before = Readers(report.institution, report.addressee)
    after = one_level_up(report.institution)
    if after == before:
        return
    report.institution_id = after.institution.id
    report.addressee = after.addressee
    report.unit_id = None
    announce(
        ReportPassedUp(
            actor_id=actor_id,
            submission_id=report.id,
            institution_id=after.institution.id,
            addressee=after.addressee,
            received_from_id=before.institution.id,
        )
    )


def told_of(row: Declaration) -> Sequence[User]:
    """Who hears that somebody stood aside: the lowest rank above with anybody who may read it."""
    below = row.addressee is Addressee.INSPECTORATE
    ranks = (Role.FOCAL_POINT, Role.HEAD, Role.AUDITOR) if below else (Role.HEAD, Role.AUDITOR)
    for role in ranks:
        people = [
            person
            for person in wearing(row.institution_id, (role,))
            if person.id != row.user_id and may(person, Permission.DECLARATION_READ, row)
        ]
        if people:
            return people
    return ()
