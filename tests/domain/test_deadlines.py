"""Clocks: which runs, on whose calendar, and what its end brings."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.clock import stopped_at
from domain.errors import NotAllowedNow
from domain.policy import Role
from domain.reference.models import Holiday
from domain.submissions import queries, service
from domain.submissions.deadlines import DEADLINES, deadline_for
from domain.submissions.kinds import Kind
from domain.submissions.queries import TimeLeft, Urgency
from domain.submissions.workflow import FINAL, Action, Status
from jobs.deadlines import close_lapsed
from tests import factories

MORNING = datetime(2026, 3, 16, 3, tzinfo=UTC)  # a Monday, ten o'clock in Jakarta


@pytest.fixture
def admin(institution):
    return factories.a_person(Role.INSPECTORATE_ADMIN, institution)


def test_every_open_status_has_a_clock_and_no_final_one():
    assert set(DEADLINES) == set(Status) - FINAL


def test_a_deviation_in_progress_is_oversight():
    assert deadline_for(Kind.DEVIATION, Status.IN_PROGRESS).days == 60
    assert deadline_for(Kind.PROPOSAL, Status.IN_PROGRESS).days == 14


def test_a_promise_skips_the_holidays_of_march_2026(institution):
    with stopped_at(MORNING):
        assert factories.a_proposal(institution).due_on == date(2026, 3, 26)


def test_an_institution_s_own_holiday_moves_its_promise_alone(db, institution):
    day = date(2026, 3, 17)
    factories.saved(Holiday(day=day, institution_id=institution.id, name="Hari jadi", kind="lokal"))
    with stopped_at(MORNING):
        assert factories.a_proposal(institution).due_on == date(2026, 3, 27)
        assert factories.a_proposal(factories.an_institution()).due_on == date(2026, 3, 26)


def test_the_day_of_receipt_is_read_on_the_institution_s_own_wall(db):
    east = factories.an_institution(timezone="Asia/Jayapura")
    west = factories.an_institution(timezone="Asia/Jakarta")
    with stopped_at(datetime(2026, 2, 2, 16, tzinfo=UTC)):  # Tuesday in Jayapura only
        assert factories.a_proposal(east).due_on == date(2026, 2, 6)
        assert factories.a_proposal(west).due_on == date(2026, 2, 5)


def test_time_left_counts_working_days_only(institution):
    with stopped_at(MORNING):
        case = factories.a_proposal(institution)
        assert queries.time_left([case]) == {case.id: TimeLeft(3, late=False)}
    with stopped_at(datetime(2026, 3, 21, 3, tzinfo=UTC)):
        assert queries.time_left([case]) == {case.id: TimeLeft(2, late=False)}
    with stopped_at(datetime(2026, 3, 28, 3, tzinfo=UTC)):  # Saturday after a Thursday
        assert queries.time_left([case]) == {case.id: TimeLeft(1, late=True)}


def test_urgency_tells_late_near_and_waiting_apart(institution, admin):
    with stopped_at(MORNING):
        factories.a_proposal(institution)
        asked = factories.a_proposal(institution)
        service.move(asked, Action.ASK, admin, version=asked.version, note="Di mana?")
        late, near, waiting = Urgency.LATE, Urgency.NEAR, Urgency.WAITING
        assert queries.tally(admin).urgencies == {late: 0, near: 0, waiting: 1}
    with stopped_at(MORNING + timedelta(days=9)):
        assert queries.tally(admin).urgencies == {late: 0, near: 1, waiting: 1}
    with stopped_at(MORNING + timedelta(days=11)):
        assert queries.tally(admin).urgencies == {late: 1, near: 0, waiting: 1}


@pytest.mark.parametrize(
    ("action", "end"), [(Action.ASK, Status.ARCHIVED), (Action.ANSWER, Status.AUTO_CLOSED)]
)
def test_a_citizen_s_silence_ends_a_case_after_the_last_day(institution, admin, action, end):
    with stopped_at(datetime(2026, 2, 2, 3, tzinfo=UTC)):
        case = factories.a_proposal(institution)
        service.move(case, Action.VERIFY, admin, version=case.version)
        service.move(case, action, admin, version=case.version, note="Silakan dibaca.")
    waiting, last = case.status, case.due_on
    with stopped_at(datetime(last.year, last.month, last.day, 12, tzinfo=UTC)):
        assert close_lapsed() == 0
        with pytest.raises(NotAllowedNow):
            service.lapse(case)
        assert case.status is waiting
    with stopped_at(datetime(last.year, last.month, last.day, 12, tzinfo=UTC) + timedelta(days=1)):
        assert close_lapsed() == 1
        assert close_lapsed() == 0
    assert (case.status, case.due_on) == (end, None)


def test_the_office_s_own_lateness_ends_nothing(institution):
    with stopped_at(MORNING):
        case = factories.a_proposal(institution)
    with stopped_at(MORNING + timedelta(days=90)):
        assert close_lapsed() == 0
        with pytest.raises(NotAllowedNow):
            service.lapse(case)
    assert case.status is Status.RECEIVED
