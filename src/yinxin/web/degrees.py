"""Degrees as people write them: 119°36′30″, 119.60833, with or without a direction."""

import re
from decimal import Decimal

PLACES = Decimal("0.00001")  # as sites are kept: about a metre
_NEAR_A_SECOND = Decimal("0.02")  # what rounding to those places takes away from a second
_WRITTEN = re.compile(
    r"(?:(?:东经|北纬|[EN])\s*)?"
    r"(?P<degrees>\d{1,3}(?:\.\d+)?)\s*[°度º]?\s*"
    r"(?:(?P<minutes>\d{1,2}(?:\.\d+)?)\s*[′'’分]\s*)?"
    r"(?:(?P<seconds>\d{1,2}(?:\.\d+)?)\s*(?:″|\"|”|''|′′|秒)\s*)?"
    r"(?:[EN]|东经|北纬)?",
    re.IGNORECASE,
)


def parse(text: str) -> Decimal:
    """Degrees from what was typed. Raises ValueError for anything else.

    >>> parse("119°36′30″"), parse("东经 119度36分30秒"), parse("119.5 E"), parse("47°3'40''N")
    (Decimal('119.60833'), Decimal('119.60833'), Decimal('119.5'), Decimal('47.06111'))
    """
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    degrees, minutes, seconds = (Decimal(found[part] or 0) for part in ("degrees", "minutes", "seconds"))
    if minutes >= 60 or seconds >= 60 or ((minutes or seconds) and degrees % 1):
        raise ValueError(text)
    exact = (degrees + minutes / 60 + seconds / 3600).quantize(PLACES)
    return Decimal(f"{exact.normalize():f}")


def written(value: Decimal) -> str:
    """Degrees, minutes and seconds where they come out whole; else decimals.

    >>> written(Decimal("119.60833")), written(Decimal("125.4")), written(Decimal("101.12345"))
    ('119°36′30″', '125°24′00″', '101.12345°')
    """
    seconds = value * 3600
    whole = seconds.to_integral_value()
    if abs(seconds - whole) > _NEAR_A_SECOND:
        return f"{value.normalize():f}°"
    minutes, second = divmod(int(whole), 60)
    degree, minute = divmod(minutes, 60)
    return f"{degree}°{minute:02d}′{second:02d}″"
