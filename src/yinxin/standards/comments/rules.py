"""When one may comment, which answers need a reason, and what the summary table says. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

TRACKING_PREFIX = "YJ"

# How to reach a commenter is kept until the answer has had time to arrive, then erased (PIPL 19, 47).
CONTACT_KEPT_DAYS = 90

# What is not adopted as it was proposed is answered with the reason (GB/T 20004.1-2016).
REASONED = frozenset({"partly", "not_adopted"})


def is_running(day: date, *, until: date | None) -> bool:
    """Whether comments are taken on a day: the last day of the period belongs to it."""
    return until is not None and day <= until


def days_left(day: date, *, until: date) -> int:
    """How many days are left for comment, the last day being one of them; none once it is over.

    >>> days_left(date(2024, 11, 30), until=date(2024, 11, 30)), days_left(date(2024, 12, 1), until=date(2024, 11, 30))
    (1, 0)
    """
    return max((until - day).days + 1, 0)


def clause_of(text: Mapping[str, Any], key: int) -> Mapping[str, Any] | None:
    """The clause of a frozen text that has this key."""
    return next((clause for clause in text["clauses"] if clause["key"] == key), None)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many comments stand where. What was set aside was received, but is no comment."""

    pending: int = 0
    unanswered: int = 0
    set_aside: int = 0
    adopted: int = 0
    partly: int = 0
    not_adopted: int = 0

    @property
    def answered(self) -> int:
        return self.adopted + self.partly + self.not_adopted

    @property
    def admitted(self) -> int:
        return self.unanswered + self.answered

    @property
    def received(self) -> int:
        return self.pending + self.admitted + self.set_aside

    @property
    def is_settled(self) -> bool:
        """Nothing waits: a review may open."""
        return self.pending == 0 and self.unanswered == 0


def counted(pairs: Iterable[tuple[str, str]]) -> Counts:
    """The counts of comments given by state and outcome.

    >>> counted([("pending", ""), ("answered", "partly"), ("set_aside", "")]).received
    3
    """
    names = ["unanswered" if state == "admitted" else outcome or state for state, outcome in pairs]
    return Counts(**{name: names.count(name) for name in set(names)})


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One line of the summary table (意见汇总处理表)."""

    ordinal: int
    round: int  # of several public comments the first, second …; 0 where there was only one
    clause: str  # number and heading; empty for the text as a whole
    text: str
    proposed_text: str
    sender: str
    outcome: str  # empty while there is no answer
    answer: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The summary table of a project's comments with what stands above it."""

    title: str
    number: str
    organisation: str
    until: date | None
    counts: Counts
    rows: Sequence[SummaryRow]
