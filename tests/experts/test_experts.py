"""The expert pool: who recommends, who admits, and who may know."""

import itertools
from datetime import date

import pytest

from tests.given import people as given_people
from tests.given import standards as given
from tests.given.people import NOW
from yinxin.experts.pool import actions as experts
from yinxin.experts.pool import queries, rules
from yinxin.experts.pool.lifecycle import EXPERT_LIFE, ExpertState
from yinxin.experts.pool.models import Expert
from yinxin.kernel.refusals import NotFound, NotYours, WrongState
from yinxin.kernel.roles import HUMAN_ROLES, Role
from yinxin.register.models import Entry

INSTITUTE = Role.INSTITUTE_OFFICER
ALLOWED = {
    ("admit", "recommended", INSTITUTE): "admitted",
    ("decline", "recommended", INSTITUTE): "declined",
    ("leave", "admitted", INSTITUTE): "left",
}
DAY = date(2024, 5, 1)


@pytest.fixture
def institute():
    return given_people.institute_officer()


@pytest.mark.parametrize(
    ("verb", "state", "role"), list(itertools.product(("admit", "decline", "leave"), ExpertState, Role))
)
def test_every_verb_in_every_state_by_every_role(verb, state, role):
    target = ALLOWED.get((verb, state, role))

    if target:
        assert EXPERT_LIFE.move(verb, state=state, role=role).target == target
    else:
        with pytest.raises((NotYours, WrongState)):
            EXPERT_LIFE.move(verb, state=state, role=role)


def test_there_are_no_other_verbs():
    assert {move.verb for move in EXPERT_LIFE} == {verb for verb, _, _ in ALLOWED}


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2024, 4, 30), False), (DAY, True), (date(2024, 8, 31), True), (date(2024, 9, 1), False)],
)
def test_a_stay_begins_with_admission_and_ends_before_the_day_of_leaving(day, expected):
    assert rules.is_in_pool(day, admitted_on=DAY, left_on=date(2024, 9, 1)) is expected


@pytest.mark.django_db
def test_the_pool_of_a_day_is_counted_as_the_rule_says(institute):
    stayed = given.expert("示例专家 01", on=DAY)
    gone = given.expert("示例专家 02", on=DAY)
    experts.leave(gone.pk, on=date(2024, 9, 1), reason="退休", by=institute, at=NOW)
    given.recommended_expert("示例专家 03")

    league = given_people.division()
    found = {
        day: set(queries.in_pool(league, day))
        for day in (date(2024, 4, 30), DAY, date(2024, 8, 31), date(2024, 9, 1))
    }

    assert list(found.values()) == [set(), {stayed, gone}, {stayed, gone}, {stayed}]


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(HUMAN_ROLES - {Role.LEAGUE_OFFICER}))
def test_only_a_league_recommends(role):
    with pytest.raises(NotYours):
        experts.recommend(
            name="甲",
            fields=["law"],
            division=given_people.division(),
            on=DAY,
            by=given_people.office(role),
            at=NOW,
        )


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [[], ["magic"], ["law", "magic"]])
def test_an_expert_is_one_in_something(fields):
    with pytest.raises(experts.UnknownFields):
        experts.recommend(
            name="甲",
            fields=fields,
            division=given_people.division(),
            on=DAY,
            by=given_people.league_officer(),
            at=NOW,
        )

    assert Expert.objects.count() == 0


@pytest.mark.django_db
def test_days_follow_each_other(institute):
    expert = given.recommended_expert(on=DAY)

    with pytest.raises(experts.ExpertDaysOutOfOrder):
        experts.admit(expert.pk, on=date(2024, 4, 30), by=institute, at=NOW)
    experts.admit(expert.pk, on=DAY, by=institute, at=NOW)
    with pytest.raises(experts.ExpertDaysOutOfOrder):
        experts.leave(expert.pk, on=date(2024, 4, 30), reason="x", by=institute, at=NOW)


@pytest.mark.django_db
def test_nobody_is_declined_or_sent_away_without_a_reason(institute):
    waiting, inside = given.recommended_expert("甲"), given.expert("乙")

    with pytest.raises(experts.ExpertReasonMissing):
        experts.decline(waiting.pk, on=DAY, reason=" ", by=institute, at=NOW)
    with pytest.raises(experts.ExpertReasonMissing):
        experts.leave(inside.pk, on=DAY, reason="", by=institute, at=NOW)

    assert experts.decline(waiting.pk, on=DAY, reason="无相关经历", by=institute, at=NOW).state == "declined"


@pytest.mark.django_db
def test_experts_are_known_to_few(institute):
    own = given.expert("甲")
    league = given_people.league_officer()
    chifeng = given_people.office(Role.LEAGUE_OFFICER, of=given_people.division("150400"))

    sees = {office.role: set(queries.experts_in_reach(office)) for office in (league, institute)}

    assert sees == {"league_officer": {own}, "institute_officer": {own}}
    unconcerned = HUMAN_ROLES - {Role.LEAGUE_OFFICER, Role.BANNER_OFFICER, INSTITUTE}
    others = [chifeng, given_people.banner_officer(), *map(given_people.office, sorted(unconcerned))]
    assert [list(queries.experts_in_reach(office)) for office in others] == [[]] * len(others)
    with pytest.raises(NotFound):
        experts.leave(own.pk, on=DAY, reason="x", by=chifeng, at=NOW)


@pytest.mark.django_db
def test_the_log_says_nothing_of_an_expert(institute):
    expert = given.expert("甲乙丙")
    experts.leave(expert.pk, on=DAY, reason="退休", by=institute, at=NOW)

    leaves = list(Entry.objects.filter(subject=expert.subject).values_list("leaf", "is_open"))

    assert [is_open for _, is_open in leaves] == [False, False, False]
    assert [leaf for leaf, _ in leaves if "expert" in leaf or "甲乙丙" in leaf] == []
