"""Units as people write them, brought to one spelling, so that one unit is counted once. Pure.

Symbols are those of GB 3100-1993; what a text calls otherwise stays as it was written. Nothing is converted: a value in
mg/kg is not one in g/100 g.
"""

import re
import unicodedata
from typing import Final

from yinxin.kernel.identifiers.folding import folded

_NAMES: Final = {
    "千克": "kg",
    "公斤": "kg",
    "毫克": "mg",
    "微克": "μg",
    "ug": "μg",
    "克": "g",
    "毫升": "mL",
    "ml": "mL",
    "微升": "μL",
    "升": "L",
    "l": "L",
    "毫米": "mm",
    "厘米": "cm",
    "微米": "μm",
    "um": "μm",
    "米": "m",
    "摄氏度": "℃",
    "°c": "℃",
    "度": "°",
    "小时": "h",
    "分钟": "min",
    "天": "d",
    "毫摩尔": "mmol",
    "摩尔": "mol",
    "千焦": "kJ",
    "千帕": "kPa",
    "帕": "Pa",
    "国际单位": "IU",
    "百分比": "%",
    "百分之": "%",
    "cfu": "CFU",
    "mpn": "MPN",
    "菌落形成单位": "CFU",
}
_SYMBOLS: Final = frozenset(_NAMES.values()) | {"km", "hm²", "ng", "t", "°T"}
_KNOWN: Final = {symbol.casefold(): symbol for symbol in _SYMBOLS} | _NAMES
_PART: Final = re.compile(r"(\d+(?:\.\d+)?|百)?\s*(.+)")


def unit_of(text: str) -> str:
    """A unit in its one spelling.

    >>> unit_of("克／１００克"), unit_of("g/100g"), unit_of("毫克每百克"), unit_of("％"), unit_of("cfu/g")
    ('g/100 g', 'g/100 g', 'mg/100 g', '%', 'CFU/g')
    >>> unit_of(" 无 量纲 "), unit_of("mm"), unit_of("")
    ('无 量纲', 'mm', '')
    """
    said = " ".join(folded(unicodedata.normalize("NFC", text)).replace("µ", "μ").split())
    parts = [_part(part) for part in re.split(r"\s*(?:/|每)\s*", said)]
    return "/".join(parts)


def _part(text: str) -> str:
    known = _KNOWN.get(text.strip().casefold())
    found = _PART.fullmatch(text.strip())
    if known or found is None:
        return known or text.strip()
    number, name = found.groups()
    symbol = _KNOWN.get(name.casefold(), name.strip())
    return f"{number.replace('百', '100')} {symbol}" if number else symbol


def key_of(item: str, unit: str) -> tuple[str, str]:
    """What makes two lines one: the item without regard to width, case, space and signs, and the unit.

    >>> key_of("铅（以 Pb 计）", "毫克/千克") == key_of("铅(以Pb计)", "mg/kg")
    True
    """
    letters = (c for c in unicodedata.normalize("NFKC", item).casefold() if c.isalnum())
    return "".join(letters), unit_of(unit)
