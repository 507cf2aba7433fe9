"""What a stage needs before it is left, and how the days of a plan follow each other. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from yinxin.kernel.identifiers.standard_number import StandardNumber
from yinxin.standards.projects.lifecycle import RUNNING, STAGES

CLAUSES = "clauses"
EXPLANATORY_NOTE = "explanatory_note"
DRAFTER = "drafter"
TEST_DATA = "test_data"
COMMENT_SUMMARY = "comment_summary"
REVIEW_MINUTES = "review_minutes"

# 团体标准管理规定 (2019) asks for public comment and an expert review; what lies before a panel is the draft, the
# explanatory note, the test data and the table of comments with what became of each.
NEEDS: dict[str, tuple[str, ...]] = {
    "open_comment": (CLAUSES, EXPLANATORY_NOTE, DRAFTER),
    "open_review": (EXPLANATORY_NOTE, TEST_DATA, COMMENT_SUMMARY),
    "approve": (COMMENT_SUMMARY, REVIEW_MINUTES),
}


@dataclass(frozen=True, slots=True)
class Holding:
    """What a project has that a stage may need. `papers` are the kinds of which there is a present one."""

    papers: frozenset[str]
    has_requirements: bool
    has_indicators: bool
    has_drafters: bool
    is_amendment: bool


def needs(verb: str, holding: Holding) -> tuple[str, ...]:
    """What a verb asks for. Test data only where limits stand in the text; an amendment rests on those of its standard.

    >>> needs("open_review", Holding(frozenset(), True, False, True, is_amendment=False))
    ('explanatory_note', 'comment_summary')
    """
    asks_for_data = holding.has_indicators and not holding.is_amendment
    return tuple(need for need in NEEDS.get(verb, ()) if need != TEST_DATA or asks_for_data)


def missing(verb: str, holding: Holding) -> tuple[str, ...]:
    """What a verb asks for and the project has not, all at once.

    >>> missing("open_comment", Holding(frozenset(), False, False, False, is_amendment=False))
    ('clauses', 'explanatory_note', 'drafter')
    """
    has = {CLAUSES: holding.has_requirements, DRAFTER: holding.has_drafters}
    return tuple(need for need in needs(verb, holding) if not has.get(need, need in holding.papers))


def planned(since: date, days: Iterable[tuple[str, int]]) -> dict[str, date]:
    """The last planned day of each stage, one after the other from the day of planning.

    >>> planned(date(2024, 3, 1), [("planned", 30), ("drafting", 120)])
    {'planned': datetime.date(2024, 3, 31), 'drafting': datetime.date(2024, 7, 29)}
    """
    plan: dict[str, date] = {}
    for stage, length in days:
        since = plan[stage] = since + timedelta(days=length)
    return plan


def first_out_of_order(planned_on: date, plan: Mapping[str, date]) -> str | None:
    """The first stage that is planned to end before the one that comes before it.

    >>> first_out_of_order(date(2024, 3, 1), {"planned": date(2024, 3, 31), "drafting": date(2024, 3, 30)})
    'drafting'
    """
    before = planned_on
    for stage in (each.value for each in STAGES if each in plan):
        if plan[stage] < before:
            return stage
        before = plan[stage]
    return None


def stages_ahead(state: str) -> tuple[str, ...]:
    """The stage at which a running project stands and those that follow; none for one that ended."""
    names = [stage.value for stage in STAGES]
    return tuple(names[names.index(state) :]) if state in names else ()


def days_late(planned_until: date, *, left_on: date | None, today: date) -> int:
    """How many days a stage took longer than planned, until today where it was not left. Not negative."""
    return max(((left_on or today) - planned_until).days, 0)


def earliest_comment_end(opened_on: date, *, days: int) -> date:
    """The earliest last day of a public comment; the day of opening is not counted (民法典 art. 201).

    >>> earliest_comment_end(date(2024, 3, 1), days=30)
    datetime.date(2024, 3, 31)
    """
    return opened_on + timedelta(days=days)


def is_lapsing(state: str, lapses_on: date, *, today: date, warning_days: int) -> bool:
    """Whether a running project lapses within the days of warning."""
    return state in RUNNING and lapses_on - today <= timedelta(days=warning_days)


def next_number(year: int, taken: Sequence[str]) -> str:
    """The number after those taken in a year.

    >>> next_number(2024, []), next_number(2024, ["XM2024-001", "XM2024-002"])
    ('XM2024-001', 'XM2024-003')
    """
    serials = [int(number.rpartition("-")[2]) for number in taken]
    return f"XM{year}-{max(serials, default=0) + 1:03d}"


def number_after(revised: StandardNumber, *, year: int, is_amendment: bool) -> StandardNumber:
    """What a revision or an amendment of a standard is numbered: its own number with another year, or a suffix.

    >>> from yinxin.kernel.identifiers.standard_number import parse
    >>> old = parse("T/NMSP MZB02.14-2023")
    >>> str(number_after(old, year=2026, is_amendment=False)), str(number_after(old, year=2026, is_amendment=True))
    ('T/NMSP MZB02.14-2026', 'T/NMSP MZB02.14-2023/XG1-2026')
    """
    if is_amendment:
        return replace(revised, amendment=revised.amendment + 1, amended=year)
    return replace(revised.base, year=year)


def next_numbers(taken: Iterable[StandardNumber], *, year: int) -> list[StandardNumber]:
    """The next free number of each class of the scheme, by class.

    >>> from yinxin.kernel.identifiers.standard_number import parse
    >>> taken = map(parse, ["T/NMSP MZB02.14-2023", "T/NMSP MZB02.03-2019", "T/NMSP MZB01.08-2023", "T/IMAS 73-2024"])
    >>> [str(number) for number in next_numbers(taken, year=2026)]
    ['T/NMSP MZB01.09-2026', 'T/NMSP MZB02.15-2026']
    """
    last: dict[tuple[str, str], StandardNumber] = {}
    for number in taken:
        key = (number.society, number.standard_class)
        if number.standard_class and (key not in last or last[key].serial < number.serial):
            last[key] = number.base
    return [replace(last[key], serial=last[key].serial + 1, year=year) for key in sorted(last)]
