"""A strip plot, drawn on the server: every measured value as a dot, limits as lines with their labels.

Places along the axis are per cent of the width, so that it fits a phone and a page of paper without shrinking its text.
Limits far from the values stand at the edge with an arrow, so that the values stay apart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final

from yinxin.standards.studies.rules.statistics import AT_LEAST, Limit
from yinxin.standards.texts import rules as texts
from yinxin.web.quantities import plain

LANE, ROW, TICKS = 20, 9, 26  # pixels: of a label, of a dot, of the axis below
_MARGIN: Final = Decimal(4)  # per cent on either side
_STEPS: Final = (1, 2, 5)
_BIN: Final = Decimal("2.4")  # per cent that a dot takes
_HIGHEST: Final = 12  # dots on top of each other, before they are drawn closer


@dataclass(frozen=True, slots=True)
class Line:
    """A limit to be drawn, which `n` standards have. `kind` is one of own, national, peer, proposed."""

    kind: str
    label: str
    limit: Limit
    n: int = 1


@dataclass(frozen=True, slots=True)
class Dot:
    """A value; `is_failing` where it would not keep the proposed limit."""

    x: str
    y: int
    is_failing: bool
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A limit's line with its label in a lane of its own. `off` is -1 or 1 where it lies beyond the edge."""

    x: str
    y: int
    kind: str
    label: str
    is_left: bool
    off: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A number at the axis."""

    x: str
    label: str


@dataclass(frozen=True, slots=True)
class Plot:
    """Everything that the template draws."""

    height: int
    top: int
    base: int
    dots: tuple[Dot, ...]
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]


def strip_plot(values: Sequence[Decimal], lines: Sequence[Line], *, proposed: Limit | None) -> Plot:
    """The plot of some values, with the lines of limits above each other in the order in which they are given."""
    low, high = _window(values, lines)
    scale = _Scale(low, high)
    drawn = [_End(line, value, sign) for line in lines for value, sign in _ends(line.limit)]
    lanes = [[end] for end in drawn if low <= end.value <= high] + _beyond(drawn, low, high)
    top = LANE * len(lanes) + 4
    stacks: dict[int, int] = {}
    places = []
    for value in sorted(values):
        x = scale.place(value)
        pile = int(x / _BIN)
        stacks[pile] = stacks.get(pile, 0) + 1
        places.append((x, stacks[pile], value))
    tallest = max(stacks.values(), default=1)
    base = top + ROW * min(tallest, _HIGHEST) + 6
    step = Decimal(ROW * min(tallest, _HIGHEST)) / tallest
    dots = tuple(
        Dot(
            _percent(x),
            int(base - 6 - step * (level - 1)),
            proposed is not None and not texts.conforms(proposed, value),
            plain(value),
        )
        for x, level, value in places
    )
    marks = tuple(_mark(scale, ends, lane) for lane, ends in enumerate(lanes))
    return Plot(base + TICKS, top, base, dots, marks, tuple(scale.ticks()))


@dataclass(frozen=True, slots=True)
class _End:
    """Where a limit lies on the axis, and its sign."""

    line: Line
    value: Decimal
    sign: str


class _Scale:
    """Values to per cent of the width."""

    def __init__(self, low: Decimal, high: Decimal) -> None:
        self.low, self.high = low, high

    def place(self, value: Decimal) -> Decimal:
        inside = min(max(value, self.low), self.high)
        return _MARGIN + (inside - self.low) / (self.high - self.low) * (100 - 2 * _MARGIN)

    def ticks(self) -> Iterable[Tick]:
        """Four to eight round numbers."""
        step = _round_step((self.high - self.low) / 5)
        value = (self.low / step).to_integral_value(ROUND_CEILING) * step
        while value <= self.high:
            yield Tick(_percent(self.place(value)), plain(value))
            value += step


def _window(values: Sequence[Decimal], lines: Sequence[Line]) -> tuple[Decimal, Decimal]:
    low, high = min(values), max(values)
    span = high - low or abs(high) / 5 or Decimal(1)
    near = [end for line in lines for end, _sign in _ends(line.limit) if low - span <= end <= high + span]
    low, high = min([low, *near]), max([high, *near])
    if low == high:
        low, high = low - span / 2, high + span / 2
    return low, high


def _ends(limit: Limit) -> tuple[tuple[Decimal, str], ...]:
    """Where a limit lies, and its sign; a band has two ends."""
    if limit.upper is not None:
        return (limit.limit, "≥"), (limit.upper, "≤")
    return ((limit.limit, "≥" if limit.comparison == AT_LEAST else "≤"),)


def _beyond(ends: Sequence[_End], low: Decimal, high: Decimal) -> list[list[_End]]:
    """The ends that lie off the axis: those of one kind on one side together, so that they take one label."""
    groups: dict[tuple[str, bool], list[_End]] = {}
    for end in ends:
        if not low <= end.value <= high:
            groups.setdefault((end.line.kind, end.value < low), []).append(end)
    return list(groups.values())


def _mark(scale: _Scale, ends: Sequence[_End], lane: int) -> Mark:
    first, values = ends[0], sorted({end.value for end in ends})
    x = scale.place(first.value)
    off = -1 if first.value < scale.low else 1 if first.value > scale.high else 0
    signs = {end.sign for end in ends}
    n = sum(end.line.n for end in ends)
    parts = (
        first.line.label,
        f"×{n}" if n > 1 else "",
        signs.pop() if len(signs) == 1 else "",
        "–".join(map(plain, values if len(values) == 1 else (values[0], values[-1]))),
    )
    label = " ".join(part for part in parts if part)
    return Mark(_percent(x), LANE * lane + 14, first.line.kind, label, is_left=x > 55, off=off)


def _round_step(size: Decimal) -> Decimal:
    """1, 2 or 5 times a power of ten, not below a size."""
    power = Decimal(1).scaleb(size.adjusted())
    return next((step * power for step in _STEPS if step * power >= size), 10 * power)


def _percent(x: Decimal) -> str:
    return f"{x.quantize(Decimal('0.01'), ROUND_FLOOR)}%"
