"""The days of the data as moments: fixed ones, and ones that count back from the day of loading."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from yinxin.console.demonstration.data.programme import When
from yinxin.kernel.working_days import statutory_calendar

HERE = ZoneInfo("Asia/Shanghai")
OPENING = time(9, 10)


@dataclass(frozen=True, slots=True)
class Times:
    """`now` is the moment of loading: nothing of the story lies after it."""

    now: datetime

    @property
    def today(self) -> date:
        return self.now.astimezone(HERE).date()

    def on(self, day: date, *, minutes: int = 0) -> datetime:
        """A moment on a day, so many minutes after offices open; today it is at the latest this moment."""
        moment = datetime.combine(day, OPENING, HERE) + timedelta(minutes=minutes)
        return min(moment, self.now) if day == self.today else moment

    def day_of(self, when: When) -> date:
        """The day that the data name."""
        return when.on or self.day_ago(when.days_ago or 0)

    def when(self, when: When, *, minutes: int = 0) -> datetime:
        """A moment on that day."""
        return self.on(self.day_of(when), minutes=minutes)

    def day_ago(self, days: int) -> date:
        """The day so many days ago, or the working day before it: offices act on working days."""
        return _working(self.today - timedelta(days=days))

    def ago(self, days: int, *, minutes: int = 0) -> datetime:
        """A moment on that day."""
        return self.on(self.day_ago(days), minutes=minutes)


def working_days_before(day: date, days: int) -> date:
    """The working day from which so many working days lead to a day."""
    calendar = statutory_calendar()
    day = _working(day)
    while days:
        day -= timedelta(days=1)
        days -= calendar.is_working_day(day)
    return day


def working_days_after(day: date, days: int) -> date:
    """So many working days after a day."""
    calendar = statutory_calendar()
    while days:
        day += timedelta(days=1)
        days -= calendar.is_working_day(day)
    return day


def _working(day: date) -> date:
    calendar = statutory_calendar()
    while not calendar.is_working_day(day):
        day -= timedelta(days=1)
    return day
