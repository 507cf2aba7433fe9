"""Credit codes: impossible ones are refused, doubtful ones are only doubted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinxin.kernel.identifiers import credit_code
from yinxin.kernel.identifiers.problems import Problem

first17 = st.builds(
    lambda head, division, rest: head + division + rest,
    st.text(credit_code.ALPHABET, min_size=2, max_size=2),
    st.text("0123456789", min_size=6, max_size=6),
    st.text(credit_code.ALPHABET, min_size=9, max_size=9),
)


@pytest.mark.parametrize(
    "code",
    [
        "91152922MA0N00016H",
        "91152921MA0N00024X",
        "91152923MA0N00032M",
        "93152922MA0N00040U",
        "91350200776049653A",
        "91440101MA5CJQ4N59",
    ],
)
def test_a_code_with_its_check_character_has_no_problem(code):
    assert credit_code.problem(code) is None


@pytest.mark.parametrize("code", ["91350100M0001TGQXM", "91350211M0000XUF46", "91350203M0001FUE2P"])
def test_a_legal_code_of_a_pilot_area_is_only_doubted(code):
    assert credit_code.problem(code) == Problem("credit_code.check_character", blocking=False)


def test_a_rural_collective_registered_under_a_letter_is_not_blocked():
    code = credit_code.with_check_character("N2152921MF0123456")

    assert credit_code.problem(code) is None


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("", "credit_code.length"),
        ("91152922MA0N00016", "credit_code.length"),
        ("91152922MA0N00016HH", "credit_code.length"),
        ("91152922MA0NO0016H", "credit_code.character"),
        ("91152922MA0N0001蒙H", "credit_code.character"),
        ("91X52922MA0N00016H", "credit_code.division"),
    ],
)
def test_an_impossible_code_is_blocked(code, wrong):
    assert credit_code.problem(code) == Problem(wrong, blocking=True)


def test_a_code_typed_full_width_with_spaces_dashes_and_invisible_marks_is_stored_plainly():
    assert credit_code.compact("\ufeff９１１５２９２２－ma0n\u30000001 6h\u200b") == "91152922MA0N00016H"


@given(first17)
def test_a_code_made_with_its_check_character_has_no_problem(first):
    assert credit_code.problem(credit_code.with_check_character(first)) is None


@given(first17, st.integers(0, 16), st.sampled_from(credit_code.ALPHABET))
def test_one_wrong_character_never_passes_unnoticed(first, place, other):
    code = credit_code.with_check_character(first)
    wrong = code[:place] + other + code[place + 1 :]

    assert (credit_code.problem(wrong) is None) == (wrong == code)
