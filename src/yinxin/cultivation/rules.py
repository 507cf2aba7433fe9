"""How ready a product is, and which days make sense. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

LEAGUE_TIME: Final = ZoneInfo("Asia/Shanghai")


def day_of(at: datetime) -> date:
    """The day of a moment by the league's wall clock."""
    return at.astimezone(LEAGUE_TIME).date()


def is_ahead(day: date, at: datetime) -> bool:
    """Whether a day has not come at a moment."""
    return day > day_of(at)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the clauses that apply are met."""

    applicable: int
    met: int
    partly: int
    not_met: int
    unassessed: int

    @property
    def share(self) -> int:
        """Clauses met of those that apply, in whole per cent, rounded down: 100 means all."""
        return 100 * self.met // self.applicable if self.applicable else 0

    @property
    def is_begun(self) -> bool:
        return self.applicable > self.unassessed

    @property
    def is_ready(self) -> bool:
        """Mature (成熟): every clause that applies is met."""
        return self.applicable > 0 and self.met == self.applicable


def progress(fulfilments: Iterable[str]) -> Progress:
    """Count what was found for each clause of a standard; an empty word is a clause that nobody has looked at.

    >>> progress(["met", "partly", "", "not_applicable"]).share
    33
    >>> progress(["met", "not_applicable"]).is_ready
    True
    """
    found = Counter(fulfilments)
    return Progress(
        applicable=found.total() - found["not_applicable"],
        met=found["met"],
        partly=found["partly"],
        not_met=found["not_met"],
        unassessed=found[""],
    )


_URGENCY: Final = {"not_met": 0, "": 1, "partly": 2, "met": 3, "not_applicable": 4}


def urgency(fulfilment: str, *, is_critical: bool) -> tuple[int, bool]:
    """For sorting: what is missing comes first, and critical clauses before the others.

    >>> urgency("not_met", is_critical=True) < urgency("not_met", is_critical=False) < urgency("met", is_critical=True)
    True
    """
    return _URGENCY[fulfilment], not is_critical
