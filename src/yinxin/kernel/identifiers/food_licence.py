"""Food production licence number (食品生产许可证编号), the SC number on every pack of food.

SC and 14 digits: 1 food or 2 additive, 2 category, 6 division of the production site, 4 serial, 1 check digit
by GB/T 17710 MOD 11,10 (the same as ISO 7064). The division tells where the licensed site stands, so it must
be the division of the factory on the application.

Source: 食品生产许可管理办法 (2020), article 29.

>>> compact("ｓｃ 105 152922 00018")
'SC10515292200018'
>>> problem("SC10515292200018")
>>> problem("SC10515292200017")
Problem(code='food_licence.check_digit', blocking=False)
>>> problem("SC30515292200018")
Problem(code='food_licence.kind', blocking=True)
>>> division_of_site("SC10515292200018")
'152922'
>>> category("SC10515292200018")
'05'
>>> with_check_digit("SC1051529220001")
'SC10515292200018'
"""

import re

from stdnum.iso7064 import mod_11_10

from yinxin.kernel.identifiers.folding import squeezed
from yinxin.kernel.identifiers.problems import Problem

_SYNTAX = re.compile(r"SC[0-9]{14}")


def compact(number: str) -> str:
    """The form that is stored: SC and digits, without spaces and dashes."""
    return squeezed(number)


def problem(number: str) -> Problem | None:
    """What is wrong with a compact number: its syntax or kind (blocking), or its check digit."""
    if not _SYNTAX.fullmatch(number):
        return Problem("food_licence.syntax", blocking=True)
    if number[2] not in "12":
        return Problem("food_licence.kind", blocking=True)
    if number != with_check_digit(number[:-1]):
        return Problem("food_licence.check_digit", blocking=False)
    return None


def category(number: str) -> str:
    """The two-digit food category, such as 05 for dairy."""
    return number[3:5]


def division_of_site(number: str) -> str:
    """The six-digit division of the production site: digits 4 to 9."""
    return number[5:11]


def with_check_digit(number: str) -> str:
    """SC and 13 digits, followed by their check digit."""
    return number + mod_11_10.calc_check_digit(number[2:])
