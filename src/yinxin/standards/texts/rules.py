"""Where a product must come from, and whether a measured value conforms. Pure.

Origin rules are checked before any paperwork, because applications from outside the area were the scheme's
complaint (“避免无效申报”, 中国质量新闻网 2023-03-01). Limits are compared by the full-value method (全数值比较法) of
GB/T 8170-2008, 4.3.2, which holds wherever a standard names no other: the value as it was measured is held
against the limit, and is not rounded first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol


class BadOrigin(ValueError):
    """The text of an origin rule cannot be read; the argument says which part of it."""


@dataclass(frozen=True, slots=True)
class Box:
    """Between two meridians and two parallels, in WGS 84 degrees, the edges included."""

    west: Decimal
    east: Decimal
    south: Decimal
    north: Decimal

    def holds(self, longitude: Decimal, latitude: Decimal) -> bool:
        """Whether a point lies inside or on the edge."""
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north


@dataclass(frozen=True, slots=True)
class Altitude:
    """Between two heights in metres, both included; either may be open."""

    minimum: int | None
    maximum: int | None

    def holds(self, metres: int) -> bool:
        """Whether a height lies in the band."""
        return (self.minimum is None or self.minimum <= metres) and (
            self.maximum is None or metres <= self.maximum
        )


@dataclass(frozen=True, slots=True)
class Origin:
    """An origin rule (地域要求). Each part that is there must hold; of the divisions, any one."""

    divisions: tuple[str, ...] = ()
    box: Box | None = None
    altitude: Altitude | None = None

    @classmethod
    def parse(cls, data: Mapping[str, Any] | None) -> "Origin":
        """Read a rule as `Clause.origin` keeps it. Raises BadOrigin naming the part that cannot be read.

        >>> Origin.parse({"divisions": ["152921"], "altitude": {"min": 1100, "max": 2200}}).altitude
        Altitude(minimum=1100, maximum=2200)
        """
        data = data or {}
        unknown = set(data) - {"divisions", "box", "altitude"}
        if unknown:
            raise BadOrigin(min(unknown))
        divisions = data.get("divisions") or ()
        if isinstance(divisions, str) or not all(isinstance(code, str) and code for code in divisions):
            raise BadOrigin("divisions")
        return cls(tuple(divisions), _box(data.get("box")), _altitude(data.get("altitude")))

    @property
    def as_json(self) -> dict[str, Any]:
        """The rule as `Clause.origin` keeps it: degrees as text, because the register knows no fractions."""
        data: dict[str, Any] = {}
        if self.divisions:
            data["divisions"] = list(self.divisions)
        if self.box:
            data["box"] = {side: str(getattr(self.box, side)) for side in ("west", "east", "south", "north")}
        if self.altitude:
            bounds = {"min": self.altitude.minimum, "max": self.altitude.maximum}
            data["altitude"] = {side: metres for side, metres in bounds.items() if metres is not None}
        return data

    def __bool__(self) -> bool:
        return bool(self.divisions or self.box or self.altitude)


def _box(data: object) -> Box | None:
    if not data:
        return None
    if not isinstance(data, Mapping) or set(data) != {"west", "east", "south", "north"}:
        raise BadOrigin("box")
    try:
        degrees = {side: Decimal(str(data[side])) for side in data}
    except InvalidOperation as error:
        raise BadOrigin("box") from error
    if not all(map(Decimal.is_finite, degrees.values())):
        raise BadOrigin("box")
    box = Box(**degrees)
    if not (-180 <= box.west < box.east <= 180 and -90 <= box.south < box.north <= 90):
        raise BadOrigin("box")
    return box


def _altitude(data: object) -> Altitude | None:
    if not data:
        return None
    if not isinstance(data, Mapping) or not set(data) <= {"min", "max"}:
        raise BadOrigin("altitude")
    minimum, maximum = data.get("min"), data.get("max")
    for metres in (minimum, maximum):
        if metres is not None and (not isinstance(metres, int) or isinstance(metres, bool)):
            raise BadOrigin("altitude")
    if minimum is not None and maximum is not None and minimum > maximum:
        raise BadOrigin("altitude")
    return Altitude(minimum, maximum)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is produced. `division_path` holds the codes from the top, each followed by a slash."""

    division_path: str
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    altitude_m: int | None = None


class ClauseLike(Protocol):
    """What an origin check reads of a clause."""

    @property
    def number(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def origin(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class OriginFailure:
    """A clause that a place does not meet. `why` is one of the reasons below."""

    clause_number: str
    clause_title: str
    why: str


OTHER_DIVISION = "origin_division"
NO_COORDINATES = "origin_no_coordinates"
OUTSIDE_BOX = "origin_outside_box"
NO_ALTITUDE = "origin_no_altitude"
OTHER_ALTITUDE = "origin_altitude"
REASONS = (OTHER_DIVISION, NO_COORDINATES, OUTSIDE_BOX, NO_ALTITUDE, OTHER_ALTITUDE)


def origin_failures(clauses: Iterable[ClauseLike], place: Place) -> tuple[OriginFailure, ...]:
    """Every origin rule that a place does not meet, in the order of the clauses; a place may fail one clause twice.

    A rule that asks for coordinates or altitude fails while the place does not state them: what is not known is
    not taken for met.
    """
    return tuple(
        OriginFailure(clause.number, clause.title, why)
        for clause in clauses
        if clause.origin
        for why in _whys(Origin.parse(clause.origin), place)
    )


def _whys(origin: Origin, place: Place) -> Iterable[str]:
    if origin.divisions and not set(origin.divisions) & set(place.division_path.split("/")):
        yield OTHER_DIVISION
    if origin.box:
        if place.longitude is None or place.latitude is None:
            yield NO_COORDINATES
        elif not origin.box.holds(place.longitude, place.latitude):
            yield OUTSIDE_BOX
    if origin.altitude:
        if place.altitude_m is None:
            yield NO_ALTITUDE
        elif not origin.altitude.holds(place.altitude_m):
            yield OTHER_ALTITUDE


class IndicatorLike(Protocol):
    """What a comparison reads of an indicator."""

    @property
    def comparison(self) -> str: ...
    @property
    def limit(self) -> Decimal: ...
    @property
    def upper(self) -> Decimal | None: ...


def conforms(indicator: IndicatorLike, value: Decimal) -> bool:
    """Whether a value as it was measured keeps the limit (GB/T 8170-2008, 4.3.2: no rounding before comparing).

    >>> from types import SimpleNamespace
    >>> at_most = SimpleNamespace(comparison="at_most", limit=Decimal("0.05"), upper=None)
    >>> conforms(at_most, Decimal("0.05")), conforms(at_most, Decimal("0.0501"))
    (True, False)
    """
    match indicator.comparison:
        case "at_least":
            return value >= indicator.limit
        case "at_most":
            return value <= indicator.limit
        case _:
            return indicator.limit <= value <= _upper(indicator)


def _upper(indicator: IndicatorLike) -> Decimal:
    if indicator.upper is None:
        raise ValueError(indicator)
    return indicator.upper


def limits_agree(comparison: str, limit: Decimal, upper: Decimal | None) -> bool:
    """Whether a limit can be stated: a band has an upper end that is not below its lower one, nothing else has one."""
    if comparison == "between":
        return upper is not None and limit <= upper
    return upper is None


def stricter_by(comparison: str, limit: Decimal, national_limit: Decimal | None) -> Decimal | None:
    """How far a limit goes beyond the national one; negative where it is laxer, None where that is no number.

    >>> stricter_by("at_least", Decimal("3.2"), Decimal("2.9")), stricter_by("at_most", Decimal("5"), Decimal("20"))
    (Decimal('0.3'), Decimal('15'))
    """
    if national_limit is None or comparison == "between":
        return None
    return limit - national_limit if comparison == "at_least" else national_limit - limit


def is_in_force(
    day: date, *, published_on: date | None, effective_on: date | None, withdrawn_on: date | None
) -> bool:
    """Whether a standard may be applied for on a day: from the day that it takes effect until it is withdrawn."""
    since = effective_on or published_on
    return since is not None and since <= day and (withdrawn_on is None or day < withdrawn_on)
