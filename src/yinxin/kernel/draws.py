"""Selection by lot that anyone can recompute: RFC 3797. Pure.

A *key* is made of public sources in the RFC's canonical form (section 4): the numbers of a source in ascending order,
each in decimal with a period after its whole part and without idle zeros; letters in capitals; a slash after each
source. Then, for the index 0, 1, 2 …, the MD5 of index, key, index (each index in two bytes), read as a number of 128
bits, is divided by the number of *tickets* that are left; the remainder counts to the ticket that is picked.

In the RFC every candidate has one ticket. Here a candidate of weight *w* has *w* tickets that stand side by side, and
all of them are taken out when one is picked; with weights of one this is RFC 3797 to the letter. MD5 serves only to
mix: what makes the draw fair is that nobody can know or choose the sources.
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

INDEXES = 1 << 16  # an index has two bytes


@dataclass(frozen=True, slots=True)
class Pick:
    """One step: the MD5 at this index, modulo the tickets that were left, is the ticket of the candidate taken."""

    index: int
    md5: str  # capitals, as the RFC prints it
    tickets: int
    ticket: int  # the first is 0
    taken: int  # place of the candidate in the list, the first is 0


def numbers_source(numbers: Iterable[int | Decimal]) -> str:
    """A source of numbers, such as those of a lottery: their order does not matter.

    >>> numbers_source([12, 5, 2, 8, 10]), numbers_source([Decimal("3104.50")])
    ('2.5.8.10.12./', '3104.5/')
    """
    return "".join(_number(number) for number in sorted(numbers)) + "/"


def text_source(text: str) -> str:
    """A source of letters and digits: capitals without accents, and nothing else.

    >>> text_source("product_2"), text_source("Alxá")
    ('PRODUCT2/', 'ALXA/')
    """
    plain = unicodedata.normalize("NFKD", text).upper()
    return "".join(sign for sign in plain if sign.isascii() and sign.isalnum()) + "/"


def digest(key: str, index: int) -> bytes:
    """The MD5 at an index."""
    ends = index.to_bytes(2, "big")
    return hashlib.md5(ends + key.encode("ascii") + ends, usedforsecurity=False).digest()


def picks(key: str, weights: Sequence[int]) -> Iterator[Pick]:
    """Pick one candidate after the other until none is left. A weight of 0 is a candidate who is not in the draw."""
    left = list(weights)
    for index in range(min(INDEXES, sum(1 for weight in left if weight))):
        md5, tickets = digest(key, index), sum(left)
        ticket = int.from_bytes(md5, "big") % tickets
        taken = _holder(ticket, left)
        yield Pick(index, md5.hex().upper(), tickets, ticket, taken)
        left[taken] = 0


def select(key: str, weights: Sequence[int], seats: int) -> list[int]:
    """The places of those who are taken, in the order of drawing.

    >>> select("9319./2.5.8.10.12./9.18.26.34.41.45./", [1] * 25, seats=3)  # the RFC counts from 1: 17, 7, 2
    [16, 6, 1]
    """
    return [pick.taken for pick in islice(picks(key, weights), seats)]


def _number(number: int | Decimal) -> str:
    whole, _, fraction = f"{number:f}".partition(".")
    return f"{int(whole)}.{fraction.rstrip('0')}"


def _holder(ticket: int, weights: Sequence[int]) -> int:
    for place, weight in enumerate(weights):
        if ticket < weight:
            return place
        ticket -= weight
    message = "there is no such ticket"
    raise IndexError(message)
