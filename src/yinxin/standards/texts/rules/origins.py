"""Where a product must come from. Pure.

Origin rules are checked before any paperwork, because applications from outside the area were the scheme's
complaint (“避免无效申报”, 中国质量新闻网 2023-03-01).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import combinations
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


Point = tuple[Decimal, Decimal]  # longitude, latitude


@dataclass(frozen=True, slots=True)
class Polygon:
    """Within a line that runs from point to point and back to the first, in WGS 84 degrees, the line included.

    The sides are straight in degrees, as standards print their corners; over a banner that is a few metres off a great
    circle.
    """

    points: tuple[Point, ...]

    @property
    def sides(self) -> tuple[tuple[Point, Point], ...]:
        """Each side, the closing one last."""
        return tuple(zip(self.points, (*self.points[1:], self.points[0]), strict=True))

    def holds(self, longitude: Decimal, latitude: Decimal) -> bool:
        """Whether a point lies inside or on the line: a ray to the east crosses it an odd number of times.

        >>> square = Polygon(tuple((Decimal(x), Decimal(y)) for x, y in ((0, 0), (2, 0), (2, 2), (0, 2))))
        >>> square.holds(Decimal(1), Decimal(2)), square.holds(Decimal(3), Decimal(1))
        (True, False)
        """
        here = (longitude, latitude)
        is_inside = False
        for first, second in self.sides:
            turn = _turn(first, second, here)
            if turn == 0 and _spans(first, second, here):
                return True
            rises = first[1] <= latitude < second[1]
            falls = second[1] <= latitude < first[1]
            if (rises and turn > 0) or (falls and turn < 0):
                is_inside = not is_inside
        return is_inside

    @property
    def is_simple(self) -> bool:
        """Whether it has an inside that everybody sees alike: no side crosses, touches or runs back on another."""
        return all(
            _follow(*one, two[1])
            if one[1] == two[0]
            else _follow(*two, one[1])
            if two[1] == one[0]
            else not _meet(*one, *two)
            for one, two in combinations(self.sides, 2)
        )


def _turn(first: Point, second: Point, third: Point) -> Decimal:
    """Positive where the way from the first over the second to the third turns left, zero where it is straight."""
    return (second[0] - first[0]) * (third[1] - first[1]) - (second[1] - first[1]) * (third[0] - first[0])


def _spans(first: Point, second: Point, point: Point) -> bool:
    """Whether a point in line with two others lies between them."""
    return all(
        min(first[axis], second[axis]) <= point[axis] <= max(first[axis], second[axis]) for axis in (0, 1)
    )


def _follow(first: Point, second: Point, third: Point) -> bool:
    """Whether one side goes on from another without running back on it."""
    return _turn(first, second, third) != 0 or not (
        _spans(first, second, third) or _spans(second, third, first)
    )


def _meet(first: Point, second: Point, third: Point, fourth: Point) -> bool:
    """Whether two sides have a point in common."""
    ends = (
        (first, second, third),
        (first, second, fourth),
        (third, fourth, first),
        (third, fourth, second),
    )
    turns = [_turn(*each) for each in ends]
    if any(turn == 0 and _spans(*each) for turn, each in zip(turns, ends, strict=True)):
        return True
    return turns[0] * turns[1] < 0 and turns[2] * turns[3] < 0


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
    polygon: Polygon | None = None
    altitude: Altitude | None = None

    @classmethod
    def parse(cls, data: Mapping[str, Any] | None) -> "Origin":
        """Read a rule as `Clause.origin` keeps it. Raises BadOrigin naming the part that cannot be read.

        >>> Origin.parse({"divisions": ["152921"], "altitude": {"min": 1100, "max": 2200}}).altitude
        Altitude(minimum=1100, maximum=2200)
        """
        data = data or {}
        unknown = set(data) - {"divisions", "box", "polygon", "altitude"}
        if unknown:
            raise BadOrigin(min(unknown))
        divisions = data.get("divisions") or ()
        if isinstance(divisions, str) or not all(isinstance(code, str) and code for code in divisions):
            raise BadOrigin("divisions")
        return cls(
            tuple(divisions),
            _box(data.get("box")),
            _polygon(data.get("polygon")),
            _altitude(data.get("altitude")),
        )

    @property
    def as_json(self) -> dict[str, Any]:
        """The rule as `Clause.origin` keeps it: degrees as text, because the register knows no fractions."""
        data: dict[str, Any] = {}
        if self.divisions:
            data["divisions"] = list(self.divisions)
        if self.box:
            data["box"] = {side: str(getattr(self.box, side)) for side in ("west", "east", "south", "north")}
        if self.polygon:
            data["polygon"] = [[str(degrees) for degrees in point] for point in self.polygon.points]
        if self.altitude:
            bounds = {"min": self.altitude.minimum, "max": self.altitude.maximum}
            data["altitude"] = {side: metres for side, metres in bounds.items() if metres is not None}
        return data

    def __bool__(self) -> bool:
        return bool(self.divisions or self.box or self.polygon or self.altitude)


def _box(data: object) -> Box | None:
    if not data:
        return None
    if not isinstance(data, Mapping) or set(data) != {"west", "east", "south", "north"}:
        raise BadOrigin("box")
    box = Box(**{side: _degrees(data[side], part="box") for side in data})
    if not (-180 <= box.west < box.east <= 180 and -90 <= box.south < box.north <= 90):
        raise BadOrigin("box")
    return box


def _polygon(data: object) -> Polygon | None:
    if not data:
        return None
    if not isinstance(data, Sequence) or isinstance(data, str):
        raise BadOrigin("polygon")
    points = [_point(each) for each in data]
    if points[0] == points[-1]:  # some lists name the first corner again at the end
        points.pop()
    polygon = Polygon(tuple(points))
    if len(points) < 3 or not polygon.is_simple:
        raise BadOrigin("polygon")
    return polygon


def _point(data: object) -> Point:
    if not isinstance(data, Sequence) or isinstance(data, str) or len(data) != 2:
        raise BadOrigin("polygon")
    longitude, latitude = (_degrees(each, part="polygon") for each in data)
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise BadOrigin("polygon")
    return longitude, latitude


def _degrees(data: object, *, part: str) -> Decimal:
    try:
        degrees = Decimal(str(data))
    except InvalidOperation as error:
        raise BadOrigin(part) from error
    if not degrees.is_finite():
        raise BadOrigin(part)
    return degrees


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
OUTSIDE_POLYGON = "origin_outside_polygon"
NO_ALTITUDE = "origin_no_altitude"
OTHER_ALTITUDE = "origin_altitude"
REASONS = (OTHER_DIVISION, NO_COORDINATES, OUTSIDE_BOX, OUTSIDE_POLYGON, NO_ALTITUDE, OTHER_ALTITUDE)


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
    if origin.box or origin.polygon:
        if place.longitude is None or place.latitude is None:
            yield NO_COORDINATES
        else:
            if origin.box and not origin.box.holds(place.longitude, place.latitude):
                yield OUTSIDE_BOX
            if origin.polygon and not origin.polygon.holds(place.longitude, place.latitude):
                yield OUTSIDE_POLYGON
    if origin.altitude:
        if place.altitude_m is None:
            yield NO_ALTITUDE
        elif not origin.altitude.holds(place.altitude_m):
            yield OTHER_ALTITUDE
