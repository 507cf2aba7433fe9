"""The count of a vote, and what the minutes say. Pure, and exact: shares are fractions, never floats.

团体标准管理规定 asks for consensus; where it is voted, at least three quarters of those who attend (of the letters that
come back, where the panel reviews by letter) are in favour, and who drafted does not vote. An abstention is a vote
that was cast: whoever abstains attends, and is not in favour.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from math import ceil

IN_FAVOUR, AGAINST, ABSTAIN = "in_favour", "against", "abstain"


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted, and the shares of the rulebook that it is held against."""

    panel: int
    in_favour: int
    against: int
    abstained: int
    quorum_share: Decimal
    approval_share: Decimal

    @property
    def voted(self) -> int:
        return self.in_favour + self.against + self.abstained

    @property
    def is_complete(self) -> bool:
        """Everybody on the panel has voted."""
        return self.voted == self.panel

    @property
    def quorum(self) -> int:
        """How many of the panel have to vote."""
        return at_least(self.quorum_share, self.panel)

    @property
    def needed(self) -> int:
        """How many in favour it takes, with so many votes cast."""
        return at_least(self.approval_share, self.voted)

    @property
    def has_quorum(self) -> bool:
        return self.voted > 0 and self.voted >= self.quorum

    @property
    def is_passed(self) -> bool:
        """Enough of the panel voted, and enough of those who voted are in favour."""
        return self.has_quorum and self.in_favour >= self.needed


def at_least(share: Decimal, of: int) -> int:
    """The smallest number that is not less than this share of so many.

    >>> at_least(Decimal("0.75"), 7), at_least(Decimal("0.75"), 8), at_least(Decimal("0.75"), 0)
    (6, 6, 0)
    """
    return ceil(Fraction(share) * of)


def counted(choices: Iterable[str], *, panel: int, quorum_share: Decimal, approval_share: Decimal) -> Tally:
    """The tally of the ballots that stand."""
    given = list(choices)
    return Tally(
        panel=panel,
        in_favour=given.count(IN_FAVOUR),
        against=given.count(AGAINST),
        abstained=given.count(ABSTAIN),
        quorum_share=quorum_share,
        approval_share=approval_share,
    )


@dataclass(frozen=True, slots=True)
class Member:
    """One of the panel as the minutes name them, with the ballot that stands (empty choice: none was cast)."""

    name: str
    employer: str
    fields: Sequence[str]
    is_chair: bool
    choice: str
    reason: str


@dataclass(frozen=True, slots=True)
class Remark:
    """An opinion on a clause with its answer."""

    clause: str
    text: str
    expert: str
    answer: str


@dataclass(frozen=True, slots=True)
class Minutes:
    """What the minutes (审查会议纪要) are written from."""

    title: str
    number: str
    organisation: str
    form: str
    place: str
    starts_on: date
    ends_on: date
    drafters: Sequence[str]
    version_sha256: str
    members: Sequence[Member]
    remarks: Sequence[Remark]
    tally: Tally
    conclusion: str
    concluded_at: datetime
