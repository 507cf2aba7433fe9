"""How fast unit codes are made and read, and in how much memory: python bench/unit_codes.py

Ratios to a raw loop of keyed BLAKE2b within the same run, on one core (more is faster):

    made one by one, with text               0.02
    read one by one                          0.02
    made in bulk, as lines for a printer     5.3
    made in bulk, as lists of text           4.2

Memory peaks at 2 MB for lines and 3.3 MB for text, whatever the number of codes: the run fails
above 16 MB.
"""

import hashlib
import tracemalloc
from collections.abc import Callable
from time import perf_counter

from yinxin.marks.codes import bulk
from yinxin.marks.codes.unit_code import UnitCode, derive_key, encode, read

KEY = derive_key(bytes(32), body="bench", year=2026, epoch=0)
MANY, FEW = 1_000_000, 30_000
REPEATS = 5
ALLOWED_PEAK = 16_000_000  # bytes, for any number of codes


def keyed_hash() -> None:
    for counter in range(MANY):
        hashlib.blake2b(counter.to_bytes(8, "big"), key=KEY, digest_size=10).digest()


def make_plainly() -> None:
    for counter in range(FEW):
        encode(UnitCode(0, counter), KEY)


def read_plainly() -> None:
    for code in CODES:
        read(code, {0: KEY})


def make_lines() -> None:
    for _ in bulk.lines(KEY, epoch=0, first=0, count=MANY):
        pass


def make_texts() -> None:
    for _ in bulk.codes(KEY, epoch=0, first=0, count=MANY):
        pass


def seconds(work: Callable[[], None]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def peak_bytes(work: Callable[[], None]) -> int:
    """The most that was allocated at once, numpy's arrays among it."""
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


CODES = [encode(UnitCode(0, counter), KEY) for counter in range(FEW)]

WORK: list[tuple[str, Callable[[], None], int]] = [
    ("keyed BLAKE2b, raw loop", keyed_hash, MANY),
    ("make, plain loop", make_plainly, FEW),
    ("read, plain loop", read_plainly, FEW),
    ("make, numpy, lines of bytes", make_lines, MANY),
    ("make, numpy, lists of text", make_texts, MANY),
]


def main() -> None:
    # Taken in turns, so that a busy moment of the machine falls on all alike; the best of each counts.
    best = dict.fromkeys((name for name, _, _ in WORK), float("inf"))
    for _ in range(REPEATS):
        for name, work, count in WORK:
            best[name] = min(best[name], seconds(work) / count)

    yardstick = best[WORK[0][0]]
    print(f"{'':30}{'codes/s':>12}{'ns/code':>10}{'ratio':>8}")
    for name, each in best.items():
        print(f"{name:30}{1 / each:12,.0f}{each * 1e9:10,.0f}{yardstick / each:8.2f}")
    for name, work, _ in WORK[3:]:
        peak = peak_bytes(work)
        print(f"peak memory, {MANY:,} codes, {name}: {peak / 1e6:.1f} MB")
        assert peak < ALLOWED_PEAK


if __name__ == "__main__":
    main()
