"""Numbers as pages print them."""

from decimal import Decimal

from yinxin.standards.texts.models import Comparison, Indicator

_SIGNS = {Comparison.AT_LEAST: "≥ ", Comparison.AT_MOST: "≤ ", Comparison.BETWEEN: ""}


def plain(number: Decimal) -> str:
    """A number without idle zeros, grouped by thousands.

    >>> plain(Decimal("12000.0")), plain(Decimal("0.0500"))
    ('12,000', '0.05')
    """
    return f"{number.normalize():,f}"


def limit_of(indicator: Indicator) -> str:
    """The limit of an indicator with its unit: ≥ 3.2 g/100 g, or 3–5 %."""
    upper = f"–{plain(indicator.upper)}" if indicator.upper is not None else ""
    return (
        f"{_SIGNS[Comparison(indicator.comparison)]}{plain(indicator.limit)}{upper} {indicator.unit}".rstrip()
    )
