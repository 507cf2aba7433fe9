"""What an expert may be an expert in, and in what order the days of a stay in the pool follow. Pure."""

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum


class ExpertField(StrEnum):
    """What the work of an expert is about."""

    PRODUCT = "product"
    PROCESS = "process"
    STANDARDISATION = "standardisation"
    AUDIT = "audit"
    LAW = "law"


def are_fields(codes: Collection[str]) -> bool:
    """Whether these are fields of an expert: at least one, and each known.

    >>> are_fields(["law"]), are_fields([]), are_fields(["magic"])
    (True, False, False)
    """
    return bool(codes) and set(codes) <= set(ExpertField)


def term_until(since: date, *, years: int) -> date:
    """The last day of a term that begins on a day.

    >>> term_until(date(2024, 2, 29), years=3), term_until(date(2024, 5, 16), years=3)
    (datetime.date(2027, 2, 28), datetime.date(2027, 5, 15))
    """
    try:
        end = since.replace(year=since.year + years)
    except ValueError:  # 29 February
        end = date(since.year + years, 3, 1)
    return end - timedelta(days=1)


def is_in_pool(day: date, *, admitted_on: date | None, left_on: date | None) -> bool:
    """Whether an expert belongs to the pool on a day: from the day of admission, until the day before leaving."""
    return admitted_on is not None and admitted_on <= day and (left_on is None or day < left_on)
