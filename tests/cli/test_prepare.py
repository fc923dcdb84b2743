"""The first start: what it refuses, and what it says."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import delete

from config import SettingsError
from domain.clock import stopped_at
from domain.policy import Role
from domain.reference.models import Holiday
from scripts.prepare import refuse_fiction, tell_what_comes_first, warn_of_calendar
from tests import factories


def test_the_demo_s_people_are_never_served_as_facts(app, institution):
    refuse_fiction(app)
    factories.a_person(Role.HEAD, institution, is_demo=True)
    with pytest.raises(SettingsError, match="fictional"):
        refuse_fiction(app)


def test_the_demo_itself_starts(app, institution, monkeypatch):
    factories.a_person(Role.HEAD, institution, is_demo=True)
    monkeypatch.setitem(app.config, "DEMO", True)
    refuse_fiction(app)


def test_a_calendar_about_to_end_is_told(db, capsys):
    with stopped_at(datetime(2026, 11, 20, 5, tzinfo=UTC)):
        warn_of_calendar()
        assert capsys.readouterr().err == ""
        db.session.execute(delete(Holiday).where(Holiday.day > date(2026, 12, 31)))
        warn_of_calendar()
    assert "until 2026-12-31" in capsys.readouterr().err


def test_a_furnished_house_is_not_filled_with_fiction(app, institution):
    answer = app.test_cli_runner().invoke(args=["demo", "load"])
    assert answer.exit_code == 1
    assert "an institution of its own" in answer.output


def test_an_empty_house_is_told_the_command_that_opens_it(db, capsys):
    tell_what_comes_first()
    assert "make first" in capsys.readouterr().out
    factories.an_institution()
    tell_what_comes_first()
    assert capsys.readouterr().out == ""
