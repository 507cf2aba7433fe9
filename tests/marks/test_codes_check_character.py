"""The check character and the forgiving reading of a code."""

from itertools import combinations
from random import Random

import pytest

from yinxin.kernel.alphabet import SYMBOLS, digits_of, fold, number_of, text_of, values_of
from yinxin.marks.codes.check_character import GENERATOR, check_character, check_value, is_right, product

LENGTH = 17


def right_codes() -> list[list[int]]:
    random = Random(17)
    bodies = [[0] * 16, [31] * 16, list(range(16))] + [
        [random.randrange(32) for _ in range(16)] for _ in range(5)
    ]
    return [[*body, check_value(body)] for body in bodies]


def test_the_alphabet_has_thirty_two_characters_and_none_that_look_alike() -> None:
    assert len(set(SYMBOLS)) == 32
    assert set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") - set(SYMBOLS) == set("ILOU")


def test_the_powers_of_the_generator_are_every_element_of_the_field_but_zero() -> None:
    powers = [1]
    while len(powers) < 31:
        powers.append(product(powers[-1], GENERATOR))

    assert sorted(powers) == list(range(1, 32))


def test_multiplication_is_that_of_a_field() -> None:
    for left in range(1, 32):
        assert sorted(product(left, right) for right in range(32)) == list(range(32))
        for right in range(32):
            assert product(left, right) == product(right, left)
            assert product(left, right ^ 5) == product(left, right) ^ product(left, 5)


@pytest.mark.parametrize("code", right_codes())
def test_every_single_substitution_is_noticed(code: list[int]) -> None:
    unnoticed = [
        (position, value)
        for position in range(LENGTH)
        for value in range(32)
        if value != code[position] and is_right([*code[:position], value, *code[position + 1 :]])
    ]

    assert is_right(code)
    assert unnoticed == []


def test_every_exchange_of_two_different_characters_is_noticed() -> None:
    """For all pairs of places, adjacent ones among them, and all pairs of values there."""
    for first, second in combinations(range(LENGTH), 2):
        for one, other in combinations(range(32), 2):
            # The check is linear: what a code has elsewhere adds the same to both orders.
            before, after = [0] * LENGTH, [0] * LENGTH
            before[first], before[second] = one, other
            after[first], after[second] = other, one
            difference = [left ^ right for left, right in zip(before, after, strict=True)]

            assert not is_right(difference)


@pytest.mark.parametrize("code", right_codes())
def test_every_adjacent_transposition_of_a_whole_code_is_noticed(code: list[int]) -> None:
    for position in range(LENGTH - 1):
        swapped = code.copy()
        swapped[position], swapped[position + 1] = code[position + 1], code[position]

        assert is_right(swapped) == (swapped == code)


def test_a_check_character_is_itself_of_the_alphabet() -> None:
    assert {check_character(text_of([value] * 16)) for value in range(32)} == set(SYMBOLS)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("0123456789abcdefghjkmnpqrstvwxyz", SYMBOLS),
        ("iIlL oO", "111100"),
        ("3V7B-SHWH N449\u3000PNZT5\n", "3V7BSHWHN449PNZT5"),
        ("\uff13\uff36\uff57\uff0d\uff29\uff4f", "3VW10"),
        ("3V\u201011\u2014", "3V11"),
        ("U*\u4e2d\u0131\u00df", "U*\u4e2d\u0131\u00df"),
    ],
    ids=["lower case", "look-alikes", "spaces and hyphens", "full width", "dashes", "anything else stays"],
)
def test_reading_forgives_how_people_type(typed: str, read: str) -> None:
    assert fold(typed) == read


def test_numbers_and_values_are_the_same_thing_twice() -> None:
    assert text_of(digits_of(32**2 + 31, length=4)) == "010Z"
    assert number_of(values_of("010Z")) == 32**2 + 31
