"""The last character of a unit code, by which a typing error is noticed without any key.

The characters are the coefficients of a polynomial over GF(32), and a right code has `GENERATOR` as a
root: position p of seventeen weighs GENERATOR^(16-p), the check character itself 1. The generator has
order 31, so all seventeen weights are different and none is zero. Hence every single wrong character
is noticed, and every exchange of two characters, adjacent or not. Of other errors 31 in 32 are.
"""

from collections.abc import Iterable

from yinxin.kernel.alphabet import SYMBOLS, values_of

FIELD_POLYNOMIAL = 0b100101  # x^5 + x^2 + 1, primitive over GF(2)
GENERATOR = 0b00010  # x, whose powers are then all 31 elements but zero


def product(left: int, right: int) -> int:
    """The product of two elements of GF(32).

    >>> product(0b10000, 0b00010) == 0b00101
    True
    """
    result = 0
    while right:
        if right & 1:
            result ^= left
        left <<= 1
        if left & 0b100000:
            left ^= FIELD_POLYNOMIAL
        right >>= 1
    return result


_TIMES_GENERATOR = tuple(product(value, GENERATOR) for value in range(32))


def check_value(values: Iterable[int]) -> int:
    """The value of the check character to be put after these."""
    remainder = 0
    for value in values:
        remainder = _TIMES_GENERATOR[remainder ^ value]
    return remainder


def check_character(body: str) -> str:
    """The check character to be put after a code's other characters."""
    return SYMBOLS[check_value(values_of(body))]


def is_right(values: list[int]) -> bool:
    """Whether the last of these is the check character of the others."""
    return check_value(values[:-1]) == values[-1]
