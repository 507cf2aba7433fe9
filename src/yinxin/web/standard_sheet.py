"""What a standard asks for, in words: its clauses, its origin rules, and its limits beside the national ones."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yinxin.people.models import Division
from yinxin.scheme.queries import rulebook
from yinxin.scheme.rules.values import UnknownName
from yinxin.standards.texts.models import Clause, Indicator, Standard
from yinxin.standards.texts.rules import Altitude, Box, Origin, Polygon, plain, stricter_by
from yinxin.web import phrases
from yinxin.web.degrees import written
from yinxin.web.templatetags.yinxin import named
from yinxin.web.wording.standards import ANNEXES, CLAUSE_KINDS

_SIGNS = {"at_least": "≥", "at_most": "≤"}
_PER_CENT = 100


@dataclass(frozen=True, slots=True)
class Limit:
    """One line of the table of indicators."""

    item: str
    limit: str
    national: str
    national_basis: str
    beyond: str
    is_stricter: bool
    method: str
    is_placeholder: bool
    pk: int = 0


@dataclass(frozen=True, slots=True)
class ShownClause:
    """One clause with its limits."""

    pk: int
    number: str
    title: str
    kind: Promise
    text: str
    is_critical: bool
    origin: list[str]
    limits: list[Limit]
    depth: int = 1
    annex: str = ""  # normative or informative, in words, for the head of an annex
    asks: bool = True  # else it orders the text

    @property
    def level(self) -> int:
        """Of its heading on a page whose own is the first and whose sections have the second."""
        return min(self.depth + 2, 6)


def clauses_of(standard: Standard) -> list[ShownClause]:
    """The clauses in order. The standard was read with its clauses (`standards.queries.standard_of`)."""
    return shown(standard.clauses.all())


def shown(clauses: Iterable[Clause]) -> list[ShownClause]:
    """Clauses as pages show them; they were read with their limits."""
    names = division_names()
    return [
        ShownClause(
            pk=clause.pk,
            number=clause.number,
            title=clause.title,
            kind=CLAUSE_KINDS[clause.kind],
            text=clause.text,
            is_critical=clause.is_critical,
            origin=origin_in_words(clause, names),
            limits=[limit_of(indicator) for indicator in clause.indicators.all()],
            depth=clause.depth,
            annex=str(ANNEXES.get(clause.annex, "")),
            asks=clause.asks,
        )
        for clause in clauses
    ]


def kinds_of(standard: Standard) -> str:
    """The kinds of product that a standard is for, by name."""
    book, language = rulebook(), get_language() or "zh-hans"
    names = []
    for code in standard.product_kinds:
        try:
            names.append(book.product_kind(code).name.in_language(language))
        except UnknownName:  # a kind of an older rulebook
            names.append(code)
    return phrases.listed(names)


def origin_in_words(clause: Clause, names: dict[str, str]) -> list[str]:
    """What an origin rule asks of the place, one line a part; nothing for another clause."""
    return rule_in_words(Origin.parse(clause.origin), names)


def rule_in_words(rule: Origin, names: dict[str, str]) -> list[str]:
    """The same of a rule that is no clause's yet."""
    return list(_origin(rule, names))


def division_names() -> dict[str, str]:
    """The name of each division in the reader's language."""
    return {division.pk: named(division) for division in Division.objects.all()}


def _origin(origin: Origin, names: dict[str, str]) -> Iterator[str]:
    if origin.divisions:
        places = phrases.listed(names.get(code, code) for code in origin.divisions)
        yield _("Produced in %(places)s.") % {"places": places}
    if origin.box:
        yield _area(origin.box)
    if origin.polygon:
        yield _line(origin.polygon)
    if origin.altitude:
        yield _height(origin.altitude)


def _area(box: Box) -> str:
    west, east, south, north = (written(side) for side in (box.west, box.east, box.south, box.north))
    return _("Between %(west)s and %(east)s east, %(south)s and %(north)s north.") % {
        "west": west,
        "east": east,
        "south": south,
        "north": north,
    }


def _line(polygon: Polygon) -> str:
    corners = [
        _("%(longitude)s E %(latitude)s N") % {"longitude": written(longitude), "latitude": written(latitude)}
        for longitude, latitude in polygon.points
    ]
    return _("Inside the line through these corners, and back to the first: %(corners)s.") % {
        "corners": phrases.listed(corners)
    }


def _height(altitude: Altitude) -> str:
    if altitude.minimum is None:
        return _("Not above %(maximum)d m.") % {"maximum": altitude.maximum or 0}
    if altitude.maximum is None:
        return _("Not below %(minimum)d m.") % {"minimum": altitude.minimum}
    return _("Between %(minimum)d m and %(maximum)d m above sea level.") % {
        "minimum": altitude.minimum,
        "maximum": altitude.maximum,
    }


def limit_of(indicator: Indicator) -> Limit:
    """A limit with the national one beside it, and how much further it goes."""
    beyond = stricter_by(indicator.comparison, indicator.limit, indicator.national_limit)
    return Limit(
        item=indicator.item,
        limit=_stated(indicator.comparison, indicator.limit, indicator.upper, indicator.unit),
        national=""
        if indicator.national_limit is None
        else _stated(indicator.comparison, indicator.national_limit, None, indicator.unit),
        national_basis=indicator.national_basis,
        beyond=_beyond(beyond, indicator),
        is_stricter=beyond is not None and beyond > 0,
        method=indicator.method,
        is_placeholder=indicator.is_placeholder,
        pk=indicator.pk or 0,
    )


def _stated(comparison: str, limit: Decimal, upper: Decimal | None, unit: str) -> str:
    value = f"{plain(limit)}–{plain(upper)}" if upper is not None else plain(limit)
    return " ".join(part for part in (_SIGNS.get(comparison, ""), value, unit) if part)


def _beyond(beyond: Decimal | None, indicator: Indicator) -> str:
    if beyond is None or not indicator.national_limit:
        return ""
    if beyond == 0:
        return _("the same")
    share = round(abs(beyond) / indicator.national_limit * _PER_CENT)
    amount = f"{plain(abs(beyond))} {indicator.unit}".strip()
    sentence = (
        _("stricter by %(amount)s (%(share)d%%)") if beyond > 0 else _("laxer by %(amount)s (%(share)d%%)")
    )
    return sentence % {"amount": amount, "share": share}
