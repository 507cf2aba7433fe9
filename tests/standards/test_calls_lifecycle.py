"""Who may do what to a call and to a proposal: the tables, written out again."""

import itertools

import pytest

from yinxin.kernel.refusals import NotYours, WrongState
from yinxin.kernel.roles import Role
from yinxin.standards.calls.lifecycle import CALL_LIFE, PROPOSAL_LIFE, CallState, ProposalState

INSTITUTE = {Role.INSTITUTE_OFFICER}
PROPOSERS = {
    Role.LEAGUE_OFFICER,
    Role.BANNER_OFFICER,
    Role.INSTITUTE_OFFICER,
    Role.ENTERPRISE,
    Role.ASSOCIATION,
}
LINES = [
    ("call", "edit", "draft", "draft", INSTITUTE),
    ("call", "open", "draft", "open", INSTITUTE),
    ("call", "extend", "open", "open", INSTITUTE),
    ("call", "close", "open", "closed", INSTITUTE | {Role.CALENDAR}),
    ("proposal", "correct", "proposed", "proposed", PROPOSERS),
    ("proposal", "withdraw", "proposed", "withdrawn", PROPOSERS),
    ("proposal", "score", "proposed", "proposed", INSTITUTE),
    ("proposal", "merge", "proposed", "merged", INSTITUTE),
    ("proposal", "accept", "proposed", "accepted", INSTITUTE),
    ("proposal", "decline", "proposed", "declined", INSTITUTE),
]
ALLOWED = {
    (noun, verb, source, role): target for noun, verb, source, target, roles in LINES for role in roles
}
EVERY = [
    (life, move.verb, state, role)
    for life, states in ((CALL_LIFE, CallState), (PROPOSAL_LIFE, ProposalState))
    for move, state, role in itertools.product(life, states, Role)
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
    assert {(life.noun, move.verb) for life in (CALL_LIFE, PROPOSAL_LIFE) for move in life} == {
        (noun, verb) for noun, verb, *_ in LINES
    }
