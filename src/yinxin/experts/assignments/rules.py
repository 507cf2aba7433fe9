"""Who is barred from a matter and why, who is free for it, and how likely a free expert is drawn. Pure.

A conflict of interest bars, whatever anybody thinks of it: employment and consultancy until some years after they
ended (ISO/IEC 17065:2012 7.13.6), every other tie as long as it lasts, and whoever drafted never reviews.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from yinxin.experts.pool import rules as pool
from yinxin.experts.pool.rules import ExpertField
from yinxin.kernel.identifiers.folding import squeezed
from yinxin.kernel.months import months_after

# As the public record of a draw names its strata: data, and Chinese like the record.
FIELD_NAMES: Final = {
    ExpertField.PRODUCT.value: "产品",
    ExpertField.PROCESS.value: "工艺",
    ExpertField.STANDARDISATION.value: "标准化",
    ExpertField.AUDIT.value: "审核",
    ExpertField.LAW.value: "法律法规",
}


class ConflictKind(StrEnum):
    """Why an expert is barred. The first five are kinds of ties."""

    EMPLOYER = "employer"
    OWNERSHIP = "ownership"
    CONSULTANCY = "consultancy"
    FAMILY = "family"
    DECLARED = "declared"
    SAME_GROUP = "same_group"  # a tie to another company of the party's group
    DRAFTER = "drafter"
    PARTY = "party"  # interested in person, in another way than by drafting


LASTING = frozenset({ConflictKind.EMPLOYER, ConflictKind.CONSULTANCY})


class Bar(StrEnum):
    """Why an expert without a conflict cannot be asked."""

    NOT_IN_POOL = "not_in_pool"
    OUT_OF_TERM = "out_of_term"
    OTHER_FIELD = "other_field"
    ABSENT = "absent"
    OVERLOADED = "overloaded"
    ASKED_ALREADY = "asked_already"


@dataclass(frozen=True, slots=True)
class TieFact:
    """A tie as conflicts are read off it. `organisation` is a key where it is known here, `until` the last day."""

    kind: str
    name: str
    organisation: int | None = None
    group: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class PartyFact:
    """A party as conflicts are read off it: an organisation, or `expert`, who is one in person."""

    kind: str
    name: str
    organisation: int | None = None
    group: str = ""
    expert: int | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """One reason: by which tie (empty for a party in person) to which party, and the last day on which it bars."""

    kind: ConflictKind
    tie: str
    party: str
    until: date | None = None  # open: no end is known


@dataclass(frozen=True, slots=True)
class Days:
    """Days from one until another, both included."""

    first: date
    last: date

    def meet(self, since: date | None, until: date | None) -> bool:
        """Whether any of these days lies between the two, either of which may be open."""
        return (since is None or since <= self.last) and (until is None or self.first <= until)


@dataclass(frozen=True, slots=True)
class Availability:
    """An expert as eligibility is read off them."""

    admitted_on: date | None
    left_on: date | None
    term_until: date | None
    fields: Sequence[str]
    absences: Sequence[Days]
    open_assignments: int
    is_asked: bool


def conflicts(
    expert_pk: int,
    ties: Iterable[TieFact],
    parties: Iterable[PartyFact],
    *,
    on: date,
    until: date | None = None,
    years: int,
) -> tuple[Conflict, ...]:
    """Every reason why an expert is barred on a day, or on any of the days until another, in the order of the parties.

    Employment and consultancy bar for `years` after they ended (ISO/IEC 17065:2012 7.13.6); the others while they last.

    >>> ties = [TieFact("consultancy", "示例乳业", until=date(2023, 3, 1))]
    >>> parties = [PartyFact("drafter", "示例 乳业")]
    >>> [conflict.until for conflict in conflicts(1, ties, parties, on=date(2025, 3, 1), years=2)]
    [datetime.date(2025, 3, 1)]
    >>> conflicts(1, ties, parties, on=date(2025, 3, 2), years=2)
    ()
    """
    days, ties = Days(on, until or on), list(ties)
    found: list[Conflict] = []
    for party in parties:
        if party.expert == expert_pk:
            kind = ConflictKind.DRAFTER if party.kind == ConflictKind.DRAFTER else ConflictKind.PARTY
            found.append(Conflict(kind, "", party.name))
        for tie in ties:
            bars_until = barred_until(tie, years=years)
            named = _kind(tie, party)
            if named is not None and days.meet(tie.since, bars_until):
                found.append(Conflict(named, tie.name, party.name, bars_until))
    return tuple(found)


def barred_until(tie: TieFact, *, years: int) -> date | None:
    """The last day on which a tie bars; none while it has no end.

    >>> barred_until(TieFact("employer", "甲", until=date(2024, 2, 29)), years=2)
    datetime.date(2026, 2, 28)
    >>> barred_until(TieFact("family", "甲", until=date(2024, 2, 29)), years=2)
    datetime.date(2024, 2, 29)
    """
    if tie.until is None or tie.kind not in LASTING:
        return tie.until
    return months_after(tie.until, 12 * years)


def _kind(tie: TieFact, party: PartyFact) -> ConflictKind | None:
    if _is_same(tie, party):
        return ConflictKind(tie.kind)
    group = squeezed(tie.group, dropping="")
    if group and group == squeezed(party.group, dropping=""):
        return ConflictKind.SAME_GROUP
    return None


def _is_same(tie: TieFact, party: PartyFact) -> bool:
    """By key where both are known here, by name otherwise: spaces and full or half width make no difference."""
    if tie.organisation is not None and party.organisation is not None:
        return tie.organisation == party.organisation
    return squeezed(tie.name, dropping="") == squeezed(party.name, dropping="")


def bars(expert: Availability, *, days: Days, field: str | None = None, open_maximum: int) -> tuple[Bar, ...]:
    """Why an expert cannot be asked for work on these days; nothing for whoever can."""
    inside = all(
        pool.is_in_pool(day, admitted_on=expert.admitted_on, left_on=expert.left_on)
        for day in (days.first, days.last)
    )
    in_term = pool.is_in_term(days.last, admitted_on=expert.admitted_on, until=expert.term_until)
    found = {
        Bar.NOT_IN_POOL: not inside,
        Bar.OUT_OF_TERM: inside and not in_term,
        Bar.OTHER_FIELD: field is not None and field not in expert.fields,
        Bar.ABSENT: any(days.meet(absence.first, absence.last) for absence in expert.absences),
        Bar.OVERLOADED: expert.open_assignments >= open_maximum,
        Bar.ASKED_ALREADY: expert.is_asked,
    }
    return tuple(bar for bar, holds in found.items() if holds)


def weight(recent_assignments: int, *, weights: Sequence[int]) -> int:
    """How many tickets an expert has in a draw: the fewer, the more work they had of late.

    >>> [weight(recent, weights=(4, 3, 2, 1)) for recent in (0, 1, 3, 9)]
    [4, 3, 1, 1]
    """
    return weights[min(recent_assignments, len(weights) - 1)]
