"""Tracking numbers, and how long a contact is kept. Pure."""

from yinxin.marks.codes.alphabet import SYMBOLS, fold

TRACKING_PREFIX = "JB"
TRACKING_SYMBOLS = 8  # 40 bits: whoever has the number is taken for who reported

# How to reach a reporter is kept until the answer has had time to arrive, then erased (PIPL 19, 47).
CONTACT_KEPT_DAYS = 90


def tracking_number(symbols: str) -> str:
    """The number under which a report can be looked up, from its eight characters.

    >>> tracking_number("7KQ2M9XD")
    'JB-7KQ2-M9XD'
    """
    half = TRACKING_SYMBOLS // 2
    return f"{TRACKING_PREFIX}-{symbols[:half]}-{symbols[half:]}"


def tracking_as_typed(text: str) -> str:
    """The tracking number that a person typed, forgiving as unit codes are; empty if it cannot be one.

    >>> tracking_as_typed(" jb 7kq2 m9xd "), tracking_as_typed("7KQ2-M9XD"), tracking_as_typed("12345")
    ('JB-7KQ2-M9XD', 'JB-7KQ2-M9XD', '')
    """
    folded = fold(text)
    symbols = folded.removeprefix(TRACKING_PREFIX) if len(folded) > TRACKING_SYMBOLS else folded
    fits = len(symbols) == TRACKING_SYMBOLS and set(symbols) <= set(SYMBOLS)
    return tracking_number(symbols) if fits else ""
