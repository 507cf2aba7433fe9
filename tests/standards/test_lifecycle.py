"""Who may do what to a proposal: the table, written out again."""

import itertools

import pytest

from yinxin.kernel.refusals import NotYours, WrongState
from yinxin.kernel.roles import Role
from yinxin.standards.calls.lifecycle import PROPOSAL_LIFE, ProposalState

INSTITUTE = Role.INSTITUTE_OFFICER
ALLOWED = {
    ("proposal", "accept", "proposed", INSTITUTE): "accepted",
    ("proposal", "decline", "proposed", INSTITUTE): "declined",
}
EVERY = [
    (life, verb, state, role)
    for life, verbs, states in ((PROPOSAL_LIFE, ("accept", "decline"), ProposalState),)
    for verb, state, role in itertools.product(verbs, states, Role)
]


@pytest.mark.parametrize(("life", "verb", "state", "role"), EVERY)
def test_every_verb_in_every_state_by_every_role(life, verb, state, role):
    target = ALLOWED.get((life.noun, verb, state, role))

    if target:
        assert life.move(verb, state=state, role=role).target == target
    else:
        with pytest.raises((NotYours, WrongState)):
            life.move(verb, state=state, role=role)


def test_there_are_no_other_verbs():
    assert {(life.noun, move.verb) for life in (PROPOSAL_LIFE,) for move in life} == {
        (noun, verb) for noun, verb, _, _ in ALLOWED
    }
