"""Numbers as people paste them, brought to plain ASCII."""

import unicodedata

# Full-width forms U+FF01..U+FF5E stand 0xFEE0 above their ASCII twins; U+3000 is the full-width space.
_FULL_WIDTH = {0xFF01 + offset: 0x21 + offset for offset in range(94)} | {0x3000: 0x20}
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30fc\ufe63"), "-")


def folded(text: str) -> str:
    """The text with full-width characters and every kind of dash in ASCII, and without invisible marks.

    >>> folded("\uff21\uff11\u3000\u2014\u200b")
    'A1 -'
    """
    visible = "".join(character for character in text if unicodedata.category(character) != "Cf")
    return visible.translate(_FULL_WIDTH).translate(_DASHES)


def squeezed(text: str, *, dropping: str = "-") -> str:
    """Folded, upper-case, without white space and without the characters in `dropping`.

    >>> squeezed(" 9115-2922 ma0n ")
    '91152922MA0N'
    """
    return "".join(c for c in folded(text).upper() if not c.isspace() and c not in dropping)
