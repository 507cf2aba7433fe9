"""The clock of the pages: the one place that reads it. Everything below is told the time."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """This moment, in UTC."""
    return timezone.now()


def today() -> date:
    """The day in Asia/Shanghai."""
    return timezone.localdate()
