"""Who may do what to a project: the table, written out again."""

import itertools

import pytest

from yinxin.kernel.refusals import NotYours, WrongState
from yinxin.kernel.roles import Role
from yinxin.standards.projects.lifecycle import PROJECT_LIFE, RUNNING, STAGES, ProjectState

INSTITUTE, CALENDAR = Role.INSTITUTE_OFFICER, Role.CALENDAR
RUNNING_NOW = ("planned", "drafting", "comment", "review", "approval", "approved", "numbered")
ALLOWED = {
    ("start", "planned", INSTITUTE): "drafting",
    ("open_comment", "drafting", INSTITUTE): "comment",
    ("extend_comment", "comment", INSTITUTE): "comment",
    ("redraft", "comment", INSTITUTE): "drafting",
    ("redraft", "review", INSTITUTE): "drafting",
    ("open_review", "comment", INSTITUTE): "review",
    ("open_review", "review", INSTITUTE): "review",
    ("pass_review", "review", INSTITUTE): "approval",
    ("approve", "approval", INSTITUTE): "approved",
    ("send_back", "approval", INSTITUTE): "review",
    ("send_back", "approved", INSTITUTE): "review",
    ("send_back", "numbered", INSTITUTE): "review",
    ("number", "approved", INSTITUTE): "numbered",
    ("publish", "numbered", INSTITUTE): "published",
    ("resume", "lapsed", INSTITUTE): "drafting",
    ("stop", "lapsed", INSTITUTE): "stopped",
} | {
    (verb, state, role): target
    for state in RUNNING_NOW
    for verb, role, target in (("lapse", CALENDAR, "lapsed"), ("stop", INSTITUTE, "stopped"))
}
VERBS = sorted({verb for verb, _, _ in ALLOWED})


@pytest.mark.parametrize(("verb", "state", "role"), list(itertools.product(VERBS, ProjectState, Role)))
def test_every_verb_in_every_state_by_every_role(verb, state, role):
    target = ALLOWED.get((verb, state, role))

    if target:
        assert PROJECT_LIFE.move(verb, state=state, role=role).target == target
    else:
        with pytest.raises((NotYours, WrongState)):
            PROJECT_LIFE.move(verb, state=state, role=role)


def test_there_are_no_other_verbs():
    assert {move.verb for move in PROJECT_LIFE} == set(VERBS)


def test_a_project_runs_from_planning_to_its_number():
    assert tuple(STAGES) == RUNNING_NOW
    assert set(RUNNING_NOW) == RUNNING
