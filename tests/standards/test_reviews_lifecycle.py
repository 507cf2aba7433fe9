"""Who may do what to a review: the table, written out again."""

import itertools

import pytest

from yinxin.kernel.refusals import NotYours, WrongState
from yinxin.kernel.roles import Role
from yinxin.standards.reviews.lifecycle import REVIEW_LIFE, ReviewState

INSTITUTE, EXPERT = Role.INSTITUTE_OFFICER, Role.EXPERT
ALLOWED = {
    ("open_voting", "forming", INSTITUTE): "voting",
    ("extend_voting", "voting", INSTITUTE): "voting",
    ("note", "voting", EXPERT): "voting",
    ("vote", "voting", EXPERT): "voting",
    ("answer_opinion", "voting", INSTITUTE): "voting",
    ("conclude", "voting", INSTITUTE): "concluded",
    ("call_off", "forming", INSTITUTE): "called_off",
    ("call_off", "voting", INSTITUTE): "called_off",
}
ACTORS = {verb: role for verb, _, role in ALLOWED}


@pytest.mark.parametrize(
    ("verb", "state", "role"), list(itertools.product(sorted(ACTORS), ReviewState, Role))
)
def test_every_verb_in_every_state_by_every_role(verb, state, role):
    target = ALLOWED.get((verb, state, role))

    if target:
        assert REVIEW_LIFE.move(verb, state=state, role=role).target == target
    else:
        with pytest.raises(WrongState if role == ACTORS[verb] else NotYours):
            REVIEW_LIFE.move(verb, state=state, role=role)


def test_there_are_no_other_verbs():
    assert {move.verb for move in REVIEW_LIFE} == set(ACTORS)
