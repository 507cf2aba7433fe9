"""Who may do what to an assignment: the table, written out again."""

import itertools

import pytest

from yinxin.experts.assignments.lifecycle import ASSIGNMENT_LIFE, AssignmentState
from yinxin.kernel.refusals import NotYours, WrongState
from yinxin.kernel.roles import Role

EXPERT, INSTITUTE = Role.EXPERT, Role.INSTITUTE_OFFICER
ALLOWED = {
    ("accept", "invited", EXPERT): "accepted",
    ("step_aside", "invited", EXPERT): "stepped_aside",
    ("step_aside", "accepted", EXPERT): "stepped_aside",
    ("declare", "accepted", EXPERT): "accepted",
    ("decline", "invited", EXPERT): "declined",
    ("release", "invited", INSTITUTE): "released",
    ("release", "accepted", INSTITUTE): "released",
    ("preside", "accepted", INSTITUTE): "accepted",
    ("finish", "accepted", INSTITUTE): "done",
}
VERBS = sorted({verb for verb, _, _ in ALLOWED})


@pytest.mark.parametrize(("verb", "state", "role"), list(itertools.product(VERBS, AssignmentState, Role)))
def test_every_verb_in_every_state_by_every_role(verb, state, role):
    target = ALLOWED.get((verb, state, role))

    if target:
        assert ASSIGNMENT_LIFE.move(verb, state=state, role=role).target == target
    else:
        with pytest.raises((NotYours, WrongState)):
            ASSIGNMENT_LIFE.move(verb, state=state, role=role)


def test_there_are_no_other_verbs():
    assert {move.verb for move in ASSIGNMENT_LIFE} == set(VERBS)
