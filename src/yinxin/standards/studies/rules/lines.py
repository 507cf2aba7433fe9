"""A measurement as somebody typed it or as a workbook has it, cell by cell. Pure.

What cannot be taken is named by the cell and a code; the sentence for each code stands with the other words.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from yinxin.kernel.identifiers.folding import folded
from yinxin.ledgers.rules import day_of, number_of
from yinxin.standards.studies.rules.units import unit_of

CELLS: Final = ("item", "value", "unit", "sample", "measured_on", "instrument", "method")
LENGTHS: Final = {"item": 60, "unit": 20, "sample": 20, "instrument": 80, "method": 60}
MAX_LINES: Final = 1000  # taken at once
_LARGEST: Final = Decimal(10) ** 9
_FINEST: Final = -5  # as the table keeps them
_NOT_DETECTED: Final = ("未检出", "未检测出", "nd", "n.d.", "<", "≤", ">", "≥", "小于", "大于")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is to be said of a cell; what does not block is only to be looked at."""

    cell: str
    code: str
    facts: Mapping[str, str] = field(default_factory=dict)
    is_blocking: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """A measurement that can be taken. `sample` is the code of a sample of the study, or empty."""

    item: str
    value: Decimal
    measured_on: date
    unit: str = ""
    sample: str = ""
    instrument: str = ""
    method: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a line is held against: the days between which one measures, and the samples that there are."""

    since: date
    today: date
    samples: Collection[str]


def is_blank(cells: Mapping[str, str]) -> bool:
    """Whether a row was left alone; the day stands there before anybody types."""
    return not any(cells.get(cell, "").strip() for cell in CELLS if cell != "measured_on")


def read(cells: Mapping[str, str], frame: Frame) -> tuple[Line | None, tuple[Problem, ...]]:
    """The line that cells say, and what is to be said of them. None where something stands in the way.

    >>> frame = Frame(date(2024, 5, 1), date(2024, 6, 1), ["01"])
    >>> cells = {"item": "水分", "value": "１２.５", "unit": "克每百克", "measured_on": "2024年5月3日"}
    >>> line, problems = read(cells, frame)
    >>> line.value, line.unit, line.measured_on.isoformat(), [problem.code for problem in problems]
    (Decimal('12.5'), 'g/100 g', '2024-05-03', ['day_as_text', 'unit_taken'])
    >>> [(problem.cell, problem.code) for problem in read({"item": "水分", "value": "未检出"}, frame)[1]]
    [('measured_on', 'missing'), ('value', 'not_a_value')]
    """
    said = {cell: " ".join(cells.get(cell, "").split()) for cell in CELLS}
    problems = [Problem(cell, "missing") for cell in ("item", "measured_on") if not said[cell]]
    problems += [
        Problem(cell, "too_long", {"limit": str(limit)})
        for cell, limit in LENGTHS.items()
        if len(said[cell]) > limit
    ]
    value = _value(said["value"], problems)
    day = _day(said["measured_on"], frame, problems)
    sample = _sample(said["sample"], frame.samples, problems)
    unit = _unit(said["unit"], problems)
    if any(problem.is_blocking for problem in problems) or value is None or day is None:
        return None, tuple(problems)
    line = Line(said["item"], value, day, unit, sample, said["instrument"], said["method"])
    return line, tuple(problems)


def problems_of(line: Line, frame: Frame) -> tuple[Problem, ...]:
    """What stands in the way of a line that did not come from cells."""
    cells = {cell: str(getattr(line, cell)) for cell in CELLS}
    return tuple(problem for problem in read(cells, frame)[1] if problem.is_blocking)


def _value(text: str, problems: list[Problem]) -> Decimal | None:
    if not text:
        problems.append(Problem("value", "missing"))
        return None
    if folded(text).casefold().startswith(_NOT_DETECTED):
        problems.append(Problem("value", "not_a_value", {"value": text}))
        return None
    value = number_of(text)
    if value is None or abs(value) >= _LARGEST:
        problems.append(Problem("value", "value_unreadable", {"value": text}))
        return None
    if int(value.normalize().as_tuple().exponent) < _FINEST:
        problems.append(Problem("value", "too_fine", {"value": text}))
        return None
    return value


def _day(text: str, frame: Frame, problems: list[Problem]) -> date | None:
    if not text:
        return None
    day = day_of(text)
    if day is None:
        problems.append(Problem("measured_on", "day_unreadable", {"value": text}))
    elif day > frame.today:
        problems.append(Problem("measured_on", "day_ahead", {"value": text}))
    elif day < frame.since:
        problems.append(Problem("measured_on", "before_study", {"since": frame.since.isoformat()}))
    elif text != day.isoformat():
        facts = {"value": text, "day": day.isoformat()}
        problems.append(Problem("measured_on", "day_as_text", facts, is_blocking=False))
    return day


def _unit(text: str, problems: list[Problem]) -> str:
    unit = unit_of(text)
    if unit != text:
        problems.append(Problem("unit", "unit_taken", {"value": text, "unit": unit}, is_blocking=False))
    return unit


def _sample(text: str, samples: Collection[str], problems: list[Problem]) -> str:
    if not text:
        return ""
    known = {folded(code).casefold(): code for code in samples}
    found = known.get(folded(text).casefold())
    if found is None:
        problems.append(Problem("sample", "sample_unknown", {"value": text}))
        return ""
    return found
