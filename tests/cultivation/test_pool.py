"""Nominating, admitting, declining and releasing; who is in the pool on a day."""

from datetime import date, timedelta
from itertools import product

import pytest

from tests.given import ledgers as given
from tests.given import people
from yinxin.cultivation import actions as cultivation
from yinxin.cultivation import queries
from yinxin.kernel.refusals import NotFound, NotYours, WrongState
from yinxin.kernel.roles import HUMAN_ROLES, REGULATORS, Role
from yinxin.register.queries import acts

pytestmark = pytest.mark.django_db

TODAY = people.NOW.date()
REACHED = {
    "nominated": given.nominated,
    "admitted": given.member,
    "declined": given.declined,
    "left": given.released,
}
ACTS = {
    "admit": lambda pk, by: cultivation.admit(pk, on=TODAY, by=by, at=people.NOW),
    "decline": lambda pk, by: cultivation.decline(pk, on=TODAY, reason="缘由", by=by, at=people.NOW),
    "release": lambda pk, by: cultivation.release(pk, on=TODAY, reason="缘由", by=by, at=people.NOW),
}
ALLOWED = {
    ("nominated", "admit"): "admitted",
    ("nominated", "decline"): "declined",
    ("admitted", "release"): "left",
}


@pytest.mark.parametrize(("state", "verb"), list(product(REACHED, ACTS)))
def test_the_league_moves_a_stay_as_the_table_says_and_the_register_tells_it(state, verb):
    membership = REACHED[state]()
    enterprise = membership.enterprise
    before = len(acts(subjects=[enterprise.subject]))

    if (state, verb) not in ALLOWED:
        with pytest.raises(WrongState):
            ACTS[verb](membership.pk, people.league_officer())
        assert len(acts(subjects=[enterprise.subject])) == before
        return
    moved = ACTS[verb](membership.pk, people.league_officer())

    assert moved.state == ALLOWED[state, verb]
    assert acts(subjects=[enterprise.subject])[-1].facts["state"] == moved.state


@pytest.mark.parametrize(("verb", "role"), list(product(ACTS, sorted(HUMAN_ROLES - {Role.LEAGUE_OFFICER}))))
def test_nobody_else_decides_on_the_pool(verb, role):
    membership = given.member() if verb == "release" else given.nominated()
    unit = None if role in REGULATORS else membership.enterprise.organisation_ptr
    office = people.office(role, of=unit)

    with pytest.raises(NotYours):
        ACTS[verb](membership.pk, office)


@pytest.mark.parametrize("role", sorted(HUMAN_ROLES - {Role.LEAGUE_OFFICER, Role.BANNER_OFFICER}))
def test_only_officers_nominate(role):
    enterprise = given.enterprise()

    with pytest.raises(NotYours):
        cultivation.nominate(enterprise.pk, reason="缘由", on=TODAY, by=people.office(role), at=people.NOW)


def test_a_banner_officer_nominates_in_its_own_banner_only():
    own, other = (
        given.enterprise("示例·甲", division_code="152922"),
        given.enterprise("示例·乙", division_code="152921"),
    )
    officer = people.banner_officer("152922")

    nominated = cultivation.nominate(own.pk, reason="缘由", on=TODAY, by=officer, at=people.NOW)

    assert nominated.state == "nominated"
    with pytest.raises(NotFound):
        cultivation.nominate(other.pk, reason="缘由", on=TODAY, by=officer, at=people.NOW)


@pytest.mark.parametrize("reached", [given.nominated, given.member])
def test_an_enterprise_has_one_open_stay(reached):
    membership = reached()

    with pytest.raises(cultivation.AlreadyInPool):
        given.nominated(membership.enterprise)


@pytest.mark.parametrize("reached", [given.declined, given.released])
def test_an_enterprise_may_come_back(reached):
    enterprise = reached().enterprise

    given.nominated(enterprise)

    assert [stay.state for stay in queries.memberships_of(enterprise)][:1] == ["nominated"]
    assert queries.memberships_of(enterprise).count() == 2


def test_a_reason_is_said():
    with pytest.raises(cultivation.WordsMissing):
        cultivation.nominate(
            given.enterprise().pk, reason=" ", on=TODAY, by=people.league_officer(), at=people.NOW
        )


def test_no_day_to_come_is_recorded():
    with pytest.raises(cultivation.DayAhead):
        given.nominated(on=TODAY + timedelta(days=1))


def test_nobody_is_admitted_before_being_nominated_or_leaves_before_being_admitted():
    with pytest.raises(cultivation.DaysInDisorder):
        cultivation.admit(
            given.nominated(on=date(2023, 5, 10)).pk,
            on=date(2023, 5, 9),
            by=people.league_officer(),
            at=people.NOW,
        )
    member = given.member(given.enterprise("示例·乙"), on=date(2023, 6, 1))
    with pytest.raises(cultivation.DaysInDisorder):
        cultivation.release(
            member.pk, on=date(2023, 5, 31), reason="缘由", by=people.league_officer(), at=people.NOW
        )


def test_the_pool_of_a_day_is_known_afterwards():
    given.released(given.enterprise("示例·甲"), on=date(2024, 6, 1))
    given.member(given.enterprise("示例·乙"), on=date(2023, 8, 1))
    given.nominated(given.enterprise("示例·丙"))
    given.declined(given.enterprise("示例·丁"))
    league = people.division("152900")

    def names(day):
        return {stay.enterprise.name for stay in queries.pool_on(league, day)}

    assert names(date(2023, 5, 31)) == set()
    assert names(date(2023, 6, 1)) == {"示例·甲"}
    assert names(date(2024, 5, 31)) == {"示例·甲", "示例·乙"}
    assert names(date(2024, 6, 1)) == {"示例·乙"}


def test_a_banner_officer_sees_the_pool_of_its_banner():
    given.member(given.enterprise("示例·甲", division_code="152922"))
    given.member(given.enterprise("示例·乙", division_code="152921"))

    seen = queries.memberships_in_reach(people.banner_officer("152922"))

    assert {stay.enterprise.name for stay in seen} == {"示例·甲"}
    assert queries.memberships_in_reach(people.institute_officer()).count() == 0
