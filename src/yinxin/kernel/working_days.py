"""Working days (工作日), and the clocks that are counted in them.

A statutory time limit counts working days from the day after the event: weekends and public holidays do not
count, make-up days (调休上班) do. The State Council publishes each year's arrangement in the autumn before
it; a day of a year that is not published yet is an estimate, and every answer that rests on one says so.

Sources: 民法典, articles 201 and 203; 全国年节及纪念日放假办法 (2024 revision, in force 2025-01-01), articles
2 and 7; the yearly notices of 国务院办公厅, through chinesecalendar.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import NamedTuple, Protocol

from chinese_calendar import constants

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5

# Second day of Labour Day: a holiday since the 2024 revision.
_TWO_DAYS_OF_MAY_FROM = 2025


class Calendar(Protocol):
    """Which days are working days, and of which days that is certain."""

    def is_working_day(self, day: date) -> bool:
        """Whether offices are open."""

    def is_known(self, day: date) -> bool:
        """Whether the arrangement of that day has been published."""


@dataclass(frozen=True)
class PublishedCalendar:
    """A calendar made of the published arrangements of some years, and of a guess for the others.

    In a published year a day is a working day if it is a make-up day, or a weekday that is not a day off. In
    any other year it is a weekday that is not one of the holidays whose date the statute fixes.
    """

    years: frozenset[int]
    days_off: frozenset[date]
    make_up_days: frozenset[date]

    def is_working_day(self, day: date) -> bool:
        """Whether offices are open."""
        if day in self.make_up_days:
            return True
        off = day in self.days_off if self.is_known(day) else _is_fixed_holiday(day)
        return day.weekday() < _SATURDAY and not off

    def is_known(self, day: date) -> bool:
        """Whether the arrangement of that day's year has been published."""
        return day.year in self.years

    def with_year(
        self, year: int, *, days_off: Iterable[date], make_up_days: Iterable[date]
    ) -> "PublishedCalendar":
        """This calendar with one year's notice entered, or entered again.

        A notice may also move days of the December before.
        """
        return replace(
            self,
            years=self.years | {year},
            days_off=frozenset(day for day in self.days_off if day.year != year) | frozenset(days_off),
            make_up_days=frozenset(day for day in self.make_up_days if day.year != year)
            | frozenset(make_up_days),
        )


@cache
def statutory_calendar() -> PublishedCalendar:
    """The arrangements that chinesecalendar knows: from 2004 to the last year it was released for."""
    days_off = frozenset(constants.holidays)
    first, last = min(days_off).year, max(days_off).year
    return PublishedCalendar(
        years=frozenset(range(first, last + 1)),
        days_off=days_off,
        make_up_days=frozenset(constants.workdays),
    )


class Deadline(NamedTuple):
    """The last day on which something is in time. An estimate moves when its year is published."""

    day: date
    is_estimate: bool


def add_working_days(start: date, days: int, *, calendar: Calendar) -> Deadline:
    """The last of so many working days after an event; the day of the event is not counted (民法典 201).

    No days give the day of the event itself. Raises ValueError for a negative number.

    >>> add_working_days(date(2024, 9, 27), 1, calendar=statutory_calendar())
    Deadline(day=datetime.date(2024, 9, 29), is_estimate=False)
    """
    if days < 0:
        raise ValueError(days)
    day, is_estimate = start, False
    while days:
        day += _ONE_DAY
        is_estimate = is_estimate or not calendar.is_known(day)
        days -= calendar.is_working_day(day)
    return Deadline(day, is_estimate)


def working_days_between(start: date, end: date, *, calendar: Calendar) -> int:
    """How many working days lie after `start`, up to and with `end`: the inverse of `add_working_days`.

    >>> working_days_between(date(2024, 9, 27), date(2024, 10, 8), calendar=statutory_calendar())
    3
    """
    return sum(calendar.is_working_day(day) for day in _days_after(start, end))


def add_days(start: date, days: int, *, calendar: Calendar) -> Deadline:
    """The last of so many calendar days; if that is no working day, the next one is (民法典 203).

    >>> add_days(date(2024, 9, 26), 5, calendar=statutory_calendar())
    Deadline(day=datetime.date(2024, 10, 8), is_estimate=False)
    """
    last = start + days * _ONE_DAY
    rolled = add_working_days(last - _ONE_DAY, 1, calendar=calendar)
    return Deadline(rolled.day, not _is_known(start, rolled.day, calendar=calendar))


class Stay(NamedTuple):
    """A time that a case spent in one place: from after the day it came, to the day it left included."""

    from_day: date
    to_day: date | None
    counts: bool


@dataclass(frozen=True)
class Clock:
    """How a working-day limit stands.

    `used` working days of the limit have gone and `left` remain: a negative number is how many too many.
    `due_on` is the last day in time, None while the clock is paused with days left, since nobody knows when
    it goes on.
    """

    used: int
    left: int
    due_on: date | None
    paused: bool
    is_overdue: bool
    is_estimate: bool


def clock(stays: Sequence[Stay], *, limit: int, calendar: Calendar, today: date) -> Clock:
    """How a limit stands today, that only stays which count use up.

    While a case is returned for completion or its samples are tested, its clock stops: a stay that does not
    count. A clock whose last stay is closed has stopped for good, and is overdue if that came too late.
    Raises ValueError unless the stays are in order, do not overlap, and only the last is open.
    """
    _check(stays)
    counting = [stay for stay in stays if stay.counts]
    spent = [(stay.from_day, min(stay.to_day or today, today)) for stay in counting]
    used = sum(working_days_between(start, end, calendar=calendar) for start, end in spent)
    is_guessed = any(not _is_known(start, end, calendar=calendar) for start, end in spent)

    paused = bool(stays) and not stays[-1].counts and stays[-1].to_day is None
    deadline = _deadline(counting, limit=limit, calendar=calendar, goes_on=not paused)
    return Clock(
        used=used,
        left=limit - used,
        due_on=deadline.day if deadline else None,
        paused=paused,
        is_overdue=deadline is not None and spent[-1][1] > deadline.day,
        is_estimate=is_guessed or (deadline is not None and deadline.is_estimate),
    )


def _deadline(counting: Sequence[Stay], *, limit: int, calendar: Calendar, goes_on: bool) -> Deadline | None:
    """Where the stays that count reach the limit, the last of them prolonged if the clock `goes_on`."""
    left, is_estimate = limit, False
    for number, stay in enumerate(counting, start=1):
        deadline = add_working_days(stay.from_day, left, calendar=calendar)
        is_last = number == len(counting)
        if (is_last and goes_on) or stay.to_day is None or deadline.day <= stay.to_day:
            return Deadline(deadline.day, is_estimate or deadline.is_estimate)
        left -= working_days_between(stay.from_day, stay.to_day, calendar=calendar)
        is_estimate = is_estimate or not _is_known(stay.from_day, stay.to_day, calendar=calendar)
    return None


def _days_after(start: date, end: date) -> Iterator[date]:
    """The days after `start`, up to and with `end`."""
    return (start + number * _ONE_DAY for number in range(1, (end - start).days + 1))


def _is_known(start: date, end: date, *, calendar: Calendar) -> bool:
    return all(calendar.is_known(day) for day in _days_after(start, end))


def _check(stays: Sequence[Stay]) -> None:
    for stay in stays:
        if stay.to_day is not None and stay.to_day < stay.from_day:
            raise ValueError(stay)
    for stay, following in pairwise(stays):
        if stay.to_day is None or following.from_day < stay.to_day:
            raise ValueError(following)


def _is_fixed_holiday(day: date) -> bool:
    """New Year, Labour Day and National Day; the others follow the moon or the sun and are left out."""
    match day.month, day.day:
        case (1, 1) | (5, 1) | (10, 1) | (10, 2) | (10, 3):
            return True
        case (5, 2):
            return day.year >= _TWO_DAYS_OF_MAY_FROM
        case _:
            return False
