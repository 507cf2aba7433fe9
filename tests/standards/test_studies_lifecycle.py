"""Who may do what to a field study, and in which state: the table, written out again."""

import itertools

import pytest

from yinxin.kernel.refusals import NotYours, WrongState
from yinxin.kernel.roles import Role
from yinxin.standards.studies.lifecycle import STUDY_LIFE, StudyState

INSTITUTE, LEAGUE = Role.INSTITUTE_OFFICER, Role.LEAGUE_OFFICER
ALLOWED = {
    ("record", "planned", INSTITUTE): "planned",
    ("record", "planned", LEAGUE): "planned",
    ("finish", "planned", INSTITUTE): "done",
    ("finish", "planned", LEAGUE): "done",
    ("drop", "planned", INSTITUTE): "dropped",
    ("drop", "planned", LEAGUE): "dropped",
    ("reopen", "done", INSTITUTE): "planned",
    ("reopen", "done", LEAGUE): "planned",
}
VERBS = ("record", "finish", "drop", "reopen")


@pytest.mark.parametrize(("verb", "state", "role"), list(itertools.product(VERBS, StudyState, Role)))
def test_every_verb_in_every_state_by_every_role(verb, state, role):
    target = ALLOWED.get((verb, state, role))

    if target:
        assert STUDY_LIFE.move(verb, state=state, role=role).target == target
    else:
        with pytest.raises((NotYours, WrongState)):
            STUDY_LIFE.move(verb, state=state, role=role)


def test_there_are_no_other_verbs():
    assert {move.verb for move in STUDY_LIFE} == set(VERBS)
