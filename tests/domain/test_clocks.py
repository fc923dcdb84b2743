"""Going back and forth never gives an office more time."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete

from domain.clock import stopped_at
from domain.errors import NotAllowedNow, Unacceptable
from domain.policy import Role
from domain.reference.models import Holiday
from domain.submissions import public_queries, service
from domain.submissions.models import StatusChange
from domain.submissions.workflow import Action, Status
from jobs.deadlines import close_lapsed
from tests import factories

MONDAY = datetime(2026, 7, 6, 3, tzinfo=UTC)  # ten o'clock in Jakarta, no holiday near


@pytest.fixture
def admin(institution):
    return factories.a_person(Role.INSPECTORATE_ADMIN, institution)


@pytest.fixture
def units(institution):
    return [factories.a_unit(institution) for _ in range(3)]


@pytest.fixture
def office(institution, admin):
    """A case, and its steps: ``office(day, action)`` on that day after the first Monday."""
    with stopped_at(MONDAY):
        case = factories.a_proposal(institution)

    def does(day, action, unit=None, actor=admin):
        with stopped_at(MONDAY + timedelta(days=day)):
            service.move(case, action, actor, version=case.version, note="Keterangan.", unit=unit)
            return case.due_on

    does.case = case
    return does


def day(number):
    return MONDAY.date() + timedelta(days=number)


def test_verifying_goes_on_within_its_first_deadline(office):
    received = office.case.due_on
    assert office(2, Action.VERIFY) == received == day(3)


def test_passing_a_case_from_unit_to_unit_does_not_set_its_clock_back(office, units):
    office(0, Action.VERIFY)
    assert office(0, Action.ASSIGN, units[0]) == day(7)
    assert [office(7 * n, Action.ASSIGN, units[n % 2]) for n in (1, 2, 3)] == [day(7)] * 3


def test_a_unit_that_has_the_case_is_not_given_it_again(office, units):
    office(0, Action.VERIFY)
    office(0, Action.ASSIGN, units[0])
    with pytest.raises(Unacceptable) as refusal:
        office(1, Action.ASSIGN, units[0])
    assert refusal.value.field == "unit"
    assert office.case.due_on == day(7)


def test_a_unit_that_answered_is_given_the_citizen_s_reply(office, units):
    office(0, Action.VERIFY)
    office(0, Action.ASSIGN, units[0])
    office(1, Action.ANSWER)
    with stopped_at(MONDAY + timedelta(days=2)):
        service.reply(office.case, "Belum selesai.")
    assert office(3, Action.ASSIGN, units[0]) == day(10)


def test_giving_a_case_back_gives_no_time(institution, office, units):
    office(0, Action.VERIFY)
    office(0, Action.ASSIGN, units[0])
    officer = factories.a_person(Role.UNIT_OFFICER, institution, units[0])
    assert office(4, Action.RETURN, actor=officer) == day(7)


def test_the_answer_is_due_from_receipt_however_late_work_begins(office, units):
    office(0, Action.VERIFY)
    office(0, Action.ASSIGN, units[0])
    assert office(9, Action.START) == office.case.answer_by == day(18)  # 14 working days
    office(10, Action.ASSIGN, units[1])
    assert office(11, Action.START) == day(18)


def test_days_of_waiting_for_the_citizen_are_not_the_office_s(office):
    office(1, Action.ASK)
    with stopped_at(MONDAY + timedelta(days=4)):  # Tuesday to Friday: three working days
        service.reply(office.case, "Di loket tiga.")
    assert office.case.answer_by == day(18 + 5)  # over a weekend
    assert office.case.due_on == day(11)


def test_a_case_opened_again_is_due_anew(office):
    office(1, Action.VERIFY)
    office(2, Action.ANSWER)
    office(3, Action.CLOSE)
    office(28, Action.REOPEN)
    assert office.case.answer_by == day(28 + 21)  # a holiday in August


def test_an_older_case_without_the_date_is_counted_from_receipt(db, office):
    office(0, Action.VERIFY)
    office.case.answer_by = None
    db.session.commit()
    assert office(9, Action.START) == day(18)


def test_a_report_of_deviation_counts_in_no_public_number(institution):
    for make in [factories.a_deviation] * 10 + [factories.a_proposal] * 9:
        case = make(institution)
        case.history.append(
            StatusChange(source=Status.IN_TRIAGE, target=Status.RESPONDED, at=case.received_at)
        )
        factories.saved(case)
    assert public_queries.pace(institution.id) is None


def silent(institution, admin):
    """A proposal whose citizen is asked and says nothing."""
    case = factories.a_proposal(institution)
    service.move(case, Action.ASK, admin, version=case.version, note="Di mana?")
    return case


def test_at_night_the_new_day_has_begun_in_all_three_zones(db):
    for zone in ("Asia/Jayapura", "Asia/Makassar", "Asia/Jakarta"):
        place = factories.an_institution(timezone=zone)
        with stopped_at(MONDAY):
            case = silent(place, factories.a_person(Role.INSPECTORATE_ADMIN, place))
    assert case.due_on == date(2026, 7, 20)
    with stopped_at(datetime(2026, 7, 20, 17, 10, tzinfo=UTC)):  # ten past midnight in Jakarta
        assert close_lapsed() == 3


def test_nothing_lapses_beyond_the_last_known_holidays(db, institution, admin):
    with stopped_at(datetime(2026, 12, 28, 3, tzinfo=UTC)):
        case = silent(institution, admin)
    db.session.execute(delete(Holiday).where(Holiday.day > date(2026, 12, 31)))
    with stopped_at(datetime(2027, 3, 1, 3, tzinfo=UTC)):
        assert close_lapsed() == 0
        with pytest.raises(NotAllowedNow):
            service.lapse(case)
    assert case.status is Status.NEEDS_INFO
