"""Nothing is announced that nobody writes down, and nothing is written down without words."""

from dataclasses import fields

import pytest

from blueprints.ledger.words import ACTS, FACTS, every_event
from domain.audit import service as audit
from domain.audit.service import COLUMNS
from domain.reactions import REACTIONS

# Tests may make events of their own.
EVENTS = sorted(
    (event for event in every_event() if event.__module__.startswith("domain.")),
    key=lambda event: event.__name__,
)


def test_there_are_events():
    assert {"SubmissionReceived", "HatGiven", "SignedIn", "AccessRefused"} <= {
        event.__name__ for event in EVENTS
    }


@pytest.mark.static
@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_every_event_enters_the_book_first(event):
    assert REACTIONS[event][0] is audit.record


@pytest.mark.static
@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_every_event_has_words(event):
    assert str(ACTS[event.__name__]).strip()


@pytest.mark.static
def test_no_two_acts_share_their_words_and_none_is_left_over():
    assert len({str(words) for words in ACTS.values()}) == len(ACTS)
    assert set(ACTS) == {event.__name__ for event in EVENTS}


@pytest.mark.static
@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_an_event_has_no_place_for_text(event):
    names = {field.name for field in fields(event)}
    assert not names & {"body", "title", "note", "text", "name", "email", "message"}


@pytest.mark.static
@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_every_fact_has_words(event):
    told = {field.name for field in fields(event)} - COLUMNS
    assert told <= set(FACTS)
