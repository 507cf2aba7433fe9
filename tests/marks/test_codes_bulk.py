"""Codes by the million are the codes that are made one by one."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinxin.marks.codes import bulk
from yinxin.marks.codes.unit_code import COUNTERS, UnitCode, encode

KEY = bytes(range(32))


def plainly(key: bytes, epoch: int, counters: range) -> list[str]:
    return [encode(UnitCode(epoch, counter), key) for counter in counters]


@pytest.mark.parametrize(
    "first",
    [0, 2**5 - 5, 2**20 - 7, 2**32 - 100, 2**35 - 50, 2**39 - 1, COUNTERS - 1000],
    ids=lambda n: f"{n:#x}",
)
def test_bulk_equals_plain_across_every_carry(first: int) -> None:
    made = list(chain.from_iterable(bulk.codes(KEY, epoch=31, first=first, count=1000, chunk=77)))

    assert made == plainly(KEY, 31, range(first, first + 1000))


@given(
    key=st.one_of(*(st.binary(min_size=size, max_size=size) for size in (16, 24, 32))),
    epoch=st.integers(0, 31),
    first=st.integers(0, COUNTERS - 40),
    count=st.integers(0, 40),
    chunk=st.integers(1, 50),
)
def test_bulk_equals_plain_for_any_key_epoch_range_and_chunk(
    key: bytes, epoch: int, first: int, count: int, chunk: int
) -> None:
    made = list(chain.from_iterable(bulk.codes(key, epoch=epoch, first=first, count=count, chunk=chunk)))

    assert made == plainly(key, epoch, range(first, first + count))


def test_lines_are_what_a_printer_is_sent() -> None:
    parts = list(bulk.lines(KEY, epoch=7, first=5, count=50, chunk=20))

    assert [len(part) for part in parts] == [20 * bulk.LINE, 20 * bulk.LINE, 10 * bulk.LINE]
    assert b"".join(parts).decode() == "".join(f"{code}\n" for code in plainly(KEY, 7, range(5, 55)))


def test_a_hundred_thousand_codes_are_a_hundred_thousand_different_codes() -> None:
    made = list(chain.from_iterable(bulk.codes(KEY, epoch=0, first=0, count=100_000)))

    assert len(set(made)) == 100_000


def test_the_first_chunk_of_an_epochs_whole_range_comes_at_once() -> None:
    chunks = bulk.lines(KEY, epoch=0, first=0, count=COUNTERS)

    assert len(next(chunks)) == bulk.CHUNK * bulk.LINE


@pytest.mark.parametrize(
    ("epoch", "first", "count", "chunk"),
    [(32, 0, 1, 10), (0, -1, 5, 10), (0, COUNTERS - 3, 4, 10), (0, 0, -1, 10), (0, 0, 1, 0)],
    ids=["no such epoch", "before the first", "beyond the last", "fewer than none", "no chunk"],
)
def test_counters_that_no_code_can_hold_are_refused_before_the_first_chunk(
    epoch: int, first: int, count: int, chunk: int
) -> None:
    with pytest.raises(ValueError, match=r"0 to|0 or more"):
        bulk.codes(KEY, epoch=epoch, first=first, count=count, chunk=chunk)
