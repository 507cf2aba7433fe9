"""Laboratory approval number (检验检测机构资质认定证书编号), printed under the CMA mark on a test report.

12 digits: 2 year, 2 issuer (00 national, 05 Inner Mongolia), 2 field, 2 sector, 4 serial. It has no check
digit, so only its syntax can be told; whether the laboratory was approved for an item on a day is a matter of
its scope.

Source: the numbering rule of 2015 for 资质认定证书.

>>> compact("24 05 0014 0001")
'240500140001'
>>> problem("240500140001")
>>> problem("24050014000")
Problem(code='laboratory_number.syntax', blocking=True)
>>> year("240500140001")
2024
>>> issuer("240500140001")
'05'
"""

import re

from yinxin.kernel.identifiers.folding import squeezed
from yinxin.kernel.identifiers.problems import Problem

_SYNTAX = re.compile(r"[0-9]{12}")


def compact(number: str) -> str:
    """The form that is stored: 12 digits, without a leading CMA, spaces and dashes."""
    return squeezed(number).removeprefix("CMA")


def problem(number: str) -> Problem | None:
    """What is wrong with a compact number: only its syntax, which blocks."""
    return None if _SYNTAX.fullmatch(number) else Problem("laboratory_number.syntax", blocking=True)


def year(number: str) -> int:
    """The year of issue."""
    return 2000 + int(number[:2])


def issuer(number: str) -> str:
    """The two digits of the approving authority."""
    return number[2:4]
