"""Pure rules of calls and proposals: when a call takes proposals, and what a score may be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from yinxin.standards.calls.lifecycle import CallState


@dataclass(frozen=True, slots=True)
class Criterion:
    """By what a proposal is scored, and the most points that it can get."""

    code: str
    points: int


def takes_proposals(
    state: str, *, opened_on: date | None, closes_on: date, on: date, came_on_paper: bool
) -> bool:
    """Whether a call takes a proposal of this day: while it is open, from its first day to its last.

    What came on paper in time may still be entered after the call was closed.
    """
    is_open = state == CallState.OPEN or (came_on_paper and state == CallState.CLOSED)
    return is_open and opened_on is not None and opened_on <= on <= closes_on


def misgiven(points: Mapping[str, int], criteria: Iterable[Criterion]) -> Criterion | None:
    """The first criterion whose points are missing, below zero or above what it can get.

    >>> need, data = Criterion("need", 30), Criterion("data", 20)
    >>> misgiven({"need": 30, "data": 21}, [need, data]).code
    'data'
    >>> misgiven({"need": 30, "data": 0}, [need, data]) is None
    True
    """
    for criterion in criteria:
        given = points.get(criterion.code)
        if given is None or not 0 <= given <= criterion.points:
            return criterion
    return None


def mean(totals: Iterable[int]) -> float | None:
    """The mean of what the officers gave, None where nobody has scored.

    >>> mean([80, 71]), mean([])
    (75.5, None)
    """
    given = list(totals)
    return sum(given) / len(given) if given else None
