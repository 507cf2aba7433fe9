"""Every verb of the pool in every state by every role, with the allowed ones written out again by hand."""

import itertools

import pytest

from tests.given import experts as given
from tests.given import people as given_people
from tests.given.people import NOW
from yinxin.experts.pool import actions as experts
from yinxin.experts.pool.lifecycle import EXPERT_LIFE, ExpertState
from yinxin.kernel.refusals import NotYours, WrongState
from yinxin.kernel.roles import Role

INSTITUTE = Role.INSTITUTE_OFFICER
ALLOWED = {
    ("correct", "recommended", INSTITUTE): "recommended",
    ("correct", "recommended", Role.LEAGUE_OFFICER): "recommended",
    ("admit", "recommended", INSTITUTE): "admitted",
    ("decline", "recommended", INSTITUTE): "declined",
    ("keep", "admitted", INSTITUTE): "admitted",
    ("keep", "admitted", Role.EXPERT): "admitted",
    ("revise", "admitted", INSTITUTE): "admitted",
    ("open_account", "admitted", INSTITUTE): "admitted",
    ("renew", "admitted", INSTITUTE): "admitted",
    ("leave", "admitted", INSTITUTE): "left",
}
VERBS = ("correct", "admit", "decline", "keep", "revise", "open_account", "renew", "leave")


@pytest.mark.parametrize(("verb", "state", "role"), list(itertools.product(VERBS, ExpertState, Role)))
def test_every_verb_in_every_state_by_every_role(verb, state, role):
    target = ALLOWED.get((verb, state, role))

    if target:
        assert EXPERT_LIFE.move(verb, state=state, role=role).target == target
    else:
        with pytest.raises((NotYours, WrongState)):
            EXPERT_LIFE.move(verb, state=state, role=role)


def test_there_are_no_other_verbs():
    assert {move.verb for move in EXPERT_LIFE} == set(VERBS) == {verb for verb, _, _ in ALLOWED}


def reached(state):
    """An expert in a state, reached by acting."""
    if state == ExpertState.RECOMMENDED:
        return given.recommended_expert()
    if state == ExpertState.ADMITTED:
        return given.expert()
    if state == ExpertState.LEFT:
        return given.left_expert()
    row = given.recommended_expert()
    institute = given_people.institute_officer()
    return experts.decline(row.pk, on=given.SINCE, reason="无相关经历", by=institute, at=NOW)


KEEPING = {
    "add_tie": lambda row, by: experts.add_tie(
        row.pk, kind="consultancy", organisation_name="甲公司", by=by, at=NOW
    ),
    "add_qualification": lambda row, by: experts.add_qualification(row.pk, name="审核员", by=by, at=NOW),
    "add_absence": lambda row, by: experts.add_absence(
        row.pk, since=given.SINCE, until=given.SINCE, by=by, at=NOW
    ),
    "add_training": lambda row, by: experts.add_training(
        row.pk, title="标准宣贯", held_on=given.SINCE, hours=8, by=by, at=NOW
    ),
    "belong_to_body": lambda row, by: experts.belong_to_body(row.pk, body=None, by=by, at=NOW),
    "open_account": lambda row, by: experts.open_account(
        row.pk, user=given_people.user("somebody"), by=by, at=NOW
    ),
    "renew": lambda row, by: experts.renew(row.pk, on=given.SINCE, by=by, at=NOW),
}


@pytest.mark.django_db
@pytest.mark.parametrize("act", sorted(KEEPING))
@pytest.mark.parametrize("state", [ExpertState.RECOMMENDED, ExpertState.DECLINED, ExpertState.LEFT])
def test_nothing_is_kept_of_who_is_not_in_the_pool(state, act):
    row = reached(state)

    with pytest.raises(WrongState):
        KEEPING[act](row, given_people.institute_officer())


@pytest.mark.django_db
@pytest.mark.parametrize("act", sorted(KEEPING))
def test_a_league_reads_what_is_kept_and_enters_none_of_it(act):
    row = given.expert()

    with pytest.raises(NotYours):
        KEEPING[act](row, given_people.league_officer())


@pytest.mark.django_db
@pytest.mark.parametrize("act", ["add_training", "belong_to_body", "open_account", "renew"])
def test_what_the_institute_states_of_an_expert_the_expert_does_not(act):
    row = given.expert()
    own = given.expert_office(row)

    with pytest.raises(NotYours):
        KEEPING[act](row, own)


@pytest.mark.django_db
@pytest.mark.parametrize("state", [ExpertState.DECLINED, ExpertState.LEFT])
def test_nobody_is_corrected_who_is_out(state):
    row = reached(state)

    with pytest.raises(WrongState):
        experts.correct(row.pk, changes={"title": "x"}, by=given_people.institute_officer(), at=NOW)
