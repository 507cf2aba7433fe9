"""Tracking numbers: by one, whoever sent something without an account sees what became of it.

A number is a prefix, which says what was sent, and eight characters that cannot be guessed: whoever has it is taken
for who sent it.
"""

import secrets

from yinxin.kernel.alphabet import SYMBOLS, fold

LENGTH = 8  # characters after the prefix, 40 bits


def fresh(prefix: str) -> str:
    """A new number by chance, such as `JB-7KQ2-M9XD`."""
    return _written(prefix, "".join(secrets.choice(SYMBOLS) for _ in range(LENGTH)))


def as_typed(prefix: str, text: str) -> str:
    """The number that a person typed, forgiving as unit codes are; empty if it cannot be one.

    >>> as_typed("JB", " jb 7kq2 m9xd "), as_typed("JB", "7KQ2-M9XD"), as_typed("JB", "12345")
    ('JB-7KQ2-M9XD', 'JB-7KQ2-M9XD', '')
    """
    folded = fold(text)
    symbols = folded.removeprefix(prefix) if len(folded) > LENGTH else folded
    fits = len(symbols) == LENGTH and set(symbols) <= set(SYMBOLS)
    return _written(prefix, symbols) if fits else ""


def _written(prefix: str, symbols: str) -> str:
    half = LENGTH // 2
    return f"{prefix}-{symbols[:half]}-{symbols[half:]}"
