"""Numbers on the package and on the papers: GTIN, SC and CMA."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinxin.kernel.identifiers import food_licence, gtin, laboratory_number
from yinxin.kernel.identifiers.problems import Problem

digits = st.text("0123456789", min_size=7, max_size=13).filter(lambda text: len(text) + 1 in gtin.LENGTHS)


@pytest.mark.parametrize("number", ["96385074", "036000291452", "6936983800013", "16936983800010"])
def test_a_trade_number_of_each_length_has_no_problem(number):
    assert gtin.problem(number) is None


@pytest.mark.parametrize(
    ("number", "wrong"),
    [
        ("6936983800014", "gtin.check_digit"),
        ("69369838000", "gtin.length"),
        ("693698380001X", "gtin.character"),
        ("٦٩٣٦٩٨٣٨٠٠٠١٣", "gtin.character"),
    ],
)
def test_a_wrong_trade_number_is_blocked_since_no_scanner_reads_it(number, wrong):
    assert gtin.problem(number) == Problem(wrong, blocking=True)


@given(digits)
def test_padding_a_trade_number_to_fourteen_digits_keeps_it_right(text):
    number = gtin.with_check_digit(text)

    assert gtin.problem(number) is None
    assert gtin.problem(gtin.to_gtin14(number)) is None
    assert len(gtin.to_gtin14(number)) == 14


def test_a_food_licence_tells_the_division_of_its_site():
    number = food_licence.compact("ＳＣ 1051 5292 2000 18")

    assert food_licence.problem(number) is None
    assert food_licence.division_of_site(number) == "152922"
    assert food_licence.category(number) == "05"


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        ("SC10515292200019", Problem("food_licence.check_digit", blocking=False)),
        ("SC90515292200018", Problem("food_licence.kind", blocking=True)),
        ("SC1051529220001", Problem("food_licence.syntax", blocking=True)),
        ("QS152205010001", Problem("food_licence.syntax", blocking=True)),
    ],
)
def test_a_food_licence_is_blocked_for_its_syntax_and_doubted_for_its_check_digit(number, problem):
    assert food_licence.problem(number) == problem


@given(st.sampled_from("12"), st.text("0123456789", min_size=12, max_size=12))
def test_a_food_licence_made_with_its_check_digit_has_no_problem(kind, rest):
    assert food_licence.problem(food_licence.with_check_digit(f"SC{kind}{rest}")) is None


def test_a_laboratory_number_is_known_by_its_syntax_only():
    number = laboratory_number.compact("CMA ２４０５ 0014 0001")

    assert number == "240500140001"
    assert laboratory_number.problem(number) is None
    assert (laboratory_number.year(number), laboratory_number.issuer(number)) == (2024, "05")


@pytest.mark.parametrize("number", ["", "24050014000", "2405001400011", "24050014000Z"])
def test_a_laboratory_number_of_another_shape_is_blocked(number):
    assert laboratory_number.problem(number) == Problem("laboratory_number.syntax", blocking=True)
