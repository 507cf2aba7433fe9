"""The allowed pairs of the batch's table, written out again by hand."""

import pytest

from yinxin.kernel.refusals import NotYours, WrongState
from yinxin.kernel.roles import Role
from yinxin.marks.lifecycle import BATCH_LIFE, BatchState

ALLOWED = {
    ("void_range", "issued", "enterprise"): "issued",
    ("void_range", "issued", "certifier"): "issued",
    ("void", "issued", "enterprise"): "voided",
    ("void", "issued", "certifier"): "voided",
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("state", BatchState)
@pytest.mark.parametrize("verb", ["void_range", "void"])
def test_the_holder_and_the_certifier_void_what_was_issued(verb, state, role):
    if (verb, state, role) in ALLOWED:
        assert BATCH_LIFE.move(verb, state=state, role=role).target == ALLOWED[verb, state, role]
        return
    may_ever = any(role == allowed for _, _, allowed in ALLOWED)
    with pytest.raises(WrongState if may_ever else NotYours):
        BATCH_LIFE.move(verb, state=state, role=role)
