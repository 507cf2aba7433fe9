"""How a draw is worked out: the list's hash, how values are read, keys, strata one after the other."""

import hashlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinxin.draws import rules
from yinxin.draws.rules import Entrant, Line, Stratum

LOTTERY = [3, 7, 8, 15, 22, 27, 33]


def line(ordinal, *strata, weight=1):
    return Line(ordinal, f"{ordinal:064x}", strata, weight)


# ------------------------------------------------------------------------------------- values


@pytest.mark.parametrize(
    "text",
    [
        "03 08 15 22 27 33 07",
        "03 08 15 22 27 33 + 07",
        "03,08,15,22,27,33|07",
        "03、08、15、22、27、33；07",
        "03，08，15，22，27，33，07",
        "０３　０８　１５　２２　２７　３３　＋　０７",
        "红球：03 08 15 22 27 33 蓝球：07",
        "前区03,08,15,22,27 后区33-07",
        "  7/3·8–15—22\n27\t33 ",
    ],
)
def test_a_value_is_the_same_in_every_usual_spelling(text):
    assert [int(number) for number in rules.numbers_of(text)] == LOTTERY


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("0", ["0"]),
        ("000", ["0"]),
        ("3104.50", ["3104.5"]),
        ("3104.00", ["3104"]),
        ("7 7", ["7", "7"]),
        ("12345678901234567890123456789012345678", ["12345678901234567890123456789012345678"]),
    ],
)
def test_a_number_is_read_as_it_stands(text, numbers):
    assert [str(number) for number in rules.numbers_of(text)] == numbers


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "+",
        "待公布",
        "第 2024138 期 03 08",
        "03.08.15",
        "3.",
        ".5",
        "1e3",
        "a1",
        "½",
        "三 八",
        "9" * 41,
    ],
)
def test_what_is_not_numbers_alone_is_not_read(text):
    assert rules.numbers_of(text) == ()


@given(st.lists(st.integers(0, 99), min_size=1, max_size=8), st.randoms())
def test_the_order_in_which_a_value_is_written_does_not_matter(numbers, chance):
    mixed = list(numbers)
    chance.shuffle(mixed)

    assert rules.key_of(b"root", rules.numbers_of(" ".join(map(str, mixed)))) == rules.key_of(
        b"root", rules.numbers_of("、".join(f"{number:02}" for number in numbers))
    )


# ------------------------------------------------------------------------------------- keys and the list


def test_a_key_joins_root_value_and_stratum():
    key = rules.key_of(bytes([0x0A, 0xFF]), [Decimal(7), Decimal(3)])

    assert key == "0AFF/3.7./"
    assert rules.key_in("product", key=key) == "0AFF/3.7./PRODUCT/"


def test_the_list_is_hashed_as_canonical_json():
    lines = [Line(1, "ab", ("product", "law"), 2)]

    text = '{"candidates":[{"ordinal":1,"strata":["product","law"],"token":"ab","weight":2}]}'
    assert rules.list_sha256(lines) == hashlib.sha256(text.encode()).hexdigest()


def test_a_token_hides_its_subject_behind_a_salt():
    salt = "00" * 16

    assert rules.token_of("expert/12", salt=salt) == hashlib.sha256(bytes(16) + b"expert/12").hexdigest()


# ------------------------------------------------------------------------------------- strata


@pytest.mark.parametrize(
    ("strata", "are_strata"),
    [
        ([("product", 1)], True),
        ([("product", 1), ("law", 2)], True),
        ([], False),
        ([("product", 0)], False),
        ([("product", 1), ("product", 1)], False),
        ([("a_b", 1), ("AB", 1)], False),
        ([("产品", 1)], False),
    ],
)
def test_strata_have_seats_and_keys_of_their_own(strata, are_strata):
    assert rules.are_strata([Stratum(code, code, seats) for code, seats in strata]) is are_strata


@pytest.mark.parametrize(
    ("members", "seats", "small"),
    [
        ({"a": "123", "b": "45"}, {"a": 3, "b": 2}, None),
        ({"a": "12", "b": "45"}, {"a": 3, "b": 2}, ("a", 2)),
        ({"a": "123", "b": "123"}, {"a": 1, "b": 2}, None),
        ({"a": "123", "b": "123"}, {"a": 2, "b": 2}, ("b", 1)),
        ({"a": "123", "b": "34"}, {"a": 1, "b": 2}, ("b", 1)),
        ({"a": "1", "b": "1", "c": "1"}, {"a": 1, "b": 1, "c": 1}, ("b", 0)),
        ({"a": "12", "b": "23", "c": "123"}, {"a": 1, "b": 1, "c": 1}, None),
    ],
)
def test_a_stratum_is_too_small_where_some_value_would_leave_a_seat_empty(members, seats, small):
    entrants = [
        Entrant(each, tuple(code for code, who in members.items() if each in who)) for each in "12345"
    ]

    found = rules.too_small(entrants, [Stratum(code, code, count) for code, count in seats.items()])

    assert (found and (found[0].code, found[1])) == small


lists = st.lists(
    st.tuples(st.sets(st.sampled_from(["a", "b", "c"]), min_size=1), st.integers(1, 5)),
    min_size=1,
    max_size=25,
)
seat_counts = st.dictionaries(st.sampled_from(["a", "b", "c"]), st.integers(1, 4), min_size=1)


@given(lists, seat_counts, st.lists(st.integers(0, 99), min_size=1, max_size=7))
def test_whatever_the_value_strata_are_filled_and_nobody_is_taken_twice(members, counts, value):
    strata = [Stratum(code, code, seats) for code, seats in counts.items()]
    lines = [line(place, *sorted(codes), weight=weight) for place, (codes, weight) in enumerate(members, 1)]
    entrants = [Entrant(each.token, each.strata, each.weight) for each in lines]
    key = rules.key_of(b"root", map(Decimal, value))

    found = rules.selection(lines, strata, key=key)

    everybody = [taken.line.token for all_taken in found.values() for taken in all_taken]
    assert len(set(everybody)) == len(everybody)
    assert all(code in taken.line.strata for code, all_taken in found.items() for taken in all_taken)
    if rules.too_small(entrants, strata) is None:
        assert {code: len(all_taken) for code, all_taken in found.items()} == counts


def test_strata_are_drawn_in_their_order_and_whoever_was_taken_is_out_of_the_next():
    lines = [line(1, "a", "b"), line(2, "a", "b"), line(3, "b")]
    first, second = Stratum("a", "A", 2), Stratum("b", "B", 1)

    there = rules.selection(lines, [first, second], key="K/")
    back = rules.selection(lines, [second, first], key="K/")

    assert [taken.line.ordinal for taken in there["b"]] == [3]
    assert list(back) == ["b", "a"]
    assert not {taken.line.ordinal for taken in back["a"]} & {taken.line.ordinal for taken in back["b"]}
