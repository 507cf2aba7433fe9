"""Quorum and majority: every count of every small panel, and shares that floats would get wrong."""

import itertools
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinxin.standards.reviews.rules import Tally, at_least, counted

THREE_QUARTERS = Decimal("0.75")


def tally(panel, votes, share=THREE_QUARTERS):
    return Tally(panel, *votes, quorum_share=share, approval_share=share)


def every_count(panel):
    """Every way in which a panel of this size may vote, or stay away."""
    return [votes for votes in itertools.product(range(panel + 1), repeat=3) if sum(votes) <= panel]


@pytest.mark.parametrize("panel", range(1, 13))
def test_three_quarters_of_the_panel_vote_and_three_quarters_of_them_are_in_favour(panel):
    passed = {votes for votes in every_count(panel) if tally(panel, votes).is_passed}

    # Written again in whole numbers: four times the votes against three times what they are a share of.
    assert passed == {
        (yes, no, none)
        for yes, no, none in every_count(panel)
        if yes + no + none > 0 and 4 * (yes + no + none) >= 3 * panel and 4 * yes >= 3 * (yes + no + none)
    }


@pytest.mark.parametrize(
    ("panel", "votes", "has_quorum", "is_passed"),
    [
        (5, (4, 1, 0), True, True),  # 4 of 5 is more than three quarters
        (5, (3, 2, 0), True, False),
        (7, (6, 1, 0), True, True),
        (7, (5, 1, 1), True, False),  # 5 of 7 is not; who abstains attends
        (8, (6, 0, 2), True, True),  # exactly three quarters
        (8, (6, 0, 0), True, True),  # exactly the quorum, and all in favour
        (8, (5, 0, 0), False, False),  # all in favour, but too few voted
        (4, (3, 0, 1), True, True),
        (4, (0, 0, 0), False, False),
        (4, (0, 0, 4), True, False),
    ],
)
def test_votes_as_they_are_counted(panel, votes, has_quorum, is_passed):
    found = tally(panel, votes)

    assert (found.has_quorum, found.is_passed) == (has_quorum, is_passed)


def test_nobody_has_no_quorum_even_where_none_is_asked():
    assert tally(5, (0, 0, 0), share=Decimal(0)).is_passed is False


@given(
    share=st.decimals(min_value=0, max_value=1, places=3),
    of=st.integers(min_value=0, max_value=10_000),
)
def test_the_least_number_is_exact(share, of):
    found = at_least(share, of)

    assert Fraction(found) >= Fraction(share) * of
    assert found == 0 or Fraction(found - 1) < Fraction(share) * of


def test_a_share_is_no_float():
    # 0.1 * 30 is 3.0000000000000004 in floats, which would ask for four.
    assert at_least(Decimal("0.1"), 30) == 3
    assert at_least(Decimal("0.7"), 10) == 7


def test_ballots_are_counted_by_choice():
    found = counted(
        ["in_favour", "abstain", "in_favour", "against"],
        panel=6,
        quorum_share=THREE_QUARTERS,
        approval_share=THREE_QUARTERS,
    )

    assert (found.in_favour, found.against, found.abstained, found.voted) == (2, 1, 1, 4)
    assert (found.quorum, found.needed, found.is_complete) == (5, 3, False)
