"""The tree of clauses, told by order and depth alone: numbers, and where a clause may stand. Pure.

GB/T 1.1-2020: chapters are numbered through from 1, clauses below them 4.1, 4.1.1 (7.2, 7.4); annexes follow the last
chapter and are lettered from A, their clauses are A.1, A.1.1 (9.5).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Protocol

DEEPEST = 4  # GB/T 1.1-2020 lets a clause stand five below its chapter; three keep a number short enough to be cited


class LineLike(Protocol):
    """What the tree reads of a clause: `annex` is not empty for the head of an annex."""

    @property
    def depth(self) -> int: ...
    @property
    def annex(self) -> str: ...


class Misplaced(ValueError):
    """A clause would stand where none may; the argument says why."""


NO_NEIGHBOUR = "no_neighbour"  # there is none before it, or after it, to change places with
TOO_DEEP = "too_deep"
WITHOUT_PARENT = "without_parent"
CHAPTER_AFTER_ANNEX = "chapter_after_annex"


def numbers(lines: Sequence[LineLike], *, first: str = "") -> list[str]:
    """The number of each line. A text that was taken over without its first chapters goes on from `first`.

    >>> from types import SimpleNamespace
    >>> lines = [SimpleNamespace(depth=d, annex=a) for d, a in ((1, ""), (2, ""), (2, ""), (1, "normative"), (2, ""))]
    >>> numbers(lines)
    ['1', '1.1', '1.2', 'A', 'A.1']
    """
    return list(_numbers(lines, _given(lines, first)))


def _given(lines: Sequence[LineLike], first: str) -> list[int]:
    """The counters from which a text goes on whose first line is no chapter: those of its own number, less one."""
    parts = first.split(".")
    if not lines or lines[0].depth == 1 or len(parts) != lines[0].depth or not all(map(str.isdecimal, parts)):
        return []
    return [*map(int, parts[:-1]), int(parts[-1]) - 1]


def _numbers(lines: Sequence[LineLike], counters: list[int]) -> Iterator[str]:
    annexes = (_letters(ordinal) for ordinal in count())
    annex = ""
    for line in lines:
        counters = [*counters, *[0] * line.depth][: line.depth]
        if line.annex:
            annex = next(annexes)
            yield annex
            continue
        counters[-1] += 1
        below = counters[1:] if annex else counters
        yield ".".join([*([annex] if annex else []), *map(str, below)])


def _letters(ordinal: int) -> str:
    """A to Z, then AA: nobody has needed it, and nobody is to lose a text by it."""
    above, letter = divmod(ordinal, 26)
    return (_letters(above - 1) if above else "") + chr(ord("A") + letter)


def end_of(lines: Sequence[LineLike], index: int) -> int:
    """The index after the last line below this one."""
    return next(
        (at for at in range(index + 1, len(lines)) if lines[at].depth <= lines[index].depth), len(lines)
    )


def place_after(lines: Sequence[LineLike], index: int, *, depth: int) -> int:
    """Where a new line of this depth stands that is to follow another: after whatever is deeper than itself."""
    following = range(index + 1, len(lines))
    return next((at for at in following if lines[at].depth <= depth), len(lines))


def swapped(lines: Sequence[LineLike], index: int, *, up: bool) -> list[int]:
    """The order in which a line, with all below it, has changed places with its neighbour of the same depth.

    Raises Misplaced where it has none below the same parent.
    """
    end = end_of(lines, index)
    if not up:
        if end == len(lines) or lines[end].depth != lines[index].depth:
            raise Misplaced(NO_NEIGHBOUR)
        return swapped(lines, end, up=True)
    before = next((at for at in range(index - 1, -1, -1) if lines[at].depth <= lines[index].depth), None)
    if before is None or lines[before].depth != lines[index].depth:
        raise Misplaced(NO_NEIGHBOUR)
    return [*range(before), *range(index, end), *range(before, index), *range(end, len(lines))]


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it would stand."""

    depth: int
    annex: str


def shifted(lines: Sequence[LineLike], index: int, *, deeper: bool) -> list[Line]:
    """The lines when one, with all below it, stands one deeper or one higher.

    Raises Misplaced for the head of an annex, which stands beside the chapters, and for a chapter that would go higher.
    """
    if lines[index].annex or (lines[index].depth == 1 and not deeper):
        raise Misplaced(NO_NEIGHBOUR)
    if index == 0:
        raise Misplaced(WITHOUT_PARENT)
    below = range(index, end_of(lines, index))
    step = 1 if deeper else -1
    return [Line(line.depth + step * (place in below), line.annex) for place, line in enumerate(lines)]


def check(lines: Sequence[LineLike], *, first: str = "") -> None:
    """Raises Misplaced where a line is too deep, stands below nothing, or is a chapter behind an annex.

    A text that was taken over may begin below a chapter that is not there, with the number `first`.
    """
    last, has_annex = len(_given(lines, first)), False
    for line in lines:
        if line.depth > DEEPEST:
            raise Misplaced(TOO_DEEP)
        if line.depth > last + 1:
            raise Misplaced(WITHOUT_PARENT)
        if line.annex:
            has_annex = True
        elif line.depth == 1 and has_annex:
            raise Misplaced(CHAPTER_AFTER_ANNEX)
        last = line.depth
