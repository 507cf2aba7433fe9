"""Proposals before the institute: scored, merged, answered."""

from datetime import timedelta

import pytest

from tests.given import calls as given
from tests.given import certification, ledgers, people
from tests.given.calls import DAY, POINTS
from tests.given.people import NOW
from yinxin.kernel.refusals import ChangedMeanwhile, NotFound, NotYours, WrongState
from yinxin.register import queries as register
from yinxin.standards.calls import actions as calls
from yinxin.standards.calls import queries
from yinxin.standards.calls.lifecycle import ProposalState
from yinxin.standards.calls.models import Proposal, Score

pytestmark = pytest.mark.django_db
ANSWERED = sorted(set(ProposalState) - {ProposalState.PROPOSED})


@pytest.fixture
def institute():
    return people.institute_officer()


def kinds_of(row):
    return [act.kind for act in register.acts(subjects=[row.subject])]


# ---------------------------------------------------------------------------------------------- scoring


def test_each_officer_scores_once_and_a_second_score_replaces_the_first(institute):
    proposal = given.proposal()

    given.score(proposal)
    given.score(proposal, need=30)
    given.score(proposal, by=given.another_institute_officer(), need=10)

    (found,) = queries.with_scores(queries.proposals_in_reach(institute))
    assert sorted(Score.objects.values_list("total", flat=True)) == [55, 75]
    assert (found.mean_score, found.score_count) == (65, 2)


def test_a_score_is_sealed(institute):
    proposal = given.proposal()

    calls.score(
        proposal.pk, seen=given.revision_of(proposal), points=POINTS, remark="数据较足", by=institute, at=NOW
    )

    assert register.open_acts(kinds=["proposal.scored"]) == []
    act = register.acts(subjects=[proposal.subject])[-1]
    assert (act.kind, act.facts["total"], act.facts["remark"]) == ("proposal.scored", 70, "数据较足")


@pytest.mark.parametrize(
    ("points", "field"),
    [
        (POINTS | {"need": 31}, "need"),
        (POINTS | {"data": -1}, "data"),
        ({code: POINTS[code] for code in POINTS if code != "edge"}, "edge"),
    ],
)
def test_points_lie_between_none_and_the_most(institute, points, field):
    proposal = given.proposal()

    with pytest.raises(calls.PointsOutOfRange) as refused:
        calls.score(proposal.pk, seen=given.revision_of(proposal), points=points, by=institute, at=NOW)

    assert refused.value.facts["field"] == field
    assert Score.objects.count() == 0


def test_criteria_that_the_rulebook_does_not_know_give_nothing(institute):
    proposal = given.proposal()

    score = calls.score(
        proposal.pk, points=POINTS | {"charm": 99}, seen=proposal.revision, by=institute, at=NOW
    )

    assert (score.total, score.points) == (70, POINTS)


# ---------------------------------------------------------------------------------------------- merging


def test_what_is_merged_follows_the_answer_to_the_whole(institute):
    enterprise = ledgers.enterprise()
    part = given.proposal("驼绒被", by=certification.applicant(enterprise))
    whole = given.proposal("驼绒制品")

    merged = calls.merge(
        part.pk, seen=given.revision_of(part), into=whole.pk, reason="同一类产品。", by=institute, at=NOW
    )
    calls.accept(whole.pk, seen=given.revision_of(whole), answer="列入计划。", on=DAY, by=institute, at=NOW)

    assert (merged.state, merged.merged_into, merged.answer, merged.decided_on) == (
        "merged",
        whole,
        "同一类产品。",
        DAY,
    )
    assert kinds_of(part) == ["proposal.made", "proposal.merged", "proposal.followed"]
    assert register.acts(subjects=[part.subject])[-1].facts == {
        "state": "merged",
        "title": "驼绒被",
        "whole": whole.subject,
        "answered": "accepted",
        "answer": "列入计划。",
    }


def test_what_had_been_merged_goes_along(institute):
    first, second, third = (given.proposal(title) for title in ("甲", "乙", "丙"))
    calls.merge(
        first.pk, seen=given.revision_of(first), into=second.pk, reason="同类。", by=institute, at=NOW
    )

    calls.merge(
        second.pk, seen=given.revision_of(second), into=third.pk, reason="也同类。", by=institute, at=NOW
    )

    assert set(third.merged.all()) == {first, second}
    assert Proposal.objects.get(pk=first.pk).answer == "同类。"
    assert kinds_of(first)[-1] == "proposal.merged"


def test_a_proposal_is_merged_into_another_that_waits_with_a_reason(institute):
    proposal, answered = given.proposal(), given.proposal_in(ProposalState.ACCEPTED)
    other = given.proposal("另一项")

    for into, reason, refusal in (
        (proposal.pk, "同类。", calls.MergedIntoItself),
        (answered.pk, "同类。", calls.WholeAnswered),
        (other.pk, " ", calls.ReasonMissing),
        (0, "同类。", NotFound),
    ):
        with pytest.raises(refusal):
            calls.merge(
                proposal.pk, seen=given.revision_of(proposal), into=into, reason=reason, by=institute, at=NOW
            )
    with pytest.raises(WrongState):
        calls.merge(
            answered.pk,
            seen=given.revision_of(answered),
            into=proposal.pk,
            reason="同类。",
            by=institute,
            at=NOW,
        )

    assert Proposal.objects.filter(state="merged").count() == 0


# --------------------------------------------------------------------------------------------- answering


def test_a_proposal_is_accepted_in_the_open_without_the_words(institute):
    proposal = given.proposal()

    accepted = calls.accept(
        proposal.pk, seen=given.revision_of(proposal), answer="列入计划。", on=DAY, by=institute, at=NOW
    )

    assert (accepted.state, accepted.decided_on) == ("accepted", DAY)
    (act,) = register.open_acts(kinds=["proposal.accepted"])
    assert act.facts == {"state": "accepted", "title": proposal.title, "decided_on": "2024-11-20"}


def test_a_proposal_is_declined_with_a_reason_only(institute):
    proposal = given.proposal()

    with pytest.raises(calls.ReasonMissing) as refused:
        calls.decline(proposal.pk, seen=given.revision_of(proposal), answer=" ", on=DAY, by=institute, at=NOW)
    declined = calls.decline(
        proposal.pk, seen=given.revision_of(proposal), answer="已有同类标准。", on=DAY, by=institute, at=NOW
    )

    assert refused.value.facts == {"field": "answer"}
    assert (declined.state, declined.answer) == ("declined", "已有同类标准。")


@pytest.mark.parametrize("days", [-1, 2])
def test_a_proposal_is_answered_after_it_was_made_and_not_in_the_future(institute, days):
    proposal = given.proposal(on=DAY)
    at = NOW + timedelta(days=1)

    with pytest.raises(calls.AnswerDayOutOfRange) as refused:
        calls.accept(
            proposal.pk, seen=given.revision_of(proposal), on=DAY + timedelta(days=days), by=institute, at=at
        )

    assert refused.value.facts == {"field": "on", "first": "2024-11-20", "last": "2024-11-21"}
    assert (
        calls.accept(proposal.pk, seen=given.revision_of(proposal), on=DAY, by=institute, at=at).state
        == "accepted"
    )


@pytest.mark.parametrize("state", ANSWERED)
def test_what_is_answered_is_not_answered_scored_or_merged_again(institute, state):
    proposal, other = given.proposal_in(state), given.proposal("另一项")

    for act in (
        lambda: calls.accept(proposal.pk, seen=given.revision_of(proposal), on=DAY, by=institute, at=NOW),
        lambda: calls.decline(
            proposal.pk, seen=given.revision_of(proposal), answer="否", on=DAY, by=institute, at=NOW
        ),
        lambda: calls.score(
            proposal.pk, seen=given.revision_of(proposal), points=POINTS, by=institute, at=NOW
        ),
        lambda: calls.merge(
            proposal.pk,
            seen=given.revision_of(proposal),
            into=other.pk,
            reason="同类。",
            by=institute,
            at=NOW,
        ),
    ):
        with pytest.raises(WrongState):
            act()


def test_only_the_institute_judges():
    applicant = certification.applicant(ledgers.enterprise())
    proposal, other = given.proposal(by=applicant), given.proposal("右旗另一项", by=applicant)
    offices = [people.league_officer(), people.banner_officer("152922"), applicant]

    for office in offices:
        for act in (
            lambda by: calls.accept(proposal.pk, seen=given.revision_of(proposal), on=DAY, by=by, at=NOW),
            lambda by: calls.decline(
                proposal.pk, seen=given.revision_of(proposal), answer="否", on=DAY, by=by, at=NOW
            ),
            lambda by: calls.score(
                proposal.pk, seen=given.revision_of(proposal), points=POINTS, by=by, at=NOW
            ),
            lambda by: calls.merge(
                proposal.pk, seen=given.revision_of(proposal), into=other.pk, reason="同类。", by=by, at=NOW
            ),
        ):
            with pytest.raises(NotYours):
                act(office)


# ------------------------------------------------------------------------------------ two at the same time


@pytest.mark.parametrize(
    "act",
    [
        lambda row, _other, **facts: calls.correct(row.pk, changes={"product": "别的"}, **facts),
        lambda row, _other, **facts: calls.score(row.pk, points=POINTS, **facts),
        lambda row, other, **facts: calls.merge(row.pk, into=other.pk, reason="同类。", **facts),
        lambda row, _other, **facts: calls.accept(row.pk, on=DAY, **facts),
        lambda row, _other, **facts: calls.decline(row.pk, answer="否", on=DAY, **facts),
    ],
)
def test_nobody_acts_on_what_a_proposal_said_before(institute, act):
    proposal, other = given.proposal(by=institute, proposer=given.bureau(people.division())), given.proposal()
    seen = proposal.revision
    given.corrected(proposal, product="驼绒")

    with pytest.raises(ChangedMeanwhile) as refused:
        act(proposal, other, seen=seen, by=institute, at=NOW)
    act(proposal, other, seen=seen + 1, by=institute, at=NOW)

    assert refused.value.facts == {"noun": "proposal", "number": proposal.pk}


def test_scores_keep_nobody_from_scoring_or_correcting(institute):
    proposal = given.proposal()

    given.score(proposal)
    calls.score(
        proposal.pk,
        points=POINTS,
        seen=proposal.revision,
        by=given.another_institute_officer(),
        at=NOW,
    )

    assert given.revision_of(proposal) == proposal.revision == 1


def test_whoever_answers_a_whole_has_seen_what_was_merged_into_it(institute):
    part, whole = given.proposal("驼绒被"), given.proposal("驼绒")
    calls.merge(part.pk, into=whole.pk, reason="同类。", seen=1, by=institute, at=NOW)

    with pytest.raises(ChangedMeanwhile):
        calls.accept(whole.pk, on=DAY, seen=1, by=institute, at=NOW)

    assert calls.accept(whole.pk, on=DAY, seen=2, by=institute, at=NOW).revision == 3
    assert given.revision_of(part) == 2
