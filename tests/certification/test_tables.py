"""Every state × verb × role of the three tables; what is allowed is written out again by hand."""

from itertools import product

import pytest

from yinxin.certification.applications.lifecycle import APPLICATION_LIFE, OPEN_STATES, ApplicationState
from yinxin.certification.certificates.lifecycle import CERTIFICATE_LIFE, CertificateState
from yinxin.certification.evaluations.lifecycle import NONCONFORMITY_LIFE, NonconformityState
from yinxin.kernel.refusals import NotYours, WrongState
from yinxin.kernel.roles import REGULATORS, Role

APPLICATION = {
    ("submit", "draft", "enterprise"): "submitted",
    ("submit", "returned", "enterprise"): "submitted",
    ("return_for_completion", "submitted", "acceptance_officer"): "returned",
    ("decline", "submitted", "acceptance_officer"): "declined",
    ("accept", "submitted", "acceptance_officer"): "under_evaluation",
    ("conclude_evaluation", "under_evaluation", "lead_auditor"): "evaluated",
    ("send_back", "evaluated", "reviewer"): "under_evaluation",
    ("review", "evaluated", "reviewer"): "reviewed",
    ("decide", "reviewed", "certifier"): "decided",
    ("countersign", "decided", "head_of_body"): "concluded",
    ("withdraw", "draft", "enterprise"): "withdrawn",
    ("withdraw", "submitted", "enterprise"): "withdrawn",
    ("withdraw", "returned", "enterprise"): "withdrawn",
    ("withdraw", "under_evaluation", "enterprise"): "withdrawn",
    ("withdraw", "evaluated", "enterprise"): "withdrawn",
    ("withdraw", "reviewed", "enterprise"): "withdrawn",
}
NONCONFORMITY = {
    ("answer", "open", "enterprise"): "answered",
    ("close", "answered", "lead_auditor"): "closed",
    ("reopen", "answered", "lead_auditor"): "open",
}
CERTIFICATE = {
    ("suspend", "valid", "certifier"): "suspended",
    ("reinstate", "suspended", "certifier"): "valid",
    ("withdraw", "valid", "certifier"): "withdrawn",
    ("withdraw", "suspended", "certifier"): "withdrawn",
    ("cancel", "valid", "certifier"): "cancelled",
    ("cancel", "suspended", "certifier"): "cancelled",
    ("expire", "valid", "calendar"): "expired",
    ("expire", "suspended", "calendar"): "expired",
    ("record_surveillance", "valid", "lead_auditor"): "valid",
}
TABLES = [
    (APPLICATION_LIFE, ApplicationState, APPLICATION),
    (NONCONFORMITY_LIFE, NonconformityState, NONCONFORMITY),
    (CERTIFICATE_LIFE, CertificateState, CERTIFICATE),
]


@pytest.mark.parametrize(
    ("life", "states", "allowed"), TABLES, ids=["application", "nonconformity", "certificate"]
)
def test_every_verb_in_every_state_by_every_role_does_what_is_written_here(life, states, allowed):
    verbs = [move.verb for move in life]

    for verb, state, role in product(verbs, states, Role):
        target = allowed.get((verb, state.value, role.value))
        if target is not None:
            assert life.move(verb, state=state, role=role).target == target
            continue
        with pytest.raises((NotYours, WrongState)) as refused:
            life.move(verb, state=state, role=role)
        has_role = any(verb == v and role == r for v, _, r in allowed)
        assert type(refused.value) is (WrongState if has_role else NotYours)


@pytest.mark.parametrize(
    ("life", "states", "allowed"), TABLES, ids=["application", "nonconformity", "certificate"]
)
def test_the_buttons_are_those_verbs_and_no_others(life, states, allowed):
    shown = {
        (verb, s.value, r.value) for s, r in product(states, Role) for verb in life.verbs(state=s, role=r)
    }

    assert shown == set(allowed)


@pytest.mark.parametrize(
    ("life", "states", "allowed"), TABLES, ids=["application", "nonconformity", "certificate"]
)
def test_no_regulator_stands_in_any_line(life, states, allowed):
    """认证认可条例 art. 13: administration and certification are kept apart."""
    assert [move.verb for move in life if move.by & REGULATORS] == []


def test_i5_withdrawn_cancelled_and_expired_are_the_end():
    ends = [state for state in CertificateState if not [m for m in CERTIFICATE_LIFE if state in m.sources]]

    assert ends == ["withdrawn", "cancelled", "expired"]


def test_a_case_is_open_until_it_is_concluded_declined_or_withdrawn():
    assert set(ApplicationState) - OPEN_STATES == {"concluded", "declined", "withdrawn"}
