"""How enterprises and products are found by what people type, and what their figures may be. Pure."""

import unicodedata
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

from pypinyin import Style, lazy_pinyin

from yinxin.kernel.identifiers import credit_code, gtin
from yinxin.kernel.identifiers.problems import Problem

LEAGUE_TIME: Final = ZoneInfo("Asia/Shanghai")
FIRST_YEAR: Final = 2000
LOWEST_M, HIGHEST_M = -200, 9000


def plain(text: str) -> str:
    """The letters, digits and ideographs of a text, in one width and one case.

    >>> plain("示例·驼奶（Ａlxa）有限公司")
    '示例驼奶alxa有限公司'
    """
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def pinyin(text: str) -> str:
    """The full pinyin without tones; other letters and digits stay.

    >>> pinyin("神驼乳业2厂")
    'shentuoruye2chang'
    """
    return "".join(lazy_pinyin(plain(text), style=Style.NORMAL))


def initials(text: str) -> str:
    """The first letter of each syllable; other letters and digits stay.

    >>> initials("神驼乳业2厂")
    'stry2c'
    """
    return "".join(lazy_pinyin(plain(text), style=Style.FIRST_LETTER))


def searchable(*, named: Iterable[str], numbered: Iterable[str] = ()) -> str:
    """What a row is found by: its names with their pinyin and initials, and its numbers, one to a line."""
    lines = [line for text in named for line in (plain(text), pinyin(text), initials(text))]
    lines += [plain(text) for text in numbered]
    return "\n".join(dict.fromkeys(line for line in lines if line))


def needles(text: str) -> tuple[str, ...]:
    """The words of a query; a row is found that holds each of them in one of its lines.

    >>> needles(" ＳＴ 右旗 ")
    ('st', '右旗')
    """
    return tuple(dict.fromkeys(word for word in map(plain, text.split()) if word))


def credit_code_problem(code: str) -> Problem | None:
    """What is wrong with a compact credit code; an absent one is not wrong."""
    return credit_code.problem(code) if code else None


def gtin_problem(code: str) -> Problem | None:
    """What is wrong with a compact item number; an absent one is not wrong."""
    return gtin.problem(code) if code else None


def is_misplaced(latitude: Decimal | None, longitude: Decimal | None, altitude_m: int | None) -> bool:
    """A point has both coordinates or neither, and lies on land.

    >>> is_misplaced(Decimal("39.2"), None, None), is_misplaced(Decimal("39.2"), Decimal("101.7"), 1500)
    (True, False)
    """
    if (latitude is None) != (longitude is None):
        return True
    if latitude is not None and longitude is not None and (abs(latitude) > 90 or abs(longitude) > 180):
        return True
    return altitude_m is not None and not LOWEST_M <= altitude_m <= HIGHEST_M


def is_reportable(year: int, at: datetime) -> bool:
    """A year has figures once it has begun, and the scheme asks for none before 2000."""
    return FIRST_YEAR <= year <= at.astimezone(LEAGUE_TIME).year
