"""RFC 3797: its own worked example, and what weights add to it."""

import hashlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinxin.kernel import draws

# RFC 3797, section 6: three sources, 25 volunteers.
SOURCES = ([9319], [2, 5, 12, 8, 10], [9, 18, 26, 34, 41, 45])
KEY = "9319./2.5.8.10.12./9.18.26.34.41.45./"
PRINTED = """
    990DD0A5692A029A98B5E01AA28F3459  25  17
    3691E55CB63FCC37914430B2F70B5EC6  24   7
    FE814EDF564C190AC1D25753979990FA  23   2
    1863CCACEB568C31D7DDBDF1D4E91387  22  16
    F4AB33DF4889F0AF29C513905BE1D758  21  25
    13EAEB529F61ACFB9A29D0BA3A60DE4A  20  23
    992DB77C382CA2BDB9727001F3CDCCD9  19   8
    63AB4258ECA922976811C7F55C383CE7  18  24
    DFBC5AC97CED01B3A6E348E3CC63F40D  17  19
    31CB111C4A4EBE9287CEAE16FE51B909  16  13
"""
EXAMPLE = [(md5, int(div), int(chosen)) for md5, div, chosen in map(str.split, PRINTED.strip().splitlines())]

keys = st.text("0123456789./ABCDEF", max_size=60)
weights = st.lists(st.integers(1, 9), min_size=1, max_size=40)


def test_the_key_of_the_example_is_the_one_that_the_rfc_prints():
    assert "".join(map(draws.numbers_source, SOURCES)) == KEY


def test_the_example_of_the_rfc_comes_out_step_by_step():
    picked = [(pick.md5, pick.tickets, pick.taken + 1) for pick in draws.picks(KEY, [1] * 25)]

    assert picked[: len(EXAMPLE)] == EXAMPLE


def test_the_ten_of_the_example_are_selected():
    assert [place + 1 for place in draws.select(KEY, [1] * 25, seats=10)] == [
        17, 7, 2, 16, 25, 23, 8, 24, 19, 13
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("numbers", "source"),
    [
        ([7], "7./"),
        ([0], "0./"),
        ([33, 3, 7], "3.7.33./"),
        ([10, 9], "9.10./"),
        ([Decimal("7.0")], "7./"),
        ([Decimal("3104.50")], "3104.5/"),
        ([Decimal("0.10")], "0.1/"),
        ([Decimal("1E+3")], "1000./"),
        ([7, 7], "7.7./"),
    ],
)
def test_a_number_has_one_form(numbers, source):
    assert draws.numbers_source(numbers) == source


@pytest.mark.parametrize(
    ("text", "source"), [("product", "PRODUCT/"), ("a-b_c", "ABC/"), ("Mažňák", "MAZNAK/"), ("3f0e", "3F0E/")]
)
def test_letters_have_one_form(text, source):
    assert draws.text_source(text) == source


def plain_rfc_3797(key, pool, seats):
    """Section 4 of the RFC, word for word: candidates in a list, each with one place."""
    left, chosen = list(range(pool)), []
    for index in range(seats):
        ends = bytes([index >> 8, index & 255])
        number = int(hashlib.md5(ends + key.encode() + ends, usedforsecurity=False).hexdigest(), 16)
        chosen.append(left.pop(number % len(left)))
    return chosen


@given(keys, st.integers(1, 300), st.data())
def test_with_one_ticket_each_it_is_rfc_3797(key, pool, data):
    seats = data.draw(st.integers(0, pool))

    assert draws.select(key, [1] * pool, seats) == plain_rfc_3797(key, pool, seats)


@given(keys, weights)
def test_nobody_is_taken_twice_and_everybody_can_be(key, weights):
    taken = draws.select(key, weights, seats=len(weights))

    assert sorted(taken) == list(range(len(weights)))


@given(keys, weights, st.data())
def test_more_seats_add_to_those_who_were_taken(key, weights, data):
    few = data.draw(st.integers(0, len(weights)))
    many = data.draw(st.integers(few, len(weights)))

    assert draws.select(key, weights, many)[:few] == draws.select(key, weights, few)


@given(keys, weights)
def test_all_tickets_of_whoever_is_taken_are_taken_out(key, weights):
    steps = list(draws.picks(key, weights))

    assert [step.tickets for step in steps] == [
        sum(weights) - sum(weights[earlier.taken] for earlier in steps[: step.index]) for step in steps
    ]
    assert all(0 <= step.ticket < step.tickets for step in steps)


@given(keys, weights)
def test_the_ticket_lies_among_those_of_whoever_is_taken(key, weights):
    out = set()
    for step in draws.picks(key, weights):
        before = sum(weight for place, weight in enumerate(weights[: step.taken]) if place not in out)

        assert before <= step.ticket < before + weights[step.taken]
        out.add(step.taken)


@given(keys, st.lists(st.integers(0, 3), min_size=1, max_size=20))
def test_who_has_no_ticket_is_not_drawn(key, weights):
    taken = draws.select(key, weights, seats=len(weights))

    assert sorted(taken) == [place for place, weight in enumerate(weights) if weight]


def test_weights_are_chances():
    """Over many keys, one with three tickets of six is first in about half."""
    first = [draws.select(f"{key}./", [1, 3, 2], seats=1)[0] for key in range(6000)]

    assert [round(first.count(place) / 1000) for place in range(3)] == [1, 3, 2]


def test_a_key_that_is_not_ascii_is_a_fault_of_the_caller():
    with pytest.raises(UnicodeEncodeError):
        draws.select("阿拉善/", [1, 1], seats=1)
