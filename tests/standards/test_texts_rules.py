"""Origin rules and limits, over plain values."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinxin.standards.texts.rules import (
    BadOrigin,
    Origin,
    OriginFailure,
    Place,
    conforms,
    limits_agree,
    origin_failures,
    stricter_by,
)

# 大兴安岭黑木耳: 东经119°36′30″–125°24′00″, 北纬47°03′40″–53°20′00″ (T/NMSP.MZB03.01-2022)
FOREST = {"box": {"west": "119.60833", "east": "125.4", "south": "47.06111", "north": "53.33333"}}
# 内蒙古亚麻籽油: 1100–2200 m (T/NMSP.MZB01.08-2023)
HIGHLAND = {"altitude": {"min": 1100, "max": 2200}}
LEAGUE = {"divisions": ["152900"]}


@dataclass
class AClause:
    number: str
    title: str
    origin: Any = None


@dataclass
class ALimit:
    comparison: str
    limit: Decimal
    upper: Decimal | None = None


def whys(origin, place):
    return [failure.why for failure in origin_failures([AClause("4.1", "地域要求", origin)], place)]


def test_a_place_in_a_part_of_the_division_meets_the_rule():
    assert whys(LEAGUE, Place("150000/152900/152922/")) == []


def test_a_place_in_another_division_fails_and_the_clause_is_named():
    failures = origin_failures([AClause("4.1", "地域要求", LEAGUE)], Place("150000/150400/"))

    assert failures == (OriginFailure("4.1", "地域要求", "origin_division"),)


def test_a_division_is_not_met_by_the_one_above_it():
    assert whys({"divisions": ["152922"]}, Place("150000/152900/")) == ["origin_division"]


def test_a_code_that_only_begins_alike_is_another_division():
    assert whys({"divisions": ["1529"]}, Place("150000/152900/")) == ["origin_division"]


@pytest.mark.parametrize(
    ("longitude", "latitude", "expected"),
    [
        ("119.60833", "47.06111", []),
        ("125.4", "53.33333", []),
        ("119.60832", "50", ["origin_outside_box"]),
        ("120", "53.33334", ["origin_outside_box"]),
    ],
)
def test_the_edges_of_an_area_belong_to_it(longitude, latitude, expected):
    place = Place("150000/", latitude=Decimal(latitude), longitude=Decimal(longitude))

    assert whys(FOREST, place) == expected


@pytest.mark.parametrize(
    ("metres", "expected"),
    [(1099, ["origin_altitude"]), (1100, []), (2200, []), (2201, ["origin_altitude"])],
)
def test_the_ends_of_an_altitude_band_belong_to_it(metres, expected):
    assert whys(HIGHLAND, Place("150000/", altitude_m=metres)) == expected


def test_what_is_not_known_of_a_place_is_not_taken_for_met():
    assert whys(FOREST | HIGHLAND, Place("150000/")) == ["origin_no_coordinates", "origin_no_altitude"]


def test_a_longitude_alone_is_no_place():
    assert whys(FOREST, Place("150000/", longitude=Decimal(120))) == ["origin_no_coordinates"]


def test_a_place_may_fail_several_clauses():
    clauses = [AClause("4.1", "地域", LEAGUE), AClause("4.2", "饲养"), AClause("4.3", "海拔", HIGHLAND)]

    failures = origin_failures(clauses, Place("150000/150400/", altitude_m=10))

    assert [failure.clause_number for failure in failures] == ["4.1", "4.3"]


def test_a_clause_without_an_origin_rule_asks_nothing_of_the_place():
    assert whys(None, Place("")) == []


@pytest.mark.parametrize(
    ("data", "part"),
    [
        ({"region": ["152900"]}, "region"),
        ({"divisions": "152900"}, "divisions"),
        ({"divisions": [152900]}, "divisions"),
        ({"box": {"west": "1", "east": "2", "south": "1"}}, "box"),
        ({"box": {"west": "2", "east": "1", "south": "1", "north": "2"}}, "box"),
        ({"box": {"west": "1", "east": "2", "south": "1", "north": "91"}}, "box"),
        ({"box": {"west": "一", "east": "2", "south": "1", "north": "2"}}, "box"),
        ({"box": {"west": "NaN", "east": "2", "south": "1", "north": "2"}}, "box"),
        ({"altitude": {"min": 2200, "max": 1100}}, "altitude"),
        ({"altitude": {"from": 1}}, "altitude"),
        ({"altitude": {"min": "high"}}, "altitude"),
    ],
)
def test_an_origin_rule_that_cannot_be_checked_is_refused(data, part):
    with pytest.raises(BadOrigin) as refused:
        Origin.parse(data)

    assert str(refused.value) == part


degrees = st.decimals(min_value=-90, max_value=90, places=5, allow_nan=False)


@given(
    st.lists(st.text(st.characters(categories=["Nd"]), min_size=1, max_size=6), max_size=3),
    st.tuples(degrees, degrees).filter(lambda pair: pair[0] != pair[1]),
    st.tuples(degrees, degrees).filter(lambda pair: pair[0] != pair[1]),
    st.tuples(st.integers(-400, 8000), st.integers(-400, 8000)),
)
def test_an_origin_rule_is_read_as_it_was_written(divisions, across, along, heights):
    west, east = sorted(across)
    south, north = sorted(along)
    low, high = sorted(heights)
    box = {"west": str(west), "east": str(east), "south": str(south), "north": str(north)}
    written = {"divisions": divisions, "box": box, "altitude": {"min": low, "max": high}}

    read = Origin.parse(written)

    assert Origin.parse(read.as_json) == read


@pytest.mark.parametrize(
    ("limit", "value", "expected"),
    [
        (ALimit("at_least", Decimal("3.2")), "3.2", True),
        (ALimit("at_least", Decimal("3.2")), "3.1999", False),
        (ALimit("at_most", Decimal("0.05")), "0.05", True),
        (ALimit("at_most", Decimal("0.05")), "0.0501", False),
        (ALimit("between", Decimal(1), Decimal(2)), "1", True),
        (ALimit("between", Decimal(1), Decimal(2)), "2", True),
        (ALimit("between", Decimal(1), Decimal(2)), "2.001", False),
        (ALimit("between", Decimal(1), Decimal(2)), "0.999", False),
    ],
)
def test_a_value_is_compared_as_it_was_measured(limit, value, expected):
    assert conforms(limit, Decimal(value)) is expected


def test_a_value_that_would_round_to_the_limit_does_not_keep_it():
    """GB/T 8170-2008, 4.3.2: 97.46 fails a limit of 97.5 by the full-value method, and 97.5 by rounding would pass."""
    assert not conforms(ALimit("at_least", Decimal("97.5")), Decimal("97.46"))


@pytest.mark.parametrize(
    ("comparison", "limit", "upper", "expected"),
    [
        ("at_least", 1, None, True),
        ("at_least", 1, 2, False),
        ("at_most", 1, None, True),
        ("at_most", 1, 2, False),
        ("between", 1, 2, True),
        ("between", 1, 1, True),
        ("between", 2, 1, False),
        ("between", 1, None, False),
    ],
)
def test_a_limit_states_no_more_and_no_less_than_its_comparison_needs(comparison, limit, upper, expected):
    assert limits_agree(comparison, Decimal(limit), None if upper is None else Decimal(upper)) is expected


@pytest.mark.parametrize(
    ("comparison", "limit", "national", "expected"),
    [
        ("at_least", "3.2", "2.9", "0.3"),
        ("at_most", "5", "20", "15"),
        ("at_least", "2.8", "2.9", "-0.1"),
        ("at_most", "5", None, None),
        ("between", "5", "6", None),
    ],
)
def test_how_far_a_limit_goes_beyond_the_national_one(comparison, limit, national, expected):
    beyond = stricter_by(comparison, Decimal(limit), national and Decimal(national))

    assert beyond == (None if expected is None else Decimal(expected))
