"""Who may do what to a standard: the table, written out again."""

import itertools

import pytest

from yinxin.kernel.refusals import NotYours, WrongState
from yinxin.kernel.roles import Role
from yinxin.standards.texts.lifecycle import STANDARD_LIFE, StandardState

INSTITUTE, CALENDAR = Role.INSTITUTE_OFFICER, Role.CALENDAR
ALLOWED = {
    ("amend", "draft", INSTITUTE): "draft",
    ("freeze", "draft", INSTITUTE): "draft",
    ("number", "draft", INSTITUTE): "draft",
    ("publish", "draft", INSTITUTE): "published",
    ("confirm", "published", INSTITUTE): "published",
    ("supersede", "published", INSTITUTE): "superseded",
    ("withdraw", "published", INSTITUTE): "withdrawn",
    ("withdraw", "superseded", INSTITUTE): "withdrawn",
    ("withdraw", "published", CALENDAR): "withdrawn",
    ("withdraw", "superseded", CALENDAR): "withdrawn",
}
VERBS = ("amend", "freeze", "number", "publish", "confirm", "supersede", "withdraw")


@pytest.mark.parametrize(("verb", "state", "role"), list(itertools.product(VERBS, StandardState, Role)))
def test_every_verb_in_every_state_by_every_role(verb, state, role):
    target = ALLOWED.get((verb, state, role))

    if target:
        assert STANDARD_LIFE.move(verb, state=state, role=role).target == target
    else:
        with pytest.raises((NotYours, WrongState)):
            STANDARD_LIFE.move(verb, state=state, role=role)


def test_there_are_no_other_verbs():
    assert {move.verb for move in STANDARD_LIFE} == set(VERBS)
