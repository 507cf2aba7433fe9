"""When a standard is to be reviewed. Pure."""

from datetime import date

from yinxin.kernel.months import months_after


def review_due_on(published_on: date, reviewed_on: date | None, *, years: int) -> date:
    """The last day for the next periodic review (复审), counted from the last one (标准化法 art. 29).

    >>> review_due_on(date(2020, 2, 29), None, years=5), review_due_on(date(2019, 1, 1), date(2023, 6, 1), years=5)
    (datetime.date(2025, 2, 28), datetime.date(2028, 6, 1))
    """
    return months_after(max(published_on, reviewed_on or published_on), 12 * years)
