"""The policy on a row, the policy in SQL, and a table written by hand give one answer."""

import pytest

from domain.integrity import service as integrity
from domain.integrity.models import Addressee, Ground
from domain.policy import Permission, Role, may, visible
from domain.submissions.models import Submission
from tests import factories

ASKED = (
    Permission.SUBMISSION_READ,
    Permission.SUBMISSION_OPEN,
    Permission.SUBMISSION_TRIAGE,
    Permission.SUBMISSION_ANSWER,
    Permission.SUBMISSION_CONTACT,
)
# Who may know of, open, triage, answer and see the contact of what stands in a place.
# ``k`` know, ``o`` open, ``t`` triage, ``a`` answer, ``c`` contact. Everything else: nothing.
INSPECTORS = dict.fromkeys((Role.INSPECTORATE_ADMIN, Role.FOCAL_POINT), "kotac")
READERS = dict.fromkeys((Role.PUBLIC_RELATIONS, Role.HEAD, Role.AUDITOR), "ko")
SECRETARIAT = {Role.NATIONAL_SECRETARIAT: "ko"}
KNOW = dict.fromkeys((Role.INSPECTORATE_ADMIN, Role.FOCAL_POINT), "k")
TABLE = {
    "ordinary, here": {**INSPECTORS, **READERS, **SECRETARIAT},
    "ordinary, with my unit": {
        **INSPECTORS,
        **READERS,
        **SECRETARIAT,
        Role.UNIT_OFFICER: "koa",
    },
    "ordinary, about my unit": {**INSPECTORS, **READERS, **SECRETARIAT},
    "ordinary, elsewhere": SECRETARIAT,
    "report, undeclared": KNOW,
    "report, declared": INSPECTORS,
    "report, undeclared, with my unit": {**KNOW, Role.UNIT_OFFICER: "k"},
    "report, declared, with my unit": {**INSPECTORS, Role.UNIT_OFFICER: "koa"},
    "report, conflict": {},
    "report, declared, then conflict": {},
    "report, about my unit": {},
    "report, about the unit above": {},
    "report, about the unit below": {},
    "report, about the unit beside": INSPECTORS,
    "report, to the head": {Role.HEAD: "kotac"},
    "report, to the head, undeclared": {Role.HEAD: "k"},
    "report, elsewhere": {},
}
# The reports their reader declared to be free on, besides those that say so.
CLEAR = {"report, about the unit beside", "report, to the head"}


def places(here, there, units, actor):
    """A row for each place of the table, as the table names it."""
    above, mine, below, beside = (unit.id for unit in units)
    report, proposal = factories.a_deviation, factories.a_proposal
    rows = {
        "ordinary, here": proposal(here),
        "ordinary, with my unit": proposal(here, unit_id=mine),
        "ordinary, about my unit": proposal(here, about_unit_id=mine),
        "ordinary, elsewhere": proposal(there),
        "report, undeclared": report(here),
        "report, declared": report(here),
        "report, undeclared, with my unit": report(here, unit_id=mine),
        "report, declared, with my unit": report(here, unit_id=mine),
        "report, conflict": report(here),
        "report, declared, then conflict": report(here, unit_id=mine),
        "report, about my unit": report(here, unit_id=mine, about_unit_id=mine),
        "report, about the unit above": report(here, unit_id=mine, about_unit_id=above),
        "report, about the unit below": report(here, unit_id=mine, about_unit_id=below),
        "report, about the unit beside": report(here, about_unit_id=beside),
        "report, to the head": report(here),
        "report, to the head, undeclared": report(here),
        "report, elsewhere": report(there),
    }
    for name in ("report, to the head", "report, to the head, undeclared"):
        rows[name].addressee = Addressee.HEAD
        factories.saved(rows[name])
    for name, row in rows.items():
        if not may(actor, Permission.SUBMISSION_READ, row):
            continue
        if "declared" in name.replace("undeclared", "") or name in CLEAR:
            integrity.declare_clear(row, actor, "1")
        if "conflict" in name:
            integrity.declare_conflict(row, actor, "1", Ground.FAMILY)
    return rows


@pytest.fixture
def ground(db):
    here, there = factories.an_institution(), factories.an_institution()
    above = factories.a_unit(here)
    mine = factories.a_unit(here, parent_id=above.id)
    below = factories.a_unit(here, parent_id=mine.id)
    beside = factories.a_unit(here, parent_id=above.id)
    factories.a_person(Role.INSPECTORATE_ADMIN, here)  # somebody is there whatever unit we take
    return here, there, (above, mine, below, beside)


@pytest.mark.parametrize("role", Role)
def test_row_sql_and_the_table_by_hand_agree(db, ground, role):
    here, there, units = ground
    actor = factories.a_person(role, here, units[1])
    rows = places(here, there, units, actor)
    assert set(rows) == set(TABLE)
    for name, row in rows.items():
        told = TABLE[name].get(role, "")
        for letter, permission in zip("kotac", ASKED, strict=True):
            expected = letter in told
            assert may(actor, permission, row) is expected, (name, permission, "row")
            clause = visible(actor, permission, Submission)
            found = db.session.scalar(
                db.select(Submission.id).where(clause, Submission.id == row.id)
            )
            assert (found is not None) is expected, (name, permission, "SQL")


def test_a_second_hat_elsewhere_does_not_open_a_report_about_the_first(db, ground):
    here, _, units = ground
    actor = factories.a_person(Role.FOCAL_POINT, here)
    factories.another_hat(actor, Role.UNIT_OFFICER, here, units[2])
    for about in (units[0], units[1], units[2]):
        report = factories.a_deviation(here, about_unit_id=about.id)
        assert not may(actor, Permission.SUBMISSION_READ, report)
        clause = visible(actor, Permission.SUBMISSION_READ, Submission)
        assert not db.session.scalars(db.select(Submission).where(clause)).all()
