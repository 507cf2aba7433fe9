"""Figures of measurements, units and cells: worked examples of others, and what holds for any values."""

import statistics as another
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinxin.standards.studies.rules import lines, statistics, units
from yinxin.standards.studies.rules.lines import Frame
from yinxin.standards.studies.rules.statistics import Limit

FRAME = Frame(date(2024, 11, 11), date(2024, 11, 20), ["01", "A-2"])
GOOD = {"item": "水分", "value": "12.5", "unit": "g/100 g", "measured_on": "2024-11-13"}
VALUES = st.lists(
    st.decimals(min_value=-1000, max_value=100000, places=3, allow_nan=False), min_size=1, max_size=40
)


def numbers(*values):
    return [Decimal(str(value)) for value in values]


# ------------------------------------------------------------------------------------------- figures


def test_nist_numacc1_is_exact():
    """NIST Statistical Reference Datasets, NumAcc1: mean 10000002, standard deviation 1."""
    figures = statistics.summary(numbers(10000001, 10000003, 10000002))

    assert (figures.mean, figures.deviation, figures.n) == (10000002, 1, 3)


def test_nist_numacc3_keeps_its_digits():
    """NumAcc3: 1000000.2, then 1000000.1 and 1000000.3 five hundred times: mean 1000000.2, deviation 0.1."""
    values = numbers("1000000.2") + numbers("1000000.1", "1000000.3") * 500

    figures = statistics.summary(values)

    assert (figures.mean, figures.deviation) == (Decimal("1000000.2"), Decimal("0.1"))


def test_one_value_has_no_deviation():
    figures = statistics.summary(numbers("3.2"))

    assert (figures.mean, figures.deviation, figures.median) == (Decimal("3.2"), None, Decimal("3.2"))


@pytest.mark.parametrize(
    ("p", "expected"), [(0, "15"), (5, "16"), (30, "23"), (40, "29"), (50, "35"), (100, "50")]
)
def test_percentiles_of_five_values(p, expected):
    """The values of the usual textbook example (15, 20, 35, 40, 50), interpolated at (n − 1)p + 1."""
    assert statistics.percentile(numbers(15, 20, 35, 40, 50), p) == Decimal(expected)


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        ("12.1498", 1, "12.1"),
        ("1268", -2, "1.3E+3"),
        ("1.050", 1, "1.0"),
        ("0.35", 1, "0.4"),
        ("2500", -3, "2E+3"),
        ("3500", -3, "4E+3"),
        ("-3.55", 1, "-3.6"),
        ("-0.365", 2, "-0.36"),
    ],
)
def test_rounding_by_gb_t_8170(value, places, expected):
    assert statistics.rounded(Decimal(value), places) == Decimal(expected)


@given(VALUES)
def test_mean_median_and_deviation_are_those_of_another_program(values):
    figures = statistics.summary(values)

    assert abs(figures.mean - another.mean(values)) < Decimal("1e-15")
    assert figures.median == another.median(values)
    if len(values) > 1:
        assert abs(figures.deviation - another.stdev(values)) < Decimal("1e-15")


@given(VALUES, st.integers(0, 100), st.integers(0, 100))
def test_percentiles_lie_within_and_rise(values, p, q):
    low, high = sorted((p, q))

    assert (
        min(values)
        <= statistics.percentile(values, low)
        <= statistics.percentile(values, high)
        <= max(values)
    )


@given(VALUES, st.sampled_from(["at_least", "at_most", "between"]), st.sampled_from(statistics.KEEPS))
def test_what_a_suggestion_says_of_itself_is_counted(values, comparison, keep):
    found = statistics.suggested(values, comparison, keep=keep)

    low = found.limit.limit if comparison != "at_most" else min(values)
    high = {"at_least": max(values), "at_most": found.limit.limit, "between": found.limit.upper}[comparison]
    assert found.kept == sum(low <= value <= high for value in values)
    assert found.failing + found.kept == found.n == len(values)


@given(VALUES)
def test_a_limit_that_is_to_keep_all_fails_none(values):
    for comparison in ("at_least", "at_most", "between"):
        assert statistics.suggested(values, comparison, keep=100).failing == 0


@given(VALUES)
def test_rounding_moves_by_half_a_step_at_most(values):
    for value in values:
        assert abs(statistics.rounded(value, 1) - value) <= Decimal("0.05")


def test_a_limit_is_as_fine_as_what_was_measured():
    values = numbers("3.12", "3.20000", "3.4", "3.55")

    assert statistics.suggested(values, "at_least", keep=90).limit == Limit("at_least", Decimal("3.14"))


def test_what_rounding_does_to_a_limit_is_counted():
    values = numbers(1, 2, 3, 4)  # the lower tenth ends at 1.3, the lower fifth at 1.6

    nine_tenths = statistics.suggested(values, "at_least", keep=90)
    four_fifths = statistics.suggested(values, "at_least", keep=80)

    assert (nine_tenths.limit.limit, nine_tenths.failing) == (1, 0)
    assert (four_fifths.limit.limit, four_fifths.failing, four_fifths.share_failing) == (2, 1, 25)


# --------------------------------------------------------------------------------------------- units


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("克／１００克", "g/100 g"),
        ("g/100g", "g/100 g"),
        ("G/100G", "g/100 g"),
        ("克每百克", "g/100 g"),
        ("毫克/公斤", "mg/kg"),
        ("mg／ｋｇ", "mg/kg"),
        ("µg/kg", "μg/kg"),
        ("微克每千克", "μg/kg"),
        ("％", "%"),
        ("百分比", "%"),
        ("CFU/mL", "CFU/mL"),
        ("cfu/ml", "CFU/mL"),
        ("摄氏度", "℃"),
        ("°T", "°T"),
        ("倍", "倍"),
        ("株/平方米", "株/平方米"),
        ("", ""),
    ],
)
def test_a_unit_has_one_spelling(written, unit):
    assert units.unit_of(written) == unit


@given(st.text(max_size=20))
def test_the_one_spelling_stays_as_it_is(text):
    once = units.unit_of(text)

    assert units.unit_of(once) == once


# --------------------------------------------------------------------------------------------- cells


def test_good_cells_are_a_line():
    line, problems = lines.read(
        GOOD | {"sample": " ａ－2 ", "instrument": "烘箱", "method": "GB 5009.3"}, FRAME
    )

    assert problems == ()
    assert (line.item, line.value, line.unit, line.sample) == ("水分", Decimal("12.5"), "g/100 g", "A-2")
    assert (line.measured_on, line.instrument, line.method) == (date(2024, 11, 13), "烘箱", "GB 5009.3")


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"item": " "}, ("item", "missing")),
        ({"value": ""}, ("value", "missing")),
        ({"measured_on": ""}, ("measured_on", "missing")),
        ({"item": "长" * 61}, ("item", "too_long")),
        ({"value": "12.5 g"}, ("value", "value_unreadable")),
        ({"value": "约 12"}, ("value", "value_unreadable")),
        ({"value": "NaN"}, ("value", "value_unreadable")),
        ({"value": "1e10"}, ("value", "value_unreadable")),
        ({"value": "未检出"}, ("value", "not_a_value")),
        ({"value": "＜0.01"}, ("value", "not_a_value")),
        ({"value": "ND"}, ("value", "not_a_value")),
        ({"value": "0.123456"}, ("value", "too_fine")),
        ({"measured_on": "十一月"}, ("measured_on", "day_unreadable")),
        ({"measured_on": "2024-11-21"}, ("measured_on", "day_ahead")),
        ({"measured_on": "2024-11-10"}, ("measured_on", "before_study")),
        ({"sample": "03"}, ("sample", "sample_unknown")),
    ],
)
def test_each_slip_is_named_at_its_cell(cells, problem):
    line, problems = lines.read(GOOD | cells, FRAME)

    assert line is None
    assert [(each.cell, each.code) for each in problems] == [problem]


def test_several_slips_of_a_row_are_named_at_once():
    _, problems = lines.read({"item": "", "value": "无", "measured_on": "2025-01-01", "sample": "9"}, FRAME)

    assert {each.cell for each in problems} == {"item", "value", "measured_on", "sample"}


def test_full_width_digits_chinese_units_and_days_as_text_are_read_and_said():
    line, problems = lines.read(
        {"item": "水分", "value": "１，２００．５０", "unit": "毫克每千克", "measured_on": "2024年11月13日"},
        FRAME,
    )

    assert (line.value, line.unit, line.measured_on) == (Decimal("1200.50"), "mg/kg", date(2024, 11, 13))
    assert [(each.code, each.is_blocking) for each in problems] == [
        ("day_as_text", False),
        ("unit_taken", False),
    ]


def test_a_row_with_nothing_but_a_day_was_left_alone():
    assert lines.is_blank({"measured_on": "2024-11-13", "item": " "})
    assert not lines.is_blank({"measured_on": "2024-11-13", "sample": "01"})
