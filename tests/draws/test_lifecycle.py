"""Who may do what to a draw: the table, written out again."""

import itertools

import pytest

from yinxin.draws.lifecycle import DRAW_LIFE, DrawState
from yinxin.kernel.refusals import NotYours, WrongState
from yinxin.kernel.roles import Role

INSTITUTE, LEAGUE = Role.INSTITUTE_OFFICER, Role.LEAGUE_OFFICER
ALLOWED = {
    ("draw", "committed", INSTITUTE): "drawn",
    ("draw", "committed", LEAGUE): "drawn",
    ("abandon", "committed", INSTITUTE): "abandoned",
    ("abandon", "committed", LEAGUE): "abandoned",
}


@pytest.mark.parametrize(
    ("verb", "state", "role"), list(itertools.product(("draw", "abandon"), DrawState, Role))
)
def test_every_verb_in_every_state_by_every_role(verb, state, role):
    target = ALLOWED.get((verb, state, role))

    if target:
        assert DRAW_LIFE.move(verb, state=state, role=role).target == target
    else:
        with pytest.raises((NotYours, WrongState)):
            DRAW_LIFE.move(verb, state=state, role=role)


def test_there_are_no_other_verbs():
    assert {move.verb for move in DRAW_LIFE} == {verb for verb, _, _ in ALLOWED}
