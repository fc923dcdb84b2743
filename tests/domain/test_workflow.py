"""The workflows' shape, checked whatever rows they hold."""

import pytest

from domain.publishing import workflow as publishing
from domain.submissions import workflow as submissions

TABLES = [
    (submissions.TRANSITIONS, submissions.Status, submissions.Action, submissions.Status.RECEIVED),
    (
        publishing.TRANSITIONS,
        publishing.ArticleStatus,
        publishing.ArticleAction,
        publishing.ArticleStatus.DRAFT,
    ),
]


@pytest.mark.parametrize(("rows", "statuses", "actions", "start"), TABLES)
def test_every_status_can_be_reached(rows, statuses, actions, start):
    reached = {start}
    for _ in statuses:
        reached |= {row.target for row in rows if row.sources & reached}
    assert reached == set(statuses)


@pytest.mark.parametrize(("rows", "statuses", "actions", "start"), TABLES)
def test_every_status_leads_somewhere(rows, statuses, actions, start):
    assert {s for s in statuses if not any(s in row.sources for row in rows)} == set()


@pytest.mark.parametrize(("rows", "statuses", "actions", "start"), TABLES)
def test_an_action_means_one_thing_from_one_status(rows, statuses, actions, start):
    steps = [(source, row.action) for row in rows for source in row.sources]
    assert len(steps) == len(set(steps))
    assert {action for _, action in steps} == set(actions)
