"""Group standard number (团体标准编号): T, the society, the serial and the year.

The scheme's own standards put a class before the serial: `T/NMSP MZB02.14-2023` is number 14 of class MZB02.
In the wild the same number is written with a dot, a space or nothing after the society, with `.3` or `.03`,
and with any of four dashes; two spellings of one number compare equal here. The printed form is kept by
whoever needs it. An amendment (修改单) is numbered after what it amends: XG, its own serial, its own year.

Source: 团体标准管理规定 (2019), article 17; the published standards of 内蒙古标准发展促进会.

>>> canonical("T/NMSP.MZB02.3-2019")
'T/NMSP MZB02.03-2019'
>>> canonical("Ｔ／ＮＭＳＰ MZB02．14——2023")
'T/NMSP MZB02.14-2023'
>>> canonical("T/IMAS 073\u20142024")
'T/IMAS 073-2024'
>>> parse("T/NMSP MZB2.3-2019") == parse("t/nmsp.mzb02.03\u20142019")
True
>>> sorted(["T/NMSP MZB02.14-2023", "T/NMSP MZB02.3-2019", "T/IMAS 073-2024"], key=sort_key)
['T/IMAS 073-2024', 'T/NMSP MZB02.3-2019', 'T/NMSP MZB02.14-2023']
>>> canonical("T/NMSP.MZB02.14\u20142023 / xg 1\u20142026")
'T/NMSP MZB02.14-2023/XG1-2026'
>>> problem("GB 19644-2010")
Problem(code='standard_number.syntax', blocking=True)
"""

import re
from dataclasses import dataclass, field, replace

from yinxin.kernel.identifiers.folding import squeezed
from yinxin.kernel.identifiers.problems import Problem

_SYNTAX = re.compile(
    r"T/(?P<society>[A-Z]+?)[.]?"
    r"(?:MZB0?(?P<standard_class>[1-9])[.])?"
    r"(?P<serial>[0-9]{1,6})-+(?P<year>[0-9]{4})"
    r"(?:/XG(?P<amendment>[1-9][0-9]?)-+(?P<amended>[0-9]{4}))?"
)


@dataclass(frozen=True, order=True)
class StandardNumber:
    """A group standard's number; equal and ordered by what it means, not by how it was typed.

    `standard_class` is empty for a number outside this scheme, else `MZB01`, `MZB02` or `MZB03`. `amendment` is 0 for
    a standard, else which of its amendments this is, and `amended` the year of that amendment.
    """

    society: str
    standard_class: str
    serial: int
    year: int
    amendment: int = 0
    amended: int = 0
    # Societies choose their own zero padding, which the printed number keeps.
    padding: int = field(default=2, compare=False)

    def __str__(self) -> str:
        """The canonical form."""
        serial = f"{self.serial:0{self.padding}d}"
        if self.standard_class:
            serial = f"{self.standard_class}.{serial}"
        suffix = f"/XG{self.amendment}-{self.amended}" if self.amendment else ""
        return f"T/{self.society} {serial}-{self.year}{suffix}"

    @property
    def base(self) -> "StandardNumber":
        """The number of the standard that an amendment amends; of a standard, its own."""
        return replace(self, amendment=0, amended=0)


def parse(text: str) -> StandardNumber:
    """The number that a text spells. Raises ValueError for anything that is not one group standard number."""
    found = _SYNTAX.fullmatch(squeezed(text.replace("\u3002", ".").replace("\u00b7", "."), dropping=""))
    if found is None:
        raise ValueError(text)
    scheme_class = found["standard_class"]
    return StandardNumber(
        society=found["society"],
        standard_class=f"MZB0{scheme_class}" if scheme_class else "",
        serial=int(found["serial"]),
        year=int(found["year"]),
        amendment=int(found["amendment"] or 0),
        amended=int(found["amended"] or 0),
        padding=2 if scheme_class else len(found["serial"]),
    )


def problem(text: str) -> Problem | None:
    """What is wrong with a number in any spelling: only its syntax, which blocks."""
    try:
        parse(text)
    except ValueError:
        return Problem("standard_number.syntax", blocking=True)
    return None


def canonical(text: str) -> str:
    """The one spelling under which a number is stored and compared. Raises ValueError like `parse`."""
    return str(parse(text))


compact = canonical


def sort_key(text: str) -> StandardNumber:
    """For sorting spellings by society, class, serial as a number, and year."""
    return parse(text)
