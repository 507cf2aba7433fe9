"""How enterprises and products are found by what people type, and what their figures may be. Pure."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Final
from zoneinfo import ZoneInfo

from pypinyin import Style, lazy_pinyin

from yinxin.kernel.identifiers import credit_code, gtin
from yinxin.kernel.identifiers.folding import folded
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


_DAY: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+\d{1,2}:\d{2}.*)?")
_RUN_OF_DIGITS: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL: Final = re.compile(r"[1-9]\d{4}")
_EXCELS_FIRST_DAY: Final = date(1899, 12, 30)


def day_of(text: str) -> date | None:
    """The day that a text names, in the ways in which people and Excel write days; None where it names none.

    >>> day_of("2019年5月3日") == day_of("2019.5.3") == day_of("20190503") == day_of("43588") == date(2019, 5, 3)
    True
    >>> day_of("19.5.3") is day_of("2019年5月") is day_of("2019-02-30") is None
    True
    """
    said = folded(text).strip()
    if _SERIAL.fullmatch(said):
        return _EXCELS_FIRST_DAY + timedelta(days=int(said))
    found = _DAY.fullmatch(said) or _RUN_OF_DIGITS.fullmatch(said)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def number_of(text: str) -> Decimal | None:
    """The number that a text names, with or without thousands separators; None where it names none.

    >>> number_of("１,２００.5"), number_of("约300"), number_of("NaN")
    (Decimal('1200.5'), None, None)
    """
    said = re.sub(r"[,\s]", "", folded(text))
    try:
        number = Decimal(said)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


_SEXAGESIMAL: Final = re.compile(
    r"[NSEW东西南北经纬]*\s*(\d{1,3})\s*[°度]\s*(?:(\d{1,2})\s*['′分]\s*)?(?:(\d{1,2}(?:\.\d+)?)\s*(?:\"|″|''|秒)\s*)?"
)


def degrees_of(text: str) -> Decimal | None:
    """Degrees with five decimals, from a decimal number or from degrees, minutes and seconds.

    >>> degrees_of("39°12′57″"), degrees_of("101.667"), degrees_of("39-12-57")
    (Decimal('39.21583'), Decimal('101.66700'), None)
    """
    said = folded(text).strip()
    number = number_of(said.removesuffix("°"))
    if number is None:
        found = _SEXAGESIMAL.fullmatch(said)
        if found is None:
            return None
        whole, minutes, seconds = (Decimal(part or 0) for part in found.groups())
        number = whole + minutes / 60 + seconds / 3600
    return number.quantize(Decimal("0.00001"))
