"""Working days, against the calendar on the wall."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reference.queries import holidays
from domain.workdays import add_working_days, is_working_day, working_days_between

days = st.dates(date(2025, 1, 1), date(2027, 12, 31))
days_off = st.sets(days, max_size=40)


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        # Monday; Nyepi and Idul Fitri with their shared leave fill 18 to 24 March.
        (date(2026, 3, 16), 1, date(2026, 3, 17)),
        (date(2026, 3, 16), 3, date(2026, 3, 26)),
        (date(2026, 3, 17), 1, date(2026, 3, 25)),
        # Sent in the middle of the holiday, it counts from the first day back.
        (date(2026, 3, 21), 1, date(2026, 3, 25)),
        # A Friday's working day is the Monday after.
        (date(2026, 2, 6), 1, date(2026, 2, 9)),
    ],
)
def test_holidays_and_shared_leave_are_no_working_days(db, start, count, due):
    assert add_working_days(start, count, holidays(start, 60)) == due


@pytest.mark.static
@given(start=days, count=st.integers(1, 60), off=days_off)
def test_a_due_date_is_a_working_day_that_many_away(start, count, off):
    due = add_working_days(start, count, off)
    assert is_working_day(due, off)
    assert working_days_between(start, due, off) == count
    assert working_days_between(due, start, off) == -count


@pytest.mark.static
@given(start=days, count=st.integers(0, 30), off=days_off)
def test_a_later_start_is_never_due_earlier(start, count, off):
    tomorrow = start + timedelta(days=1)
    assert add_working_days(start, count, off) <= add_working_days(tomorrow, count, off)


@pytest.mark.static
def test_no_days_is_the_same_day():
    assert add_working_days(date(2026, 3, 21), 0, set()) == date(2026, 3, 21)
