"""Measurements of one item in one unit in a few figures, and the limits that they suggest. Pure, and exact.

Mean, median and standard deviation are those of GB/T 3358.1-2009 (ISO 3534-1:2006, 1.13, 1.15 to 1.17), the latter
with n − 1. A percentile is interpolated between neighbours at (n − 1)p + 1, definition 7 of Hyndman and Fan (The
American Statistician 50, 1996), which spreadsheets compute too. Rounding follows GB/T 8170-2008, 3.2: a half goes to
the even digit. No value is left out as an outlier: who doubts one drops it where it was measured, and says why.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from typing import Final

from yinxin.standards.texts import rules as texts

AT_LEAST, AT_MOST, BETWEEN = "at_least", "at_most", "between"
KEEPS: Final = (80, 85, 90, 95, 100)  # per cent of the samples that a limit may be chosen to keep
USUAL_KEEP: Final = 90
_DIGITS: Final = 34
_FINEST: Final = 4  # decimals of a limit


@dataclass(frozen=True, slots=True)
class Summary:
    """What the values of one item have in common. One value has no standard deviation."""

    n: int
    mean: Decimal
    deviation: Decimal | None
    minimum: Decimal
    median: Decimal
    maximum: Decimal


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit as `texts.rules.conforms` holds a value against it."""

    comparison: str
    limit: Decimal
    upper: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A limit that the values suggest, and how many of them would keep it."""

    limit: Limit
    n: int
    kept: int

    @property
    def failing(self) -> int:
        """How many would fail."""
        return self.n - self.kept

    @property
    def share_failing(self) -> Decimal:
        """The same in per cent, to one decimal."""
        return share(self.failing, self.n)


def summary(values: Sequence[Decimal]) -> Summary:
    """The figures of some values; there must be at least one.

    >>> figures = summary([Decimal(n) for n in (2, 4, 4, 4, 5, 5, 7, 9)])
    >>> figures.mean, figures.median, rounded(figures.deviation, 3)
    (Decimal('5'), Decimal('4.5'), Decimal('2.138'))
    """
    n = len(values)
    exact = [Fraction(value) for value in values]
    mean = sum(exact, Fraction()) / n
    variance = sum(((value - mean) ** 2 for value in exact), Fraction()) / (n - 1) if n > 1 else None
    return Summary(
        n=n,
        mean=_decimal(mean),
        deviation=None if variance is None else _root(variance),
        minimum=min(values),
        median=percentile(values, 50),
        maximum=max(values),
    )


def percentile(values: Sequence[Decimal], p: int | Fraction) -> Decimal:
    """The value below which p per cent of the values lie, interpolated between neighbours (Hyndman and Fan, 7).

    >>> percentile([Decimal(1), Decimal(3), Decimal(2), Decimal(4)], 30)
    Decimal('1.9')
    """
    ordered = sorted(values)
    place = (len(ordered) - 1) * Fraction(p) / 100
    below = place.numerator // place.denominator
    above = min(below + 1, len(ordered) - 1)
    low, high = Fraction(ordered[below]), Fraction(ordered[above])
    return _decimal(low + (place - below) * (high - low))


def rounded(value: Decimal, places: int) -> Decimal:
    """To so many decimals; a half goes to the even digit (GB/T 8170-2008, 3.2).

    >>> rounded(Decimal("2.25"), 1), rounded(Decimal("2.35"), 1), rounded(Decimal("2.2501"), 1)
    (Decimal('2.2'), Decimal('2.4'), Decimal('2.3'))
    """
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN)


def decimals(values: Sequence[Decimal]) -> int:
    """How finely the values were measured: the most decimals among them, idle zeros left out.

    >>> decimals([Decimal("3.20000"), Decimal("3.15"), Decimal("100")])
    2
    """
    return max((max(-int(value.normalize().as_tuple().exponent), 0) for value in values), default=0)


def kept(values: Sequence[Decimal], limit: Limit) -> int:
    """How many of the values keep a limit as they were measured (GB/T 8170-2008, 4.3.2: nothing is rounded first)."""
    return sum(texts.conforms(limit, value) for value in values)


def share(part: int, whole: int) -> Decimal:
    """What a part is of the whole, in per cent to one decimal.

    >>> share(1, 8), share(0, 5)
    (Decimal('12.5'), Decimal('0.0'))
    """
    return rounded(_decimal(Fraction(100 * part, whole)), 1)


def suggested(values: Sequence[Decimal], comparison: str, *, keep: int) -> Suggestion:
    """The limit that about `keep` per cent of the values keep, rounded as finely as they were measured.

    A lower limit is a low percentile and an upper limit a high one; a band leaves out half of the rest at each end.
    What rounding does to the number of those that keep it is counted, not assumed.

    >>> values = [Decimal(n) for n in range(1, 12)]
    >>> at_least = suggested(values, "at_least", keep=90)
    >>> at_least.limit.limit, at_least.failing, at_least.share_failing
    (Decimal('2'), 1, Decimal('9.1'))
    """
    places = min(decimals(values), _FINEST)
    match comparison:
        case "at_least":
            limit = Limit(AT_LEAST, rounded(percentile(values, 100 - keep), places))
        case "at_most":
            limit = Limit(AT_MOST, rounded(percentile(values, keep), places))
        case _:
            out = Fraction(100 - keep, 2)
            low, high = percentile(values, out), percentile(values, 100 - out)
            limit = Limit(BETWEEN, rounded(low, places), rounded(high, places))
    return Suggestion(limit, len(values), kept(values, limit))


def is_thin(n: int, *, keep: int) -> bool:
    """Whether there are too few values for a percentile: fewer than would let one of them fail.

    >>> is_thin(9, keep=90), is_thin(10, keep=90), is_thin(10, keep=95)
    (True, False, True)
    """
    return n * (100 - (USUAL_KEEP if keep == 100 else keep)) < 100


def _decimal(value: Fraction) -> Decimal:
    with localcontext(prec=_DIGITS):
        return Decimal(value.numerator) / Decimal(value.denominator)


def _root(value: Fraction) -> Decimal:
    with localcontext(prec=_DIGITS):
        return (Decimal(value.numerator) / Decimal(value.denominator)).sqrt()
