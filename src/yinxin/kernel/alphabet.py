"""The thirty-two characters of a unit code, and how forgivingly they are read.

Crockford's base 32: the digits and the capitals without I, L, O and U. One character is five bits.
"""

from collections.abc import Iterable, Sequence

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
VALUES = {symbol: value for value, symbol in enumerate(SYMBOLS)}

_FIRST_FULL_WIDTH, _LAST_FULL_WIDTH = 0xFF01, 0xFF5E  # each stands 0xFEE0 above its ASCII form
_LOOK_ALIKES = {"I": "1", "L": "1", "O": "0"}
_SPACES = "\t\n\v\f\r \u00a0\u200b\u202f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200B)))
_HYPHENS = "-\u00ad\u2212\ufe58\ufe63" + "".join(map(chr, range(0x2010, 0x2016)))


def _readings() -> dict[int, str]:
    """What is read for each character that does not stand for itself; nothing, for those dropped."""
    readings = {ord(letter): letter.upper() for letter in "abcdefghijklmnopqrstuvwxyz"}
    for letter, digit in _LOOK_ALIKES.items():
        readings[ord(letter)] = readings[ord(letter.lower())] = digit
    for dropped in _SPACES + _HYPHENS:
        readings[ord(dropped)] = ""
    for full_width in range(_FIRST_FULL_WIDTH, _LAST_FULL_WIDTH + 1):
        plain = full_width - 0xFEE0
        readings[full_width] = readings.get(plain, chr(plain))
    return readings


_READINGS = _readings()


def fold(text: str) -> str:
    """The text as a code is written: capitals, look-alikes resolved, spaces and hyphens dropped.

    Folds full-width characters, which Chinese input methods produce, to ASCII. Anything else stays
    as it is, for the caller to refuse. Takes time in proportion to the text.

    >>> fold("ｏ1il-ab 8K")
    '0111AB8K'
    """
    return text.translate(_READINGS)


def values_of(text: str) -> list[int]:
    """The value of each character, 0 to 31. KeyError for a character outside the alphabet."""
    return [VALUES[symbol] for symbol in text]


def text_of(values: Iterable[int]) -> str:
    """The characters for values of 0 to 31."""
    return "".join([SYMBOLS[value] for value in values])


def number_of(values: Sequence[int]) -> int:
    """The values as one number, the first being the most significant: five bits each."""
    number = 0
    for value in values:
        number = number << 5 | value
    return number


def digits_of(number: int, *, length: int) -> list[int]:
    """The number as that many values, the most significant first."""
    return [number >> 5 * place & 31 for place in reversed(range(length))]
