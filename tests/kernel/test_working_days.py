"""Working days as the State Council arranges them, and the clocks that count them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinxin.kernel.working_days import (
    Clock,
    Deadline,
    Stay,
    add_days,
    add_working_days,
    clock,
    statutory_calendar,
    working_days_between,
)

CALENDAR = statutory_calendar()
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2024, 6, day) for day in (17, 18, 19, 20, 21))

days = st.dates(date(2019, 1, 1), date(2029, 12, 31))
known_days = st.dates(date(2019, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    "day",
    [
        # 国办发明电〔2023〕7号
        date(2024, 2, 4),
        date(2024, 2, 18),
        date(2024, 4, 7),
        date(2024, 4, 28),
        date(2024, 5, 11),
        date(2024, 9, 14),
        date(2024, 9, 29),
        date(2024, 10, 12),
        # 国办发明电〔2024〕12号
        date(2025, 1, 26),
        date(2025, 2, 8),
        date(2025, 4, 27),
        date(2025, 9, 28),
        date(2025, 10, 11),
        # 国办发明电〔2025〕7号
        date(2026, 1, 4),
        date(2026, 2, 14),
        date(2026, 2, 28),
        date(2026, 5, 9),
        date(2026, 9, 20),
        date(2026, 10, 10),
    ],
)
def test_a_make_up_day_on_a_weekend_is_a_working_day(day):
    assert day.weekday() >= 5
    assert CALENDAR.is_working_day(day)
    assert CALENDAR.is_known(day)


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_every_weekend_day_that_is_no_make_up_day_is_off(year):
    weekend = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]

    worked = [day for day in weekend if day.weekday() >= 5 and CALENDAR.is_working_day(day)]

    assert len(worked) == {2024: 8, 2025: 5, 2026: 6}[year]


@pytest.mark.parametrize(
    "day",
    [
        date(2024, 2, 12),
        date(2024, 10, 7),
        date(2025, 1, 28),
        date(2025, 5, 5),
        date(2026, 2, 23),
        date(2026, 10, 7),
    ],
)
def test_a_weekday_within_a_holiday_is_off(day):
    assert not CALENDAR.is_working_day(day)


def test_the_day_of_the_event_is_not_counted():
    assert add_working_days(MONDAY, 1, calendar=CALENDAR) == Deadline(TUESDAY, is_estimate=False)
    assert add_working_days(FRIDAY, 1, calendar=CALENDAR).day == date(2024, 6, 24)


def test_five_working_days_over_national_day_end_after_it():
    assert add_working_days(date(2025, 9, 26), 5, calendar=CALENDAR) == Deadline(
        date(2025, 10, 10), is_estimate=False
    )


def test_a_deadline_that_touches_an_unpublished_year_is_an_estimate():
    deadline = add_working_days(date(2026, 12, 30), 3, calendar=CALENDAR)

    assert deadline == Deadline(date(2027, 1, 5), is_estimate=True)
    assert not add_working_days(date(2026, 12, 30), 1, calendar=CALENDAR).is_estimate


@pytest.mark.parametrize("day", [date(2029, 1, 1), date(2029, 5, 1), date(2029, 5, 2), date(2029, 10, 3)])
def test_an_unpublished_year_has_the_holidays_whose_dates_the_statute_fixes(day):
    assert not CALENDAR.is_working_day(day)
    assert not CALENDAR.is_known(day)


def test_the_second_of_may_became_a_holiday_in_2025():
    unpublished = replace(CALENDAR, years=frozenset())

    assert unpublished.is_working_day(date(2024, 5, 2))
    assert not unpublished.is_working_day(date(2025, 5, 2))


def test_entering_a_notice_turns_estimates_into_deadlines():
    days_off = [date(2027, 1, 1), date(2027, 1, 4)]

    published = CALENDAR.with_year(2027, days_off=days_off, make_up_days=[date(2027, 1, 9)])

    assert add_working_days(date(2026, 12, 31), 5, calendar=published) == Deadline(
        date(2027, 1, 9), is_estimate=False
    )


def test_entering_a_notice_again_replaces_it():
    wrong = CALENDAR.with_year(2027, days_off=[date(2027, 1, 4)], make_up_days=[date(2027, 1, 9)])
    right = wrong.with_year(2027, days_off=[date(2027, 1, 1)], make_up_days=[])

    assert right.is_working_day(date(2027, 1, 4))
    assert not right.is_working_day(date(2027, 1, 9))
    assert not right.is_working_day(date(2027, 1, 1))


def test_calendar_days_that_end_on_a_holiday_end_on_the_next_working_day():
    assert add_days(date(2024, 9, 26), 5, calendar=CALENDAR) == Deadline(date(2024, 10, 8), is_estimate=False)
    assert add_days(MONDAY, 3, calendar=CALENDAR) == Deadline(THURSDAY, is_estimate=False)


def test_a_negative_number_of_days_is_refused():
    with pytest.raises(ValueError, match="-1"):
        add_working_days(MONDAY, -1, calendar=CALENDAR)


@given(days, st.integers(0, 120))
def test_counting_back_the_days_that_were_added_gives_the_same_number(start, number):
    deadline = add_working_days(start, number, calendar=CALENDAR)

    assert working_days_between(start, deadline.day, calendar=CALENDAR) == number


@given(days, st.integers(1, 120))
def test_a_deadline_in_working_days_is_a_working_day(start, number):
    assert CALENDAR.is_working_day(add_working_days(start, number, calendar=CALENDAR).day)


@given(days, st.integers(0, 60), st.integers(0, 60))
def test_adding_in_two_parts_is_adding_at_once(start, first, second):
    halfway = add_working_days(start, first, calendar=CALENDAR).day

    assert (
        add_working_days(halfway, second, calendar=CALENDAR).day
        == add_working_days(start, first + second, calendar=CALENDAR).day
    )


def test_a_clock_uses_a_day_for_each_working_day_after_the_event():
    stays = [Stay(MONDAY, None, counts=True)]

    assert clock(stays, limit=5, calendar=CALENDAR, today=WEDNESDAY) == Clock(
        used=2, left=3, due_on=date(2024, 6, 24), paused=False, is_overdue=False, is_estimate=False
    )


def test_a_clock_stands_still_while_an_application_is_returned_for_completion():
    stays = [Stay(MONDAY, TUESDAY, counts=True), Stay(TUESDAY, None, counts=False)]

    assert clock(stays, limit=5, calendar=CALENDAR, today=date(2024, 7, 19)) == Clock(
        used=1, left=4, due_on=None, paused=True, is_overdue=False, is_estimate=False
    )


def test_a_clock_goes_on_the_working_day_after_the_pause():
    stays = [
        Stay(MONDAY, TUESDAY, counts=True),
        Stay(TUESDAY, THURSDAY, counts=False),
        Stay(THURSDAY, None, counts=True),
    ]

    assert clock(stays, limit=5, calendar=CALENDAR, today=FRIDAY) == Clock(
        used=2, left=3, due_on=date(2024, 6, 26), paused=False, is_overdue=False, is_estimate=False
    )


def test_a_clock_is_not_overdue_on_its_last_day_and_is_on_the_day_after_even_a_saturday():
    stays = [Stay(date(2024, 6, 14), None, counts=True)]

    on_friday = clock(stays, limit=5, calendar=CALENDAR, today=FRIDAY)
    on_saturday = clock(stays, limit=5, calendar=CALENDAR, today=FRIDAY + timedelta(days=1))

    assert (on_friday.due_on, on_friday.is_overdue) == (FRIDAY, False)
    assert (on_saturday.due_on, on_saturday.is_overdue, on_saturday.left) == (FRIDAY, True, 0)


def test_a_pause_that_comes_after_the_last_day_does_not_mend_it():
    stays = [Stay(MONDAY, FRIDAY, counts=True), Stay(FRIDAY, None, counts=False)]

    paused = clock(stays, limit=2, calendar=CALENDAR, today=date(2024, 7, 1))

    assert (paused.due_on, paused.is_overdue, paused.left) == (WEDNESDAY, True, -2)


def test_a_clock_that_was_stopped_for_good_keeps_what_it_used():
    stays = [Stay(MONDAY, WEDNESDAY, counts=True)]

    stopped = clock(stays, limit=5, calendar=CALENDAR, today=date(2025, 1, 1))

    assert (stopped.used, stopped.paused, stopped.is_overdue, stopped.due_on) == (
        2,
        False,
        False,
        date(2024, 6, 24),
    )


def test_a_clock_that_never_ran_has_its_whole_limit_left():
    assert clock([], limit=5, calendar=CALENDAR, today=MONDAY) == Clock(
        used=0, left=5, due_on=None, paused=False, is_overdue=False, is_estimate=False
    )


def test_a_clock_that_runs_into_an_unpublished_year_is_an_estimate():
    stays = [Stay(date(2026, 12, 28), None, counts=True)]

    assert clock(stays, limit=10, calendar=CALENDAR, today=date(2026, 12, 29)).is_estimate


@pytest.mark.parametrize(
    "stays",
    [
        [Stay(TUESDAY, MONDAY, counts=True)],
        [Stay(MONDAY, None, counts=True), Stay(TUESDAY, None, counts=False)],
        [Stay(MONDAY, WEDNESDAY, counts=True), Stay(TUESDAY, None, counts=False)],
    ],
)
def test_stays_that_cannot_have_been_are_refused(stays):
    with pytest.raises(ValueError, match="Stay"):
        clock(stays, limit=5, calendar=CALENDAR, today=FRIDAY)


@st.composite
def histories(draw):
    """Stays one after another, the last of them open."""
    day, stays = draw(known_days), []
    for length in draw(st.lists(st.integers(0, 30), max_size=6)):
        stays.append(Stay(day, day + timedelta(days=length), counts=draw(st.booleans())))
        day += timedelta(days=length)
    return [*stays, Stay(day, None, counts=draw(st.booleans()))]


@given(histories(), st.integers(0, 60), known_days)
def test_used_and_left_always_make_up_the_limit(stays, limit, today):
    state = clock(stays, limit=limit, calendar=CALENDAR, today=today)

    assert state.used + state.left == limit
    assert not (state.left > 0 and state.is_overdue)


@given(histories(), st.integers(1, 60), known_days)
def test_on_the_day_a_running_clock_is_due_its_limit_is_used_up(stays, limit, today):
    running = [*stays[:-1], stays[-1]._replace(counts=True)]
    due_on = clock(running, limit=limit, calendar=CALENDAR, today=today).due_on

    state = clock(running, limit=limit, calendar=CALENDAR, today=due_on)

    assert (state.left, state.is_overdue) == (0, False)


@given(histories(), st.integers(0, 60))
def test_time_passing_in_a_pause_uses_nothing(stays, limit):
    paused = [*stays[:-1], stays[-1]._replace(counts=False)]
    start = paused[-1].from_day

    assert (
        clock(paused, limit=limit, calendar=CALENDAR, today=start).used
        == clock(paused, limit=limit, calendar=CALENDAR, today=start + timedelta(days=90)).used
    )
