"""I1 and I2: who evaluated neither reviews nor decides; the head signs after the certifier, and is another person."""

from itertools import chain, combinations

import pytest

from tests.given import certification as given
from yinxin.certification.applications.lifecycle import ApplicationState as State
from yinxin.certification.decisions import actions as decisions
from yinxin.certification.decisions import queries
from yinxin.certification.decisions.rules import Part, barred_by
from yinxin.certification.evaluations import actions as evaluations
from yinxin.kernel.refusals import NotFound
from yinxin.kernel.roles import Role

# Written out again by hand: the parts that bar a person from each verb.
BARS = {
    "submit": set(),
    "return_for_completion": set(),
    "decline": set(),
    "accept": set(),
    "conclude_evaluation": set(),
    "withdraw": set(),
    "send_back": {"evaluated"},
    "review": {"evaluated"},
    "decide": {"evaluated", "reviewed"},
    "countersign": {"evaluated", "reviewed", "decided"},
}
SUBSETS = [set(each) for each in chain.from_iterable(combinations(Part, n) for n in range(len(Part) + 1))]


@pytest.mark.parametrize("did", SUBSETS, ids=lambda did: "+".join(sorted(did)) or "nothing")
@pytest.mark.parametrize("verb", BARS)
def test_i1_what_a_person_did_bars_them_from_what_must_be_anothers(verb, did):
    barred = barred_by(verb, did=did)

    assert (barred is not None) == bool(BARS[verb] & did)
    assert barred is None or barred in BARS[verb] & did


def act(verb, case, *, by):
    """The verb with facts that would do."""
    common = {"seen": case.revision, "by": by, "at": given.COUNTERSIGNED}
    match verb:
        case "review":
            return decisions.review(case.number, recommendation="granted", reasons="同意", **common)
        case "send_back":
            return decisions.send_back(case.number, reasons="补充记录", **common)
        case "decide":
            return decisions.decide(case.number, outcome="granted", reasons="同意", **common)
        case _:
            return decisions.countersign(case.number, **common)


ROLE_OF = {
    "review": Role.REVIEWER,
    "send_back": Role.REVIEWER,
    "decide": Role.CERTIFIER,
    "countersign": Role.HEAD_OF_BODY,
}
STATE_BEFORE = {
    "review": State.EVALUATED,
    "send_back": State.EVALUATED,
    "decide": State.REVIEWED,
    "countersign": State.DECIDED,
}
EARLIER = [
    ("review", Role.LEAD_AUDITOR),
    ("send_back", Role.LEAD_AUDITOR),
    ("decide", Role.LEAD_AUDITOR),
    ("decide", Role.REVIEWER),
    ("countersign", Role.LEAD_AUDITOR),
    ("countersign", Role.REVIEWER),
    ("countersign", Role.CERTIFIER),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("verb", "earlier"), EARLIER)
def test_one_person_in_two_offices_may_not_do_both(verb, earlier, var):
    case = given.application_in(STATE_BEFORE[verb])
    before = given.staff(earlier)
    same_person = given.staff(ROLE_OF[verb], username=before.user.username)

    with pytest.raises(decisions.NotImpartial):
        act(verb, case, by=same_person)
    case.refresh_from_db()

    assert case.state == STATE_BEFORE[verb]
    assert list(queries.barred_verbs(case, same_person)) == _verbs_of(verb)


def _verbs_of(verb):
    return ["send_back", "review"] if verb in {"review", "send_back"} else [verb]


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ROLE_OF)
def test_somebody_else_of_the_same_office_may(verb, var):
    case = given.application_in(STATE_BEFORE[verb])
    other = given.staff(ROLE_OF[verb], username="somebody-else")

    act(verb, case, by=other)
    case.refresh_from_db()

    assert case.state != STATE_BEFORE[verb]


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["element", "raise", "close", "reopen", "test", "conclude"])
def test_taking_part_in_any_way_is_evaluating(way, var):
    case = given.application_in(State.UNDER_EVALUATION)
    guest = given.staff(Role.LEAD_AUDITOR, username="guest")
    match way:
        case "element":
            given.element(case, "documents", by=guest)
        case "raise":
            given.nonconformity(case, by=guest)
        case "close" | "reopen":
            found = given.nonconformity(case, state="answered")
            verify = evaluations.close_nonconformity if way == "close" else evaluations.reopen_nonconformity
            verify(found.pk, verification="核对", by=guest, at=given.TESTED)
        case "test":
            given.laboratory_report(case, by=guest)
        case _:
            for element in ("documents", "site", "test"):
                given.element(case, element)
            given.laboratory_report(case)
            case.refresh_from_db()
            evaluations.conclude(case.number, seen=case.revision, by=guest, at=given.CONCLUDED)

    assert queries.parts_of(case, guest.user_id) == {Part.EVALUATED}


@pytest.mark.django_db
def test_answering_reading_and_accepting_is_not_evaluating(var):
    case = given.nonconformity(state="answered").application

    answerer, acceptor = given.applicant(case.enterprise), given.staff(Role.ACCEPTANCE_OFFICER)

    assert queries.parts_of(case, answerer.user_id) == set()
    assert queries.parts_of(case, acceptor.user_id) == set()


@pytest.mark.django_db
def test_i2_the_head_signs_after_the_certifier_and_is_another_person(var):
    case = given.application_in(State.CONCLUDED)

    decision = queries.decision_of(case)

    assert decision.decided_at < decision.countersigned_at
    assert decision.certifier.user_id != decision.head.user_id


@pytest.mark.django_db
def test_nobody_of_another_body_can_be_found_impartial_here(var):
    """Impartial or not, a case of another body does not exist for them."""
    case = given.application_in(State.EVALUATED)
    stranger = given.staff(Role.REVIEWER, of=given.body("示例第二认证中心"))

    with pytest.raises(NotFound):
        act("review", case, by=stranger)
