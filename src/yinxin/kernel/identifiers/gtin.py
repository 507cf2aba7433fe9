"""Global trade item number (商品条码), which names a kind of pack, never one pack.

8, 12, 13 or 14 digits of which the last is the check digit. A scanner refuses a number whose check digit is
wrong, and the label's link would lead nowhere, so here a failed check digit blocks too.

Source: GS1 General Specifications; GB 12904-2008.

>>> compact("6 936983 800013")
'6936983800013'
>>> problem("6936983800013")
>>> problem("6936983800014")
Problem(code='gtin.check_digit', blocking=True)
>>> problem("693698380001")
Problem(code='gtin.check_digit', blocking=True)
>>> problem("69369838")
Problem(code='gtin.check_digit', blocking=True)
>>> problem("6936983")
Problem(code='gtin.length', blocking=True)
>>> to_gtin14("6936983800013")
'06936983800013'
>>> with_check_digit("693698380001")
'6936983800013'
"""

from stdnum import ean

from yinxin.kernel.identifiers.folding import squeezed
from yinxin.kernel.identifiers.problems import Problem

LENGTHS = frozenset({8, 12, 13, 14})


def compact(number: str) -> str:
    """The form that is stored: ASCII digits without spaces and dashes."""
    return squeezed(number)


def problem(number: str) -> Problem | None:
    """What is wrong with a compact number; everything blocks."""
    if not (number.isascii() and number.isdigit()):
        return Problem("gtin.character", blocking=True)
    if len(number) not in LENGTHS:
        return Problem("gtin.length", blocking=True)
    if not ean.is_valid(number):
        return Problem("gtin.check_digit", blocking=True)
    return None


def to_gtin14(number: str) -> str:
    """The compact number in 14 digits, as application identifier (01) and GS1 Digital Link want it."""
    return number.zfill(14)


def with_check_digit(digits: str) -> str:
    """The digits followed by their check digit."""
    return digits + str(ean.calc_check_digit(digits))
