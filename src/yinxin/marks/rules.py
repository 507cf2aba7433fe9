"""How many labels a certificate allows, which labels a batch still has, and when checks of one label look wrong. Pure.

The mark is limited by category, scope and quantity (认证证书和认证标志管理办法 17; modelled on
有机产品认证管理办法 33, 34): no more packages bear it than the certified quantity of the year fills.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

GRAMS_PER_KG = 1000

# Of a scan, the coarse place and the device are kept for so long, then only that it took place (PIPL 6, 19).
SCANS_KEPT_DAYS = 90

# What a lot may be called: it is printed on packs and stands in files for printers, where “=” would be a formula.
LOT = re.compile(r"[0-9A-Za-z\u4e00-\u9fff][0-9A-Za-z\u4e00-\u9fff ._/-]{0,39}")

Span = tuple[int, int]  # the serial of the first label, and how many


@dataclass(frozen=True, slots=True)
class Quota:
    """The labels of one certificate and calendar year, each for one package."""

    year: int
    total: int
    used: int

    @property
    def left(self) -> int:
        """How many may still be ordered."""
        return max(self.total - self.used, 0)


def quota(
    *, year: int, certified_kg: Decimal, pack_g: int, label_loss: Decimal, issued_g: int, voided_g: int
) -> Quota:
    """How many packages the certified quantity fills, and how many of these have their label already.

    Voided labels are replaced, but only up to the share that may be spoiled: whoever could void without end could
    put both the old and the new labels on packages.

    >>> certified, loss = Decimal(100), Decimal("0.02")
    >>> quota(year=2026, certified_kg=certified, pack_g=300, label_loss=loss, issued_g=60_000, voided_g=9_000)
    Quota(year=2026, total=333, used=193)
    """
    certified_g = int(certified_kg * GRAMS_PER_KG)
    replaced_g = min(voided_g, int(certified_g * label_loss))
    left = max(certified_g - issued_g + replaced_g, 0) // pack_g
    total = certified_g // pack_g
    return Quota(year=year, total=total, used=total - left)


def overlaps(span: Span, others: Iterable[Span]) -> bool:
    """Whether any label of a span lies in another."""
    first, count = span
    return any(first < other + length and other < first + count for other, length in others)


def contains(spans: Iterable[Span], serial: int) -> bool:
    """Whether the label of that serial lies in one of the spans."""
    return overlaps((serial, 1), spans)


def remaining(count: int, voided: Iterable[Span]) -> Iterator[Span]:
    """The spans of a batch that are not voided, in order; serials count from 1.

    >>> list(remaining(10, [(4, 2), (1, 1)]))
    [(2, 2), (6, 5)]
    """
    serial = 1
    for first, length in sorted(voided):
        if serial < first:
            yield serial, first - serial
        serial = first + length
    if serial <= count:
        yield serial, count - serial + 1


def distinct(values: Collection[str]) -> int:
    """How many different ones there are; an unknown one is not counted."""
    return len(set(values) - {""})
