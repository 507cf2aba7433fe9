"""What a case must hold before it is submitted, and how its clocks stand. Pure."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import Final, NamedTuple

from yinxin.certification.applications.lifecycle import ApplicationState
from yinxin.kernel.working_days import Calendar, Clock, Stay, clock
from yinxin.ledgers.rules import LEAGUE_TIME
from yinxin.scheme.rules.clocks import Clock as Limit

_S = ApplicationState

# How far along a case is; a clock ends when the case goes back behind the state that started it.
PROGRESS: Final = (
    _S.DRAFT,
    _S.SUBMITTED,
    _S.UNDER_EVALUATION,
    _S.EVALUATED,
    _S.REVIEWED,
    _S.DECIDED,
    _S.CONCLUDED,
)


def day_of(at: datetime) -> date:
    """The day on which a moment falls where the scheme is run."""
    return at.astimezone(LEAGUE_TIME).date()


class Missing(NamedTuple):
    """One thing that a case still lacks: a `document` of the rulebook, or a `field` of the form."""

    part: str
    name: str


def missing(
    *,
    required: Iterable[str],
    present: Collection[str],
    asked_again: Iterable[str],
    manufacturer: str,
    factory: str,
    annual_output_kg: Decimal | None,
    undertaking_given: bool,
) -> tuple[Missing, ...]:
    """Everything that a case lacks, all at once, in the order of the form (ISO/IEC 17065 7.2).

    `asked_again` are the documents of gaps that no newer document has answered. Whether the enterprise is in the
    cultivation pool is not asked: 认证认可条例 art. 19 forbids conditions that are unrelated to certification.
    """
    fields = {
        "manufacturer_name": bool(manufacturer.strip()),
        "factory_name": bool(factory.strip()),
        "annual_output_kg": annual_output_kg is not None and annual_output_kg > 0,
        "undertaking_given": undertaking_given,
    }
    documents = [code for code in required if code not in present]
    documents += [code for code in asked_again if code not in documents]
    return tuple(Missing("field", name) for name, is_given in fields.items() if not is_given) + tuple(
        Missing("document", code) for code in documents
    )


class Moved(NamedTuple):
    """The case came into a state on a day."""

    on: date
    state: str


class Interval(NamedTuple):
    """A correction or a test that makes clocks stand still, from one day to another or still going on."""

    kind: str  # correction | testing, as the rulebook says it
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class RunningClock:
    """A limit of the rulebook that runs for a case now. `waits_for` says why it stands still, if it does."""

    limit: Limit
    clock: Clock
    waits_for: str

    @property
    def total(self) -> int:
        """The days of the limit."""
        return self.limit.days

    @property
    def urgency(self) -> tuple[bool, int]:
        """What sorts first: clocks that run before those that stand still, then the fewest days left."""
        return (self.clock.paused, self.clock.left)


class EveryDay:
    """The calendar of limits that are counted in calendar days."""

    def is_working_day(self, day: date) -> bool:  # noqa: ARG002 - a Calendar is asked of a day
        """Every day counts."""
        return True

    def is_known(self, day: date) -> bool:  # noqa: ARG002 - the same
        """Nothing has to be published for it."""
        return True


def started_on(limit: Limit, moves: Sequence[Moved]) -> date | None:
    """The day from which a limit runs for a case with these moves; None if it does not run now.

    It runs from `from_state`, goes on through `paused_in`, and ends in `until_states` or when the case goes back
    behind the state that started it.
    """
    if limit.from_state is None:
        return None
    start: date | None = None
    for move in moves:
        if move.state == limit.from_state:
            start = start or move.on
        elif move.state in limit.paused_in:
            continue
        elif move.state in limit.until_states or _is_behind(move.state, limit.from_state):
            start = None
    return start


def running(
    limit: Limit,
    *,
    since: date,
    moves: Sequence[Moved],
    intervals: Sequence[Interval],
    calendar: Calendar,
    today: date,
) -> RunningClock:
    """How a limit stands that began on a day."""
    stays = list(_stays(limit, since=since, moves=moves, intervals=intervals))
    used = clock(
        stays,
        limit=limit.days,
        calendar=calendar if limit.unit == "working_day" else EveryDay(),
        today=today,
    )
    waits_for = ""
    if used.paused:
        correcting = any(
            interval.until is None and interval.kind in limit.paused_during for interval in intervals
        )
        waits_for = "correction" if correcting else moves[-1].state
    return RunningClock(limit=limit, clock=used, waits_for=waits_for)


def _is_behind(state: str, start: str) -> bool:
    return state in PROGRESS and start in PROGRESS and PROGRESS.index(_S(state)) < PROGRESS.index(_S(start))


def _stays(
    limit: Limit, *, since: date, moves: Sequence[Moved], intervals: Sequence[Interval]
) -> Iterator[Stay]:
    """The stays between all the days on which something began or ended; one counts unless the limit stands still."""
    stopping = [interval for interval in intervals if interval.kind in limit.paused_during]
    edges = [move.on for move in moves]
    edges += [day for interval in stopping for day in (interval.since, interval.until) if day is not None]
    days: list[date] = sorted({since, *(day for day in edges if day > since)})
    for start, end in pairwise([*days, None]):
        if start is None:
            continue
        state = [move.state for move in moves if move.on <= start][-1]
        stands_still = any(_covers(interval, start, end) for interval in stopping)
        yield Stay(start, end, counts=state not in limit.paused_in and not stands_still)


def _covers(interval: Interval, start: date, end: date | None) -> bool:
    if interval.since > start:
        return False
    return interval.until is None or (end is not None and end <= interval.until)
