"""Unified social credit code (统一社会信用代码), the number of every organisation in China.

18 characters: 1 registrar, 1 kind of organisation, 6 division, 9 organisation code, 1 check character. The
registrar may be a letter: rural collectives are registered under N. Codes issued in the pilot areas before
the standard fail its check character and are legal, so that failure warns and does not block.

Source: GB 32100-2015.

>>> compact("９１１５ 2922-ma0n 0001 6h")
'91152922MA0N00016H'
>>> problem("91152922MA0N00016H")
>>> problem("91350200776049653A")
>>> problem("91152922MA0N00016K")
Problem(code='credit_code.check_character', blocking=False)
>>> problem("91152922MA0N0O016H")
Problem(code='credit_code.character', blocking=True)
>>> with_check_character("91152922MA0N00016")
'91152922MA0N00016H'
"""

from yinxin.kernel.identifiers.folding import squeezed
from yinxin.kernel.identifiers.problems import Problem

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_LENGTH = 18


def compact(code: str) -> str:
    """The form that is stored: ASCII, upper-case, without spaces and dashes."""
    return squeezed(code, dropping="-.")


def problem(code: str) -> Problem | None:
    """What is wrong with a compact code. Only a failed check character does not block."""
    if len(code) != _LENGTH:
        return Problem("credit_code.length", blocking=True)
    if any(character not in ALPHABET for character in code):
        return Problem("credit_code.character", blocking=True)
    if not division(code).isdigit():
        return Problem("credit_code.division", blocking=True)
    if code != with_check_character(code[:17]):
        return Problem("credit_code.check_character", blocking=False)
    return None


def division(code: str) -> str:
    """The six-digit division of the registrar, which need not be where anything is produced.

    >>> division("N2152921MF0000000X")
    '152921'
    """
    return code[2:8]


def with_check_character(first17: str) -> str:
    """The first 17 characters followed by the check character that GB 32100 gives them."""
    total = sum(
        weight * ALPHABET.index(character) for weight, character in zip(_WEIGHTS, first17, strict=True)
    )
    return first17 + ALPHABET[-total % 31]
