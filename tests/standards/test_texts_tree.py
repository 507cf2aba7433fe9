"""How a text numbers itself, and where a clause may stand: GB/T 1.1-2020."""

from dataclasses import dataclass

import pytest

from yinxin.standards.texts.rules import Misplaced, check, end_of, numbers, place_after, swapped


@dataclass
class Line:
    depth: int
    annex: str = ""


def tree(shape):
    """Lines from digits for depths and N or I for the head of an annex: `1 2 2 N 2`."""
    annexes = {"N": "normative", "I": "informative"}
    return [Line(1, annexes[each]) if each in annexes else Line(int(each)) for each in shape.split()]


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ("", ""),
        ("1 1 1", "1 2 3"),
        ("1 2 2 1 2", "1 1.1 1.2 2 2.1"),
        ("1 2 3 3 4 2 3", "1 1.1 1.1.1 1.1.2 1.1.2.1 1.2 1.2.1"),
        ("1 N 2 2 3 I 2", "1 A A.1 A.2 A.2.1 B B.1"),
        ("N I", "A B"),
        ("1 2 2 2 2 2 2 2 2 2 2", "1 1.1 1.2 1.3 1.4 1.5 1.6 1.7 1.8 1.9 1.10"),
    ],
)
def test_chapters_are_numbered_through_and_annexes_lettered(shape, expected):
    assert numbers(tree(shape)) == expected.split()


def test_after_the_annex_z_comes_aa():
    assert numbers(tree("N " * 28))[24:] == ["Y", "Z", "AA", "AB"]


@pytest.mark.parametrize(
    ("shape", "first", "expected"),
    [
        ("2 2 2", "4.1", "4.1 4.2 4.3"),
        ("2 3 2 1 2", "4.3", "4.3 4.3.1 4.4 5 5.1"),
        ("1 2", "4", "1 1.1"),  # a chapter at the top is the first
    ],
)
def test_a_text_that_was_taken_over_without_its_first_chapters_keeps_its_numbers(shape, first, expected):
    assert numbers(tree(shape), first=first) == expected.split()


@pytest.mark.parametrize(
    ("shape", "why"),
    [
        ("1 3", "without_parent"),
        ("1 2 3 4 5", "too_deep"),
        ("1 N 1", "chapter_after_annex"),
        ("N 3", "without_parent"),
        ("2 1", "without_parent"),
    ],
)
def test_a_clause_does_not_stand_where_the_standard_for_standards_has_none(shape, why):
    with pytest.raises(Misplaced) as refused:
        check(tree(shape))

    assert str(refused.value) == why


@pytest.mark.parametrize("shape", ["", "1", "1 2 3 4 1", "1 2 N 2 3 I"])
def test_trees_that_stand(shape):
    check(tree(shape))


def test_a_text_that_was_taken_over_may_begin_below_a_chapter_that_is_not_there():
    check(tree("2 2 3 1"), first="4.1")
    with pytest.raises(Misplaced):
        check(tree("3 2"), first="4.1")


@pytest.mark.parametrize(("index", "end"), [(0, 4), (1, 3), (2, 3), (3, 4), (4, 5)])
def test_what_stands_below_a_clause_is_what_is_deeper_until_the_next(index, end):
    assert end_of(tree("1 2 3 2 1"), index) == end


@pytest.mark.parametrize(
    ("index", "depth", "expected"),
    [(0, 1, 4), (0, 2, 1), (1, 2, 3), (1, 3, 2), (1, 1, 4), (4, 1, 5), (4, 2, 5)],
)
def test_a_new_clause_stands_behind_whatever_is_deeper_than_itself(index, depth, expected):
    assert place_after(tree("1 2 3 2 1"), index, depth=depth) == expected


@pytest.mark.parametrize(
    ("index", "up", "expected"),
    [
        (4, True, [4, 0, 1, 2, 3]),
        (0, False, [4, 0, 1, 2, 3]),
        (3, True, [0, 3, 1, 2, 4]),
        (1, False, [0, 3, 1, 2, 4]),
    ],
)
def test_neighbours_change_places_with_all_below_them(index, up, expected):
    assert swapped(tree("1 2 3 2 1"), index, up=up) == expected


@pytest.mark.parametrize(
    ("index", "up"), [(0, True), (1, True), (2, True), (2, False), (3, False), (4, False)]
)
def test_a_clause_leaves_its_parent_by_no_move_up_or_down(index, up):
    with pytest.raises(Misplaced):
        swapped(tree("1 2 3 2 1"), index, up=up)
