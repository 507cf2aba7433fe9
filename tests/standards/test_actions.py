"""Proposals and their answers."""

from datetime import date

import pytest

from tests.given import people as given_people
from tests.given import standards as given
from tests.given.people import NOW
from yinxin.kernel.refusals import NotFound, NotYours
from yinxin.kernel.roles import Role
from yinxin.register import queries as register
from yinxin.standards.calls import actions as calls
from yinxin.standards.calls import queries as calls_queries

pytestmark = pytest.mark.django_db
DAY = date(2024, 6, 1)


@pytest.fixture
def institute():
    return given_people.institute_officer()


def test_an_officer_proposes_and_the_institute_accepts(institute):
    proposal = given.proposal()

    accepted = calls.accept(proposal.pk, answer="列入计划。", on=DAY, by=institute, at=NOW)

    assert (accepted.state, accepted.decided_on) == ("accepted", DAY)
    assert [act.kind for act in register.acts(subjects=[proposal.subject])] == [
        "proposal.made",
        "proposal.accepted",
    ]


def test_a_proposal_is_declined_with_a_reason_only(institute):
    proposal = given.proposal()

    with pytest.raises(standards.ReasonMissing):
        calls.decline(proposal.pk, answer=" ", on=DAY, by=institute, at=NOW)
    declined = calls.decline(proposal.pk, answer="已有同类标准。", on=DAY, by=institute, at=NOW)

    assert declined.state == "declined"


def test_an_officer_answers_no_proposal():
    proposal = given.proposal()

    with pytest.raises(NotYours):
        calls.accept(proposal.pk, on=DAY, by=given_people.league_officer(), at=NOW)


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.ENTERPRISE, Role.LEAD_AUDITOR])
def test_others_do_not_propose(role):
    with pytest.raises(NotYours):
        given.proposal(by=given_people.office(role))


def test_a_banner_proposes_for_itself_only_and_sees_its_own_only():
    banner = given_people.banner_officer("152922")
    of_the_league = given.proposal()

    with pytest.raises(NotFound):
        given.proposal(by=banner)
    own = given.proposal("右旗驼绒制品", division=given_people.division("152922"), by=banner)

    assert list(calls_queries.proposals_in_reach(banner)) == [own]
    assert set(calls_queries.proposals_in_reach(given_people.league_officer())) == {own, of_the_league}
    with pytest.raises(NotFound):
        calls.accept(of_the_league.pk, on=DAY, by=banner, at=NOW)
