"""Origin rules with a line on the map: inside, outside, on it; lines that cross themselves."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from yinxin.standards.texts.rules import BadOrigin, Origin, Place, Polygon, origin_failures

SQUARE = [(100, 38), (104, 38), (104, 42), (100, 42)]
# Like the letter U: between its arms is outside.
CONCAVE = [(0, 0), (6, 0), (6, 6), (4, 6), (4, 2), (2, 2), (2, 6), (0, 6)]


@dataclass
class AClause:
    number: str = "4.1"
    title: str = "地域要求"
    origin: Any = None


def polygon(points):
    return Polygon(tuple((Decimal(str(x)), Decimal(str(y))) for x, y in points))


def holds(points, longitude, latitude):
    return polygon(points).holds(Decimal(str(longitude)), Decimal(str(latitude)))


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        ((102, 40), True),
        ((100, 40), True),  # on a side
        ((102, 38), True),
        ((102, 42), True),
        ((104, 40), True),
        ((100, 38), True),  # on a corner
        ((104, 42), True),
        ((99.99999, 40), False),
        ((104.00001, 40), False),
        ((102, 42.00001), False),
        ((105, 38), False),  # level with the lower side, beyond it
        ((99, 38), False),
        ((99, 42), False),  # level with the upper side, before it: a ray runs along it
        ((105, 42), False),
    ],
)
def test_the_line_belongs_to_the_area(point, expected):
    assert holds(SQUARE, *point) is expected
    assert holds(SQUARE[::-1], *point) is expected


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        ((1, 3), True),
        ((5, 5), True),
        ((3, 1), True),
        ((3, 4), False),  # between the arms
        ((3, 2), True),  # on the bottom between the arms
        ((2, 4), True),
        ((3, 6), False),  # level with the ends of the arms
        ((1, 6), True),
        ((-1, 6), False),
        ((-1, 2), False),  # a ray that runs along the inner bottom
        ((1, 2), True),
        ((5, 2), True),
        ((7, 2), False),
    ],
)
def test_an_area_may_be_hollow(point, expected):
    assert holds(CONCAVE, *point) is expected
    assert holds(CONCAVE[::-1], *point) is expected


@pytest.mark.parametrize(
    ("point", "expected"), [((2, 1), True), ((0, 2), False), ((4, 2), False), ((0, 0), True), ((2, 4), True)]
)
def test_a_ray_through_a_corner_counts_once(point, expected):
    assert holds([(0, 0), (4, 0), (2, 4)], *point) is expected
    assert holds([(2, -4), (4, 0), (2, 4), (0, 0)], 1, 0) is True
    assert holds([(2, -4), (4, 0), (2, 4), (0, 0)], 5, 0) is False


@pytest.mark.parametrize(
    "points",
    [
        [(0, 0), (4, 4), (4, 0), (0, 4)],  # an hourglass
        [(0, 0), (4, 0), (2, 0)],  # all in one line
        [(0, 0), (4, 0), (4, 4), (4, 0), (0, 4)],  # there and back again
        [(0, 0), (4, 0), (4, 4), (2, 0), (0, 4)],  # a corner on another side
        [(0, 0), (0, 0), (4, 4), (0, 4)],  # one corner twice
        [(0, 0), (4, 4)],
        [(0, 0)],
        [(0, 0), (4, 0), (4, 91)],
        [(181, 0), (4, 0), (4, 4)],
        [(0, 0), (4, 0), (4,)],
        [(0, 0), (4, 0), (4, "北")],
        [(0, 0), (4, 0), (4, "NaN")],
        [(0, 0), (4, 0), "44"],
        "POLYGON",
        7,
    ],
)
def test_a_line_with_no_plain_inside_is_refused(points):
    with pytest.raises(BadOrigin) as refused:
        Origin.parse({"polygon": points})

    assert str(refused.value) == "polygon"


@pytest.mark.parametrize("points", [SQUARE, CONCAVE, [(0, 0), (2, 0), (4, 0), (4, 4)]])
def test_the_first_corner_may_be_named_again_at_the_end(points):
    assert Origin.parse({"polygon": [*points, points[0]]}) == Origin.parse({"polygon": points})
    assert Origin.parse({"polygon": points}).polygon == polygon(points)


def whys(origin, place):
    return [failure.why for failure in origin_failures([AClause(origin=origin)], place)]


def test_a_place_outside_the_line_fails_by_that_name():
    here = Place("150000/152900/", latitude=Decimal(43), longitude=Decimal(102))

    assert whys({"polygon": SQUARE}, here) == ["origin_outside_polygon"]


def test_a_place_without_coordinates_fails_once():
    box = {"west": "100", "east": "104", "south": "38", "north": "42"}

    assert whys({"polygon": SQUARE, "box": box}, Place("150000/")) == ["origin_no_coordinates"]
    outside = Place("150000/", latitude=Decimal(1), longitude=Decimal(1))
    assert whys({"polygon": SQUARE, "box": box}, outside) == ["origin_outside_box", "origin_outside_polygon"]


whole = st.integers(-20, 20)
points = st.tuples(whole, whole)


@given(st.tuples(whole, whole), st.tuples(whole, whole), points)
def test_a_rectangle_of_corners_is_the_area_between_its_sides(across, along, point):
    (west, east), (south, north) = sorted(across), sorted(along)
    assume(west < east and south < north)
    corners = [(west, south), (east, south), (east, north), (west, north)]

    assert holds(corners, *point) is (west <= point[0] <= east and south <= point[1] <= north)


@given(points, points, points, points)
def test_a_triangle_is_what_lies_on_one_side_of_all_its_sides(first, second, third, point):
    triangle = polygon([first, second, third])
    assume(triangle.is_simple)

    def turn(a, b):
        return (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0])

    turns = [turn(first, second), turn(second, third), turn(third, first)]
    within = all(each >= 0 for each in turns) or all(each <= 0 for each in turns)
    assert triangle.holds(Decimal(point[0]), Decimal(point[1])) is within
