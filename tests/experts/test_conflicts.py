"""What bars an expert: every kind of tie on every kind of day, against every kind of party."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinxin.experts.assignments.rules import (
    Availability,
    Bar,
    Conflict,
    ConflictKind,
    Days,
    PartyFact,
    TieFact,
    bars,
    conflicts,
    weight,
)

EXPERT = 7
DAY = date(2024, 12, 2)
YEARS = 2
ENDED = {  # the last day of the tie: does it bar on DAY? for employment and consultancy, and for the others
    None: (True, True),
    date(2024, 12, 3): (True, True),
    DAY: (True, True),
    date(2024, 12, 1): (True, False),
    date(2022, 12, 3): (True, False),
    date(2022, 12, 2): (True, False),
    date(2022, 12, 1): (False, False),
    date(2012, 1, 1): (False, False),
}
TIES = ("employer", "ownership", "consultancy", "family", "declared")
LASTING = {"employer", "consultancy"}


def against(tie, party, **days):
    return conflicts(EXPERT, [tie], [party], **{"on": DAY, "years": YEARS, **days})


@pytest.mark.parametrize(
    ("kind", "until", "party"),
    list(itertools.product(TIES, ENDED, ("proposer", "drafter", "applicant", "other"))),
)
def test_a_tie_bars_while_it_lasts_and_work_for_a_party_two_years_longer(kind, until, party):
    lasting, other = ENDED[until]

    found = against(TieFact(kind, "示例乳业", until=until), PartyFact(party, "示例乳业"))

    assert bool(found) == (lasting if kind in LASTING else other)
    assert [(each.kind, each.tie, each.party) for each in found] == [
        (kind, "示例乳业", "示例乳业") for _ in found
    ]


@pytest.mark.parametrize(
    ("kind", "until", "expected"),
    [
        ("consultancy", date(2023, 3, 1), date(2025, 3, 1)),
        ("consultancy", date(2024, 2, 29), date(2026, 2, 28)),
        ("employer", date(2023, 3, 1), date(2025, 3, 1)),
        ("family", date(2025, 3, 1), date(2025, 3, 1)),
        ("consultancy", None, None),
    ],
)
def test_a_conflict_says_until_when_it_bars(kind, until, expected):
    (found,) = against(TieFact(kind, "甲", until=until), PartyFact("drafter", "甲"))

    assert found == Conflict(ConflictKind(kind), "甲", "甲", expected)


@pytest.mark.parametrize(
    ("since", "barred"),
    [
        (None, True),
        (date(2024, 12, 1), True),
        (DAY, True),
        (date(2024, 12, 6), True),
        (date(2024, 12, 7), False),
    ],
)
@pytest.mark.parametrize("kind", TIES)
def test_a_tie_that_begins_while_the_matter_runs_bars(kind, since, barred):
    tie = TieFact(kind, "甲", since=since)

    assert bool(against(tie, PartyFact("drafter", "甲"), until=date(2024, 12, 6))) is barred


@given(
    kind=st.sampled_from(TIES),
    ended=st.dates(date(2015, 1, 1), date(2030, 1, 1)),
    years=st.integers(0, 10),
)
def test_the_day_after_the_last_barred_day_is_free(kind, ended, years):
    tie, party = TieFact(kind, "甲", until=ended), PartyFact("drafter", "甲")
    (found,) = conflicts(EXPERT, [tie], [party], on=ended, years=years)

    assert found.until is not None
    assert conflicts(EXPERT, [tie], [party], on=found.until, years=years) == (found,)
    assert conflicts(EXPERT, [tie], [party], on=found.until + timedelta(1), years=years) == ()


@pytest.mark.parametrize(
    ("tie", "party", "is_same"),
    [
        ((1, "甲"), (1, "乙"), True),  # known here by key: a change of name changes nothing
        ((1, "甲"), (2, "甲"), False),
        ((None, "示例乳业（集团）有限公司"), (None, "示例 乳业(集团)有限公司"), True),
        ((1, "ＡＢＣ 公司"), (None, "abc公司"), True),
        ((None, "示例乳业有限公司"), (2, "示例乳业"), False),
        ((None, "甲"), (None, "乙"), False),
    ],
)
def test_organisations_are_the_same_by_key_or_else_by_name(tie, party, is_same):
    found = against(TieFact("employer", tie[1], tie[0]), PartyFact("drafter", party[1], party[0]))

    assert bool(found) is is_same


@pytest.mark.parametrize("kind", TIES)
@pytest.mark.parametrize("until", ENDED)
def test_a_tie_to_a_sister_company_bars_as_long_as_one_to_the_party(kind, until):
    tie = TieFact(kind, "示例乳业", 1, group="示例 集团", until=until)
    party = PartyFact("drafter", "示例牧业", 2, group="示例集团")

    found = against(tie, party)

    assert [each.kind for each in found] == ["same_group"] * bool(ENDED[until][kind not in LASTING])


def test_companies_without_a_group_are_of_no_group_together():
    assert against(TieFact("employer", "甲", 1), PartyFact("drafter", "乙", 2)) == ()


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("drafter", "drafter"), ("proposer", "party"), ("applicant", "party"), ("other", "party")],
)
def test_who_is_a_party_in_person_is_barred_without_end(kind, expected):
    own = PartyFact(kind, "示例专家", expert=EXPERT)
    others = PartyFact(kind, "示例专家", expert=EXPERT + 1)

    assert conflicts(EXPERT, [], [own], on=DAY, years=YEARS) == (
        Conflict(ConflictKind(expected), "", "示例专家"),
    )
    assert conflicts(EXPERT, [], [others], on=DAY, years=YEARS) == ()


def test_every_reason_is_named():
    ties = [TieFact("employer", "甲"), TieFact("family", "乙"), TieFact("ownership", "丙")]
    parties = [PartyFact("drafter", "甲"), PartyFact("proposer", "乙"), PartyFact("other", "丁")]

    found = conflicts(EXPERT, ties, parties, on=DAY, years=YEARS)

    assert [(each.kind, each.party) for each in found] == [("employer", "甲"), ("family", "乙")]


MATTER = Days(date(2024, 12, 2), date(2024, 12, 6))
FREE = {
    "admitted_on": date(2024, 4, 1),
    "left_on": None,
    "term_until": date(2027, 3, 31),
    "fields": ("product",),
    "absences": (),
    "open_assignments": 3,
    "is_asked": False,
}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"admitted_on": None}, [Bar.NOT_IN_POOL]),
        ({"admitted_on": date(2024, 12, 2)}, []),
        ({"admitted_on": date(2024, 12, 3)}, [Bar.NOT_IN_POOL]),
        ({"left_on": date(2024, 12, 6)}, [Bar.NOT_IN_POOL]),
        ({"left_on": date(2024, 12, 7)}, []),
        ({"term_until": date(2024, 12, 6)}, []),
        ({"term_until": date(2024, 12, 5)}, [Bar.OUT_OF_TERM]),
        ({"fields": ("law",)}, [Bar.OTHER_FIELD]),
        ({"fields": ("law", "product")}, []),
        ({"absences": [Days(date(2024, 12, 6), date(2024, 12, 9))]}, [Bar.ABSENT]),
        ({"absences": [Days(date(2024, 11, 1), date(2024, 12, 2))]}, [Bar.ABSENT]),
        ({"absences": [Days(date(2024, 12, 7), date(2024, 12, 9))]}, []),
        ({"open_assignments": 4}, [Bar.OVERLOADED]),
        ({"is_asked": True}, [Bar.ASKED_ALREADY]),
        ({"open_assignments": 9, "is_asked": True}, [Bar.OVERLOADED, Bar.ASKED_ALREADY]),
    ],
)
def test_who_can_be_asked(changed, expected):
    expert = Availability(**{**FREE, **changed})

    assert list(bars(expert, days=MATTER, field="product", open_maximum=4)) == expected


def test_any_field_will_do_where_none_is_wanted():
    expert = Availability(**{**FREE, "fields": ("law",)})

    assert bars(expert, days=MATTER, open_maximum=4) == ()


def test_the_more_work_of_late_the_smaller_the_chance():
    assert [weight(recent, weights=(4, 3, 2, 1)) for recent in range(6)] == [4, 3, 2, 1, 1, 1]
