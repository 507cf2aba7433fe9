"""Who may do what to a proposal and to a standard: the tables, written out again."""

import itertools

import pytest

from yinxin.kernel.refusals import NotYours, WrongState
from yinxin.kernel.roles import Role
from yinxin.standards.calls.lifecycle import PROPOSAL_LIFE, ProposalState
from yinxin.standards.texts.lifecycle import STANDARD_LIFE, StandardState

INSTITUTE = Role.INSTITUTE_OFFICER
ALLOWED = {
    ("proposal", "accept", "proposed", INSTITUTE): "accepted",
    ("proposal", "decline", "proposed", INSTITUTE): "declined",
    ("standard", "amend", "draft", INSTITUTE): "draft",
    ("standard", "publish", "draft", INSTITUTE): "published",
    ("standard", "withdraw", "published", INSTITUTE): "withdrawn",
}
EVERY = [
    (life, verb, state, role)
    for life, verbs, states in (
        (PROPOSAL_LIFE, ("accept", "decline"), ProposalState),
        (STANDARD_LIFE, ("amend", "publish", "withdraw"), StandardState),
    )
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
    assert {(life.noun, move.verb) for life in (PROPOSAL_LIFE, STANDARD_LIFE) for move in life} == {
        (noun, verb) for noun, verb, _, _ in ALLOWED
    }
