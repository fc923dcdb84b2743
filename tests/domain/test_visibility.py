"""The policy on a row and the policy in SQL give one answer: every role, kind and place."""

import pytest

from domain.policy import Permission, Role, may
from domain.submissions import queries
from domain.submissions.models import Submission
from tests import factories


@pytest.mark.parametrize("role", Role)
def test_sql_shows_what_the_policy_allows(db, role):
    here, there = factories.an_institution(), factories.an_institution()
    ours, theirs = factories.a_unit(here), factories.a_unit(here)
    for place in (here, there):
        for make in (factories.a_proposal, factories.a_monitoring, factories.a_deviation):
            for unit in (None, ours.id, theirs.id):
                make(place, unit_id=unit)
                make(place, unit_id=unit, about_unit_id=ours.id)
    actor = factories.a_person(role, here, ours)
    everything = db.session.scalars(db.select(Submission)).all()
    allowed = {s.reference for s in everything if may(actor, Permission.SUBMISSION_READ, s)}
    assert {s.reference for s in db.session.scalars(queries.visible_to(actor))} == allowed
    if role is Role.SYSTEM_ADMINISTRATOR:
        assert allowed == set()
