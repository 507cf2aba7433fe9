"""The plan of a year as a picture: planned spans above real ones, for each project, on one line of months. Pure.

Places are per cent of the width, so that the drawing fills any screen and its words are never stretched.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from yinxin.standards.projects.queries import Standing

_ONE_DAY = timedelta(days=1)
_ROOM_FOR_A_DIGIT = 1.6  # per cent of the width
_MONTHS_WITH_NAMES = 18  # a longer line is divided by quarters
_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """A span of one stage. `kind` is `plan`, `real` or `late`; `ordinal` counts the stages from 1."""

    kind: str
    ordinal: int
    stage: str
    since: date
    until: date
    x: str
    width: str
    middle: str  # where its number is written; empty where there is no room


@dataclass(frozen=True, slots=True)
class Mark:
    """A line at the start of a month or of a quarter, the place of its name, and its first day."""

    x: str
    label_x: str
    first: date
    quarter: int  # 1 to 4; 0 for a month


@dataclass(frozen=True, slots=True)
class Scale:
    """From the first day that is drawn to the day after the last."""

    since: date
    until: date

    @classmethod
    def over(cls, days: Sequence[date], *, year: int) -> "Scale":
        """Whole months that hold the year and all of the days.

        >>> Scale.over([date(2025, 2, 3)], year=2024)
        Scale(since=datetime.date(2024, 1, 1), until=datetime.date(2025, 3, 1))
        """
        first = min([date(year, 1, 1), *days]).replace(day=1)
        last = max([date(year, 12, 31), *days])
        return cls(first, _next_month(last))

    def place(self, day: date) -> float:
        """Where a day begins, in per cent."""
        return 100 * (day - self.since).days / (self.until - self.since).days

    def x(self, day: date) -> str:
        """The same, for an attribute of SVG."""
        return _per_cent(self.place(day))

    def holds(self, day: date) -> bool:
        """Whether a day lies on the line."""
        return self.since <= day < self.until

    def marks(self) -> list[Mark]:
        """Every month, or every quarter of a line too long for months, with a place for its name in its middle.

        >>> [mark.quarter for mark in Scale(date(2024, 12, 1), date(2026, 7, 1)).marks()]
        [4, 1, 2, 3, 4, 1, 2]
        """
        months = 12 * (self.until.year - self.since.year) + self.until.month - self.since.month
        by_quarter = months > _MONTHS_WITH_NAMES
        found, first = [], self.since
        while first < self.until:
            quarter = (first.month - 1) // _QUARTER + 1 if by_quarter else 0
            following = _next_month(first)
            while quarter and following < self.until and following.month % _QUARTER != 1:
                following = _next_month(following)
            middle = (self.place(first) + self.place(following)) / 2
            found.append(Mark(self.x(first), _per_cent(middle), first, quarter))
            first = following
        return found

    def bar(self, kind: str, ordinal: int, stage: str, days: tuple[date, date]) -> Bar:
        """The bar of a span, both days included."""
        since, until = days
        start = self.place(since)
        width = max(self.place(until + _ONE_DAY) - start, 0.2)  # a day is seen
        middle = _per_cent(start + width / 2) if width >= _ROOM_FOR_A_DIGIT else ""
        return Bar(kind, ordinal, stage, since, until, _per_cent(start), _per_cent(width), middle)


def bars(standings: Iterable[Standing], *, scale: Scale, today: date) -> list[Bar]:
    """The bars of one project: what was planned, what was done, and of that what lies beyond the plan."""
    found: list[Bar] = []
    for ordinal, each in enumerate(standings, 1):
        found.append(scale.bar("plan", ordinal, each.stage, (each.planned_from, each.planned_until)))
        if each.entered_on is None or not (each.left_on or each.is_current):
            continue
        end = max(each.left_on or today, each.entered_on)
        in_time = min(end, each.planned_until)
        if in_time >= each.entered_on:
            found.append(scale.bar("real", ordinal, each.stage, (each.entered_on, in_time)))
        if end > each.planned_until:
            since = max(each.entered_on, each.planned_until + _ONE_DAY)
            found.append(scale.bar("late", ordinal, each.stage, (since, end)))
    return found


def last_days(standings: Iterable[Standing], *, today: date) -> list[date]:
    """The days that the line has to hold: each end, and today while a stage goes on."""
    found: list[date] = []
    for each in standings:
        found += [each.planned_from, each.planned_until]
        found += [day for day in (each.entered_on, each.left_on) if day]
        found += [today] if each.is_current else []
    return found


def _per_cent(value: float) -> str:
    return f"{value:.3f}%"


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)
