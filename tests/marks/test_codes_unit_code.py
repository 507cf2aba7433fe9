"""A unit code: made, shown, read; a typing error told from a forgery."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinxin.kernel.alphabet import SYMBOLS
from yinxin.marks.codes.check_character import check_character
from yinxin.marks.codes.unit_code import (
    COUNTERS,
    Defect,
    Foreign,
    Lack,
    Mistyped,
    UnitCode,
    derive_key,
    display,
    encode,
    read,
)

MASTER = bytes(range(32))
KEYS = {epoch: derive_key(MASTER, body="mengbiao", year=2026, epoch=epoch) for epoch in range(32)}
UNIT = UnitCode(epoch=3, counter=123_456_789)
CODE = encode(UNIT, KEYS[3])

units = st.builds(UnitCode, epoch=st.integers(0, 31), counter=st.integers(0, COUNTERS - 1))


@given(unit=units)
def test_a_code_that_is_read_names_the_unit_it_was_made_for(unit: UnitCode) -> None:
    code = encode(unit, KEYS[unit.epoch])

    assert len(code) == 17
    assert set(code) <= set(SYMBOLS)
    assert code[0] == SYMBOLS[unit.epoch]
    assert read(code, KEYS) == unit


def test_the_format_stays_what_has_been_printed() -> None:
    """Labels outlive releases: these three may never change."""
    assert KEYS[3].hex() == "a9c59f2024be3290ca8a68c3f225a3f94c9492878d5cafdd93477bcfa77fb001"
    assert CODE == "3WQ907XZ1ZB3YE0EG"
    assert display(CODE) == "3WQ9-07XZ-1ZB3-YE0EG"


@given(unit=units)
def test_a_code_is_read_however_it_is_typed(unit: UnitCode) -> None:
    code = encode(unit, KEYS[unit.epoch])
    full_width = "".join(chr(ord(character) + 0xFEE0) for character in code.lower())
    by_ear = code.lower().replace("1", "l").replace("0", "o")

    assert read(display(code), KEYS) == unit
    assert read(full_width, KEYS) == unit
    assert read(f"  {by_ear}\n", KEYS) == unit


def test_a_typing_error_in_any_position_is_told_from_a_forgery() -> None:
    for position in range(17):
        for symbol in set(SYMBOLS) - {CODE[position]}:
            with pytest.raises(Mistyped) as caught:
                read(CODE[:position] + symbol + CODE[position + 1 :], KEYS)

            assert caught.value.defect == Defect.CHECK
            assert caught.value.position is None


def test_two_neighbouring_characters_exchanged_are_a_typing_error() -> None:
    for position in range(16):
        left, right = CODE[position : position + 2]
        if left != right:
            with pytest.raises(Mistyped):
                read(CODE[:position] + right + left + CODE[position + 2 :], KEYS)


@pytest.mark.parametrize("text", ["", "-", CODE[:-1], CODE + "0", CODE * 1000], ids=len)
def test_a_text_of_another_length_is_mistyped(text: str) -> None:
    with pytest.raises(Mistyped) as caught:
        read(text, KEYS)

    assert caught.value.defect == Defect.LENGTH


@pytest.mark.parametrize("stranger", ["U", "u", "*", "\u4e2d", "\u0131", "\u0661", "\uff35"])
def test_a_character_outside_the_alphabet_is_pointed_out(stranger: str) -> None:
    with pytest.raises(Mistyped) as caught:
        read(f"{CODE[:4]}-{stranger}{CODE[5:]}", KEYS)

    assert (caught.value.defect, caught.value.position) == (Defect.CHARACTER, 5)


def test_random_codes_with_a_right_check_character_are_refused_as_foreign() -> None:
    random = Random(20_000)
    for _ in range(20_000):
        body = "".join(random.choices(SYMBOLS, k=16))

        with pytest.raises(Foreign) as caught:
            read(body + check_character(body), KEYS)

        assert caught.value.lack == Lack.REDUNDANCY


def test_a_code_of_an_epoch_without_a_key_is_foreign() -> None:
    keys = {epoch: key for epoch, key in KEYS.items() if epoch != 3}

    with pytest.raises(Foreign) as caught:
        read(CODE, keys)

    assert (caught.value.lack, caught.value.epoch) == (Lack.KEY, 3)


def test_a_code_made_with_another_key_is_foreign() -> None:
    with pytest.raises(Foreign):
        read(encode(UNIT, KEYS[4]), KEYS)


def test_a_code_moved_to_another_epoch_is_foreign_even_under_the_same_key() -> None:
    moved = SYMBOLS[4] + CODE[1:16]

    with pytest.raises(Foreign) as caught:
        read(moved + check_character(moved), {3: KEYS[3], 4: KEYS[3]})

    assert caught.value.lack == Lack.REDUNDANCY


def test_codes_of_consecutive_counters_share_no_visible_order() -> None:
    codes = [encode(UnitCode(3, counter), KEYS[3]) for counter in range(2000)]

    assert len(set(codes)) == 2000
    rising = sum(left < right for left, right in pairwise(codes))
    assert 900 < rising < 1100
    for position in range(1, 17):
        seen = [code[position] for code in codes]
        repeated = sum(left == right for left, right in pairwise(seen))
        assert set(seen) == set(SYMBOLS)
        assert max(map(seen.count, SYMBOLS)) < 120  # 62 expected
        assert repeated < 120


@pytest.mark.parametrize(("epoch", "counter"), [(-1, 0), (32, 0), (0, -1), (0, COUNTERS)])
def test_a_unit_that_no_code_can_hold_is_refused(epoch: int, counter: int) -> None:
    with pytest.raises(ValueError, match="0 to"):
        UnitCode(epoch, counter)


def test_body_year_and_epoch_each_make_another_key() -> None:
    keys = {
        derive_key(master, body=body, year=year, epoch=epoch)
        for master in (MASTER, MASTER[::-1])
        for body in ("mengbiao", "mengbiao2", "")
        for year in (2026, 2027)
        for epoch in (0, 1)
    }

    assert len(keys) == 24
    assert {len(key) for key in keys} == {32}


def test_a_master_shorter_than_a_key_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        derive_key(bytes(31), body="mengbiao", year=2026, epoch=0)
