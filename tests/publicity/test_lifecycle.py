"""Who may do what to an article: the table, written out again."""

import itertools

import pytest

from yinxin.kernel.refusals import NotYours, WrongState
from yinxin.kernel.roles import Role
from yinxin.publicity.lifecycle import ARTICLE_LIFE, ArticleState

OFFICERS = (Role.LEAGUE_OFFICER, Role.BANNER_OFFICER)
ALLOWED = {
    (verb, state, role): target
    for verb, state, target in (
        ("publish", "draft", "published"),
        ("remove", "draft", "removed"),
        ("remove", "published", "removed"),
    )
    for role in OFFICERS
}


@pytest.mark.parametrize(
    ("verb", "state", "role"), list(itertools.product(("publish", "remove"), ArticleState, Role))
)
def test_every_verb_in_every_state_by_every_role(verb, state, role):
    target = ALLOWED.get((verb, state, role))

    if target:
        assert ARTICLE_LIFE.move(verb, state=state, role=role).target == target
    else:
        with pytest.raises((NotYours, WrongState)):
            ARTICLE_LIFE.move(verb, state=state, role=role)


def test_there_are_no_other_verbs():
    assert {move.verb for move in ARTICLE_LIFE} == {verb for verb, _, _ in ALLOWED}
