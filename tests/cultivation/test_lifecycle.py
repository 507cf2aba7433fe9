"""The pool's table, written out a second time by hand, and tried for every state, verb and role."""

from itertools import product

import pytest

from yinxin.cultivation.lifecycle import MEMBERSHIP_LIFE, MembershipState
from yinxin.kernel.refusals import NotYours, WrongState
from yinxin.kernel.roles import Role

ALLOWED = {
    ("nominated", "admit", "league_officer"): "admitted",
    ("nominated", "decline", "league_officer"): "declined",
    ("admitted", "release", "league_officer"): "left",
}
STATES = ("nominated", "admitted", "declined", "left")
VERBS = ("admit", "decline", "release")


@pytest.mark.parametrize(("state", "verb", "role"), list(product(STATES, VERBS, Role)))
def test_a_stay_moves_only_as_the_table_says(state, verb, role):
    if (state, verb, role) in ALLOWED:
        assert MEMBERSHIP_LIFE.move(verb, state=state, role=role).target == ALLOWED[state, verb, role]
        return

    with pytest.raises(WrongState if role is Role.LEAGUE_OFFICER else NotYours):
        MEMBERSHIP_LIFE.move(verb, state=state, role=role)


def test_the_table_has_these_states_and_verbs_and_no_others():
    assert tuple(MembershipState) == STATES
    assert tuple(move.verb for move in MEMBERSHIP_LIFE) == VERBS
