"""The allowed moves of report, case and request, written out again by hand: I7 and I19 rest on them."""

import itertools

import pytest

from yinxin.kernel.refusals import NotYours, WrongState
from yinxin.kernel.roles import Role
from yinxin.supervision.lifecycle import (
    CASE_LIFE,
    REPORT_LIFE,
    REQUEST_LIFE,
    CaseState,
    ReportState,
    RequestState,
)

ALLOWED = {
    ("report", "open_case", "received", "inspector"): "in_case",
    ("report", "set_aside", "received", "inspector"): "set_aside",
    ("report", "answer", "in_case", "inspector"): "answered",
    ("case", "record_finding", "open", "inspector"): "open",
    ("case", "confirm", "open", "inspector"): "confirmed",
    ("case", "dismiss", "open", "inspector"): "dismissed",
    ("case", "ask_to_suspend", "confirmed", "inspector"): "confirmed",
    ("case", "close", "confirmed", "inspector"): "closed",
    ("suspension request", "grant", "asked", "certifier"): "granted",
    ("suspension request", "refuse", "asked", "certifier"): "refused",
}
EVERY = [
    (life, move.verb, state, role)
    for life, states in ((REPORT_LIFE, ReportState), (CASE_LIFE, CaseState), (REQUEST_LIFE, RequestState))
    for move, state, role in itertools.product(life, states, Role)
]


@pytest.mark.parametrize(("life", "verb", "state", "role"), EVERY)
def test_every_verb_in_every_state_by_every_role(life, verb, state, role):
    target = ALLOWED.get((life.noun, verb, state, role))
    if target:
        assert life.move(verb, state=state, role=role).target == target
        return

    may_ever = any((noun, name, who) == (life.noun, verb, role) for noun, name, _, who in ALLOWED)
    with pytest.raises(WrongState if may_ever else NotYours):
        life.move(verb, state=state, role=role)


def test_there_are_no_other_verbs():
    assert {(life.noun, verb) for life, verb, _, _ in EVERY} == {(noun, verb) for noun, verb, _, _ in ALLOWED}
