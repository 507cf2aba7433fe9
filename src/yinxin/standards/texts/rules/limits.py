"""Whether a measured value conforms, and how a limit stands beside another. Pure.

Limits are compared by the full-value method (全数值比较法) of GB/T 8170-2008, 4.3.2, which holds wherever a standard
names no other: the value as it was measured is held against the limit, and is not rounded first.
"""

from decimal import Decimal
from typing import Protocol


class IndicatorLike(Protocol):
    """What a comparison reads of an indicator."""

    @property
    def comparison(self) -> str: ...
    @property
    def limit(self) -> Decimal: ...
    @property
    def upper(self) -> Decimal | None: ...


def conforms(indicator: IndicatorLike, value: Decimal) -> bool:
    """Whether a value as it was measured keeps the limit (GB/T 8170-2008, 4.3.2: no rounding before comparing).

    >>> from types import SimpleNamespace
    >>> at_most = SimpleNamespace(comparison="at_most", limit=Decimal("0.05"), upper=None)
    >>> conforms(at_most, Decimal("0.05")), conforms(at_most, Decimal("0.0501"))
    (True, False)
    """
    match indicator.comparison:
        case "at_least":
            return value >= indicator.limit
        case "at_most":
            return value <= indicator.limit
        case _:
            return indicator.limit <= value <= _upper(indicator)


def _upper(indicator: IndicatorLike) -> Decimal:
    if indicator.upper is None:
        raise ValueError(indicator)
    return indicator.upper


def limits_agree(comparison: str, limit: Decimal, upper: Decimal | None) -> bool:
    """Whether a limit can be stated: a band has an upper end that is not below its lower one, nothing else has one."""
    if comparison == "between":
        return upper is not None and limit <= upper
    return upper is None


def stricter_by(comparison: str, limit: Decimal, national_limit: Decimal | None) -> Decimal | None:
    """How far a limit goes beyond the national one; negative where it is laxer, None where that is no number.

    >>> stricter_by("at_least", Decimal("3.2"), Decimal("2.9")), stricter_by("at_most", Decimal("5"), Decimal("20"))
    (Decimal('0.3'), Decimal('15'))
    """
    if national_limit is None or comparison == "between":
        return None
    return limit - national_limit if comparison == "at_least" else national_limit - limit
