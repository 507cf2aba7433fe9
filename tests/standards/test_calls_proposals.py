"""Proposals for standards: made, corrected, taken back, and who sees which."""

from datetime import date, timedelta

import pytest

from tests.given import calls as given
from tests.given import certification, ledgers, people
from tests.given.calls import CLOSES_ON, DAY
from tests.given.people import NOW
from yinxin.kernel.refusals import NotFound, NotYours, WrongState
from yinxin.kernel.roles import HUMAN_ROLES, REGULATORS, Role
from yinxin.ledgers.models import Industry
from yinxin.register import queries as register
from yinxin.standards.calls import actions as calls
from yinxin.standards.calls import queries
from yinxin.standards.calls.lifecycle import PROPOSERS, CallState, ProposalState
from yinxin.standards.calls.models import Proposal

pytestmark = pytest.mark.django_db


@pytest.fixture
def institute():
    return people.institute_officer()


@pytest.fixture
def enterprise():
    return ledgers.enterprise()


@pytest.fixture
def applicant(enterprise):
    return certification.applicant(enterprise)


def kinds_of(row):
    return [act.kind for act in register.acts(subjects=[row.subject])]


# ----------------------------------------------------------------------------------------------- making


def test_an_enterprise_answers_a_call_for_itself(enterprise, applicant):
    call = given.call()

    proposal = given.proposal("驼绒制品", call=call, industry=enterprise.industry, by=applicant)

    assert (proposal.proposer_id, proposal.call, proposal.state) == (enterprise.pk, call, "proposed")
    (act,) = register.open_acts(kinds=["proposal.made"])
    assert act.facts == {
        "state": "proposed",
        "title": "驼绒制品",
        "division": enterprise.division_id,
        "proposer": f"organisation/{enterprise.pk}",
        "call": "call/2024-1",
        "proposed_on": "2024-11-20",
    }


def test_an_association_proposes_for_itself():
    office = people.association_officer()

    assert given.proposal(by=office).proposer == office.organisation


@pytest.mark.parametrize("role", sorted(HUMAN_ROLES - PROPOSERS))
def test_others_do_not_propose(role):
    office = people.office(role, of=people.division() if role in REGULATORS else None)

    with pytest.raises(NotYours):
        given.proposal(by=office)


def test_nobody_proposes_in_the_name_of_another(applicant):
    other = ledgers.enterprise("示例·另一家企业有限公司")

    for office in (applicant, people.association_officer(), people.banner_officer("152923")):
        with pytest.raises(NotFound):
            given.proposal(division=office.division, proposer=other, by=office)


def test_officers_propose_for_organisations_and_products_of_their_area(enterprise):
    right = people.banner_officer("152922")
    league = people.league_officer()

    for office in (right, league):
        assert given.proposal(proposer=enterprise, division=enterprise.division, by=office)
    with pytest.raises(NotFound):
        given.proposal(division=people.division("152900"), proposer=enterprise, by=right)


def test_an_enterprise_proposes_for_its_own_division_and_those_above(enterprise, applicant):
    assert {division.pk for division in queries.divisions_for(applicant)} == {"150000", "152900", "152922"}
    with pytest.raises(NotFound):
        given.proposal(division=people.division("152921"), by=applicant)


def test_the_institute_enters_what_came_on_paper_for_anybody(enterprise, institute):
    call = given.call(on=DAY, state=CallState.CLOSED)

    entered = given.proposal(
        proposer=enterprise, division=enterprise.division, call=call, on=DAY, by=institute
    )

    assert (entered.proposer_id, entered.call) == (enterprise.pk, call)
    for late in (DAY - timedelta(days=1), DAY + timedelta(days=1)):
        with pytest.raises(calls.CallNotOpen):
            given.proposal(
                proposer=enterprise, division=enterprise.division, call=call, on=late, by=institute
            )


@pytest.mark.parametrize("day", [DAY - timedelta(days=1), CLOSES_ON + timedelta(days=1)])
def test_a_call_takes_proposals_from_its_first_day_to_its_last(applicant, day):
    call = given.call()

    with pytest.raises(calls.CallNotOpen) as refused:
        given.proposal(call=call, on=day, by=applicant)

    assert refused.value.facts["field"] == "call"
    assert given.proposal(call=call, on=CLOSES_ON, by=applicant).call == call


def test_a_call_that_is_closed_takes_none(applicant):
    with pytest.raises(calls.CallNotOpen):
        given.proposal(call=given.call(state=CallState.CLOSED), by=applicant)


def test_a_call_that_is_prepared_is_not_there_to_be_answered(applicant, institute):
    draft = given.call(state=CallState.DRAFT)

    with pytest.raises(NotFound):
        given.proposal(call=draft, by=applicant)
    with pytest.raises(calls.CallNotOpen):
        given.proposal(call=draft, by=institute)


def test_a_call_that_names_industries_wants_one_of_them(enterprise, applicant):
    call = given.call(industries=[enterprise.industry_id])
    other = Industry.objects.create(code="other", name="其他", name_en="Other", ordinal=99)

    for industry in (None, other):
        with pytest.raises(calls.IndustryNotCalled) as refused:
            given.proposal(call=call, industry=industry, by=applicant)
        assert refused.value.facts == {"field": "industry", "industries": [enterprise.industry.name]}
    assert given.proposal(call=call, industry=enterprise.industry, by=applicant).call == call


@pytest.mark.parametrize("field", ["title", "reason"])
def test_a_proposal_says_what_and_why(field):
    with pytest.raises(calls.ProposalTextMissing) as refused:
        given.proposal(**{field: " "})

    assert refused.value.facts == {"field": field}
    assert Proposal.objects.count() == 0


def test_nothing_is_proposed_in_the_future():
    with pytest.raises(calls.ProposedInFuture):
        given.proposal(on=DAY + timedelta(days=1), at=NOW)


# -------------------------------------------------------------------------------- correcting, taking back


def test_a_proposal_is_corrected_and_only_what_changed_is_recorded(applicant):
    proposal = given.proposal(by=applicant)

    calls.correct(
        proposal.pk,
        seen=given.revision_of(proposal),
        changes={"product": "驼绒", "reason": proposal.reason},
        by=applicant,
        at=NOW,
    )
    calls.correct(
        proposal.pk, seen=given.revision_of(proposal), changes={"product": "驼绒"}, by=applicant, at=NOW
    )

    (_made, act) = register.acts(subjects=[proposal.subject])
    assert (act.kind, act.facts["fields"]) == ("proposal.corrected", ["product"])
    assert act.facts["changes"] == {"product": ["", "驼绒"]}
    (public,) = register.open_acts(kinds=["proposal.corrected"])
    assert "changes" not in public.facts


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [({"title": " "}, calls.ProposalTextMissing), ({"reason": ""}, calls.ProposalTextMissing)],
)
def test_a_correction_is_refused_as_a_proposal_is(applicant, changes, refusal):
    proposal = given.proposal(by=applicant)

    with pytest.raises(refusal):
        calls.correct(proposal.pk, seen=given.revision_of(proposal), changes=changes, by=applicant, at=NOW)


def test_a_correction_stays_within_what_was_called_for_and_within_reach(enterprise, applicant):
    call = given.call(industries=[enterprise.industry_id])
    proposal = given.proposal(call=call, industry=enterprise.industry, by=applicant)

    with pytest.raises(calls.IndustryNotCalled):
        calls.correct(
            proposal.pk, seen=given.revision_of(proposal), changes={"industry": None}, by=applicant, at=NOW
        )
    with pytest.raises(NotFound):
        calls.correct(
            proposal.pk,
            seen=given.revision_of(proposal),
            changes={"division": people.division("152921")},
            by=applicant,
            at=NOW,
        )
    with pytest.raises(TypeError):
        calls.correct(
            proposal.pk, seen=given.revision_of(proposal), changes={"state": "accepted"}, by=applicant, at=NOW
        )


def test_whoever_made_a_proposal_corrects_it_and_takes_it_back(enterprise, applicant, institute):
    own = given.proposal(by=applicant)
    on_paper = given.proposal(proposer=enterprise, division=enterprise.division, by=institute)
    league = people.league_officer()

    for office in (league, people.banner_officer("152922"), institute):
        with pytest.raises(calls.ProposalOfOthers):
            calls.correct(own.pk, seen=given.revision_of(own), changes={"product": "x"}, by=office, at=NOW)
        with pytest.raises(calls.ProposalOfOthers):
            calls.withdraw(own.pk, by=office, at=NOW)
    calls.correct(
        on_paper.pk, seen=given.revision_of(on_paper), changes={"product": "驼绒"}, by=institute, at=NOW
    )
    withdrawn = calls.withdraw(on_paper.pk, by=applicant, at=NOW)

    assert (withdrawn.state, withdrawn.decided_on) == ("withdrawn", DAY)
    assert kinds_of(on_paper) == ["proposal.made", "proposal.corrected", "proposal.withdrawn"]


def test_two_officers_of_one_bureau_speak_for_the_same_proposals():
    proposal = given.proposal()
    colleague = people.office(Role.LEAGUE_OFFICER, username="league-2")

    assert calls.withdraw(proposal.pk, by=colleague, at=NOW).state == "withdrawn"


@pytest.mark.parametrize("state", sorted(set(ProposalState) - {ProposalState.PROPOSED}))
def test_what_is_answered_is_neither_corrected_nor_taken_back(state):
    proposal = given.proposal_in(state)

    with pytest.raises(WrongState):
        calls.correct(
            proposal.pk,
            seen=given.revision_of(proposal),
            changes={"product": "x"},
            by=proposal.office,
            at=NOW,
        )
    with pytest.raises(WrongState):
        calls.withdraw(proposal.pk, by=proposal.office, at=NOW)


# -------------------------------------------------------------------------------------- who sees, counts


def test_who_sees_which_proposals(applicant, institute):
    league_own = given.proposal()
    right_own = given.proposal(by=people.banner_officer("152922"))
    of_enterprise = given.proposal(by=applicant)
    of_association = given.proposal(by=people.association_officer())

    def seen(office):
        return set(queries.proposals_in_reach(office))

    assert seen(institute) == {league_own, right_own, of_enterprise, of_association}
    assert seen(people.league_officer()) == {league_own, right_own, of_enterprise, of_association}
    assert seen(people.banner_officer("152922")) == {right_own, of_enterprise}
    assert seen(people.banner_officer("152923")) == set()
    assert seen(applicant) == {of_enterprise}
    assert seen(people.association_officer()) == {of_association}
    with pytest.raises(NotFound):
        queries.proposal_of(applicant, league_own.pk)
    with pytest.raises(NotFound):
        calls.correct(
            of_association.pk,
            seen=given.revision_of(of_association),
            changes={"product": "x"},
            by=applicant,
            at=NOW,
        )


def test_what_was_taken_back_or_merged_counts_until_that_day():
    league = people.division()
    for state in ProposalState:
        given.proposal_in(state)  # the merged one comes with its whole

    def made(until):
        return queries.proposals_made(league, since=date(2024, 1, 1), until=until).count()

    assert made(DAY - timedelta(days=1)) == 6
    assert made(DAY) == 4
