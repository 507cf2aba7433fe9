"""Fields and criteria of experts, the days of a stay in the pool, and what the program reminds of. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

FIRST_YEAR = 1950  # nobody in the pool was in the field before


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


def lacking_criteria(codes: Iterable[str], shown: Mapping[str, str]) -> list[str]:
    """The criteria of the rulebook for which nothing shows that they are met, in its order.

    >>> lacking_criteria(["title", "integrity"], {"title": "正高级工程师", "integrity": " "})
    ['integrity']
    """
    return [code for code in codes if not shown.get(code, "").strip()]


def years_in_field(since: int, *, on: date) -> int:
    """For how many years somebody has worked in the field; only the year of the beginning is asked for.

    >>> years_in_field(2019, on=date(2024, 5, 16))
    5
    """
    return on.year - since


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


def renewable_from(until: date, *, reminder_days: int) -> date:
    """The first day on which a term that ends on a day may be renewed."""
    return until - timedelta(days=reminder_days)


def renewed_until(until: date, *, on: date, years: int) -> date:
    """The last day of the next term: it follows the one before, or begins at once where that one is over.

    >>> renewed_until(date(2027, 5, 15), on=date(2027, 4, 1), years=3)
    datetime.date(2030, 5, 15)
    >>> renewed_until(date(2027, 5, 15), on=date(2027, 6, 1), years=3)
    datetime.date(2030, 5, 31)
    """
    return term_until(max(until + timedelta(days=1), on), years=years)


def is_in_pool(day: date, *, admitted_on: date | None, left_on: date | None) -> bool:
    """Whether an expert belongs to the pool on a day: from the day of admission, until the day before leaving."""
    return admitted_on is not None and admitted_on <= day and (left_on is None or day < left_on)


def is_in_term(day: date, *, admitted_on: date | None, until: date | None) -> bool:
    """Whether a day lies within the term, both its ends included.

    >>> term = {"admitted_on": date(2024, 5, 16), "until": date(2027, 5, 15)}
    >>> is_in_term(date(2024, 5, 15), **term), is_in_term(date(2027, 5, 15), **term)
    (False, True)
    """
    return admitted_on is not None and until is not None and admitted_on <= day <= until


def is_absent(first: date, last: date, absences: Iterable[tuple[date, date]]) -> bool:
    """Whether an absence touches any of the days from `first` to `last`.

    >>> away = [(date(2024, 7, 1), date(2024, 7, 10))]
    >>> is_absent(date(2024, 6, 25), date(2024, 7, 1), away), is_absent(date(2024, 7, 11), date(2024, 7, 12), away)
    (True, False)
    """
    return any(since <= last and until >= first for since, until in absences)


def is_running(day: date, *, since: date | None, until: date | None) -> bool:
    """Whether something with open ends holds on a day: a tie that nobody dated holds always."""
    return (since is None or since <= day) and (until is None or day <= until)


def is_in_order(first: date | None, last: date | None) -> bool:
    """Whether a period does not end before it begins; open ends are in order."""
    return first is None or last is None or first <= last


class Reminder(StrEnum):
    """What the program reminds of."""

    TERM_ENDED = "term_ended"
    TERM_ENDS_SOON = "term_ends_soon"
    QUALIFICATION_EXPIRED = "qualification_expired"
    QUALIFICATION_EXPIRES_SOON = "qualification_expires_soon"


@dataclass(frozen=True, slots=True)
class PoolWarning:
    """One reminder: of what, and the last day on which it holds or held."""

    kind: Reminder
    last: date
    what: str = ""


def warnings(
    on: date, *, until: date | None, qualifications: Iterable[tuple[str, date | None]], reminder_days: int
) -> list[PoolWarning]:
    """What is over or ends soon, on a day, for somebody in the pool: the term first, then qualifications by their end.

    >>> found = warnings(
    ...     date(2027, 4, 1),
    ...     until=date(2027, 5, 15),
    ...     qualifications=[("审核员", date(2027, 3, 1)), ("职称", None)],
    ...     reminder_days=90,
    ... )
    >>> [(each.kind.value, each.what) for each in found]
    [('term_ends_soon', ''), ('qualification_expired', '审核员')]
    """
    soon = on + timedelta(days=reminder_days)
    found = []
    if until is not None and until <= soon:
        found.append(PoolWarning(Reminder.TERM_ENDED if until < on else Reminder.TERM_ENDS_SOON, until))
    for last, name in sorted(
        (last, name) for name, last in qualifications if last is not None and last <= soon
    ):
        kind = Reminder.QUALIFICATION_EXPIRED if last < on else Reminder.QUALIFICATION_EXPIRES_SOON
        found.append(PoolWarning(kind, last, name))
    return found
