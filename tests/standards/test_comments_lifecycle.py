"""Who may do what to a comment: the table, written out again."""

import itertools

import pytest

from yinxin.kernel.refusals import NotYours, WrongState
from yinxin.kernel.roles import Role
from yinxin.standards.comments.lifecycle import COMMENT_LIFE, CommentState

INSTITUTE = Role.INSTITUTE_OFFICER
ALLOWED = {
    ("admit", "pending", INSTITUTE): "admitted",
    ("admit", "set_aside", INSTITUTE): "admitted",
    ("set_aside", "pending", INSTITUTE): "set_aside",
    ("answer", "admitted", INSTITUTE): "answered",
    ("answer", "answered", INSTITUTE): "answered",
}
VERBS = ("admit", "set_aside", "answer")


@pytest.mark.parametrize(("verb", "state", "role"), list(itertools.product(VERBS, CommentState, Role)))
def test_every_verb_in_every_state_by_every_role(verb, state, role):
    target = ALLOWED.get((verb, state, role))

    if target:
        assert COMMENT_LIFE.move(verb, state=state, role=role).target == target
    else:
        with pytest.raises(WrongState if role == INSTITUTE else NotYours):
            COMMENT_LIFE.move(verb, state=state, role=role)


def test_there_are_no_other_verbs():
    assert {move.verb for move in COMMENT_LIFE} == {verb for verb, _, _ in ALLOWED}
