"""Time limits that are counted in months (民法典, articles 201 and 202)."""

from calendar import monthrange
from datetime import date


def months_after(day: date, months: int) -> date:
    """The same day so many months on, or the last day of that month (民法典 art. 202).

    >>> months_after(date(2024, 11, 30), 3), months_after(date(2024, 2, 29), 36)
    (datetime.date(2025, 2, 28), datetime.date(2027, 2, 28))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
