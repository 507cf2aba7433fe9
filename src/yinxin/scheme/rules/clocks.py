"""Time limits, each with the day from which it is in force, so that old cases keep theirs."""

from datetime import date
from typing import Literal

from yinxin.scheme.rules.values import Count, CountOrNone, Named, Text

Subject = Literal[
    "application",
    "certificate",
    "complaint",
    "tip",
    "inspection",
    "case",
    "laboratory",
    "standard",
    "clipping",
]

# The states of an application, as its lifecycle names them.
APPLICATION_STATES = (
    "draft",
    "submitted",
    "returned",
    "under_evaluation",
    "evaluated",
    "reviewed",
    "decided",
    "concluded",
    "declined",
    "withdrawn",
)


class Clock(Named):
    """A time limit: how many days, counted from what, and what makes it stand still.

    The clock of an application runs from `from_state` until one of `until_states`, and stands still in the states of
    `paused_in` and during the events of `paused_during`. Other subjects say in words what they are counted from.
    A code may appear more than once, with another day from which it is in force.
    """

    subject: Subject
    days: Count
    unit: Literal["working_day", "day"]
    extension_days: CountOrNone = 0
    counted_from: Text
    from_state: str | None = None
    until_states: tuple[str, ...] = ()
    paused_in: tuple[str, ...] = ()
    paused_during: tuple[Literal["testing", "correction"], ...] = ()
    in_force_from: date
