"""A panel reviews a draft: when it opens, who may sit on it, how it votes, and where the project goes."""

import io
from datetime import timedelta

import docx
import pytest
from docx.oxml.ns import qn

from tests.given import assignments as given_assignments
from tests.given import calls as given_calls
from tests.given import comments as given_comments
from tests.given import experts as given_experts
from tests.given import people
from tests.given import projects as given_projects
from tests.given import reviews as given
from tests.given.people import NOW
from tests.given.reviews import AFTER, CONCLUSION, VOTING_UNTIL
from yinxin.experts.assignments import actions as assignments
from yinxin.experts.assignments.models import Assignment, Matter
from yinxin.kernel.refusals import NotFound, NotYours, WrongState
from yinxin.kernel.roles import HUMAN_ROLES, Role
from yinxin.register.models import Entry
from yinxin.standards.comments import actions as comments
from yinxin.standards.projects import actions as projects
from yinxin.standards.projects.actions.refusals import CommentRuns
from yinxin.standards.projects.lifecycle import ProjectState
from yinxin.standards.projects.models import Paper
from yinxin.standards.reviews import actions, queries
from yinxin.standards.reviews.models import Ballot, PanelReview

pytestmark = pytest.mark.django_db


def office():
    return people.institute_officer()


def present(project, kind):
    return Paper.objects.get(project=project, kind=kind, replaced_at__isnull=True)


def of_the(paper):
    with paper.file.open("rb") as file:
        return docx.Document(io.BytesIO(file.read()))


def text_of(document):
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


# -------------------------------------------------------------------------------------------- opening


def test_a_review_freezes_the_text_and_puts_it_before_a_matter_with_its_parties():
    institute = people.organisation("示例沙葱协会")
    proposal = given_calls.proposal(proposer=institute)
    assert proposal.pk
    drafting = given_experts.expert("示例专家 起草")
    project = given_comments.draft()
    project.proposals.add(proposal)
    given_projects.drafter(project, organisation_name="示例乳业有限公司", expert=drafting)

    review = given.opened(project)

    parties = {(party.kind, party.name) for party in review.matter.parties.all()}
    assert parties == {
        ("drafter", "示例草业研究所"),
        ("drafter", "示例乳业有限公司"),
        ("drafter", drafting.name),
        ("proposer", institute.name),
    }
    assert (review.state, review.version.label, review.matter.subject_of) == (
        "forming",
        "review",
        project.subject,
    )
    assert given_projects.fresh(project).state == "review"


def test_the_summary_table_is_written_as_a_paper():
    project = given_comments.draft()
    row = given_comments.comment(project, state="answered")

    given.opened(project)

    paper = present(project, "comment_summary")
    assert (paper.is_generated, paper.name) == (True, f"{project.title} 意见汇总处理表.docx")
    assert row.text in text_of(of_the(paper))


def test_a_review_does_not_open_while_the_period_runs():
    project = given_comments.draft()

    with pytest.raises(CommentRuns):
        given.opened(project, at=AFTER - timedelta(days=1))

    assert (PanelReview.objects.count(), Matter.objects.count()) == (0, 0)


def test_a_review_does_not_open_while_anything_waits_and_says_how_much():
    project = given_comments.draft()
    for state in ("pending", "pending", "admitted", "answered", "set_aside"):
        given_comments.comment(project, state=state)

    with pytest.raises(actions.CommentsOpen) as refused:
        given.opened(project)

    assert refused.value.facts == {"pending": 2, "unanswered": 1}


@pytest.mark.parametrize("state", [ProjectState.DRAFTING, ProjectState.APPROVAL])
def test_a_project_that_is_elsewhere_has_no_review(state):
    with pytest.raises(WrongState):
        given.opened(given_projects.project(state=state))


def test_only_the_institute_opens_a_review():
    project = given_comments.draft()
    for role in HUMAN_ROLES - {Role.INSTITUTE_OFFICER}:
        with pytest.raises((NotFound, NotYours)):
            actions.open_review(
                project.number,
                form="letter",
                starts_on=AFTER.date(),
                ends_on=AFTER.date(),
                by=people.office(role),
                at=AFTER,
            )


def test_there_is_one_open_review_of_a_project():
    review = given.opened()

    with pytest.raises(actions.ReviewOpenAlready):
        given.opened(review.project)


def test_a_form_that_is_none_is_refused():
    with pytest.raises(actions.ReviewFormUnknown):
        given.opened(form="telepathy")


# ------------------------------------------------------------------------------------------- the panel


def test_who_drafted_and_who_is_interested_is_refused_at_the_one_door():
    interested = people.organisation("示例沙葱协会")
    drafting = given_experts.expert("示例专家 起草", employer="示例大学")
    employed = given_experts.expert("示例专家 雇员", employer="示例草业研究所")
    advising = given_experts.expert("示例专家 顾问", employer="示例学院", ties=[("consultancy", interested)])
    project = given_comments.draft()
    project.proposals.add(given_calls.proposal(proposer=interested))
    given_projects.drafter(project, organisation_name="示例大学协作组", expert=drafting)
    matter = given.opened(project).matter

    refused = {}
    for expert in (drafting, employed, advising):
        with pytest.raises(assignments.ConflictOfInterest) as refusal:
            assignments.invite(matter.pk, expert.pk, by=office(), at=AFTER)
        refused[expert.name] = refusal.value.code

    assert refused == {
        "示例专家 起草": "conflict_drafter",
        "示例专家 雇员": "conflict_employer",
        "示例专家 顾问": "conflict_consultancy",
    }
    assert Assignment.objects.count() == 0


def test_a_vote_opens_with_the_least_panel_of_the_rulebook():
    review = given.review(choices=("in_favour",) * 4)

    with pytest.raises(actions.PanelTooSmall) as refused:
        given.voting(review)
    assert refused.value.facts == {"panel": 4, "minimum": 5}

    given_assignments.accepted(review.matter, at=AFTER)
    assert given.voting(review).state == "voting"


def test_a_vote_does_not_open_while_somebody_has_not_answered():
    review = given.review()
    late = given_assignments.invited(review.matter, at=AFTER)

    with pytest.raises(actions.InvitationsOpen):
        given.voting(review)

    assignments.decline(late.pk, reason="出差", by=given_assignments.office_of(late), at=AFTER)
    assert given.voting(review).state == "voting"


def test_the_shares_of_the_rulebook_are_copied_when_the_vote_opens():
    review = given.review(state="voting")

    assert (str(review.quorum_share), str(review.approval_share)) == ("0.75", "0.75")


def test_a_vote_ends_after_it_begins_and_is_only_prolonged():
    review = given.review()
    with pytest.raises(actions.VotingEndUnfit):
        given.voting(review, until=AFTER)
    review = given.voting(review)

    with pytest.raises(actions.VotingEndUnfit):
        actions.extend_voting(review.pk, until=VOTING_UNTIL, by=office(), at=AFTER)
    later = VOTING_UNTIL + timedelta(days=2)
    longer = actions.extend_voting(review.pk, until=later, by=office(), at=VOTING_UNTIL + timedelta(hours=1))

    assert longer.voting_until == later


# ------------------------------------------------------------------------------------ ballots, opinions


def test_a_later_ballot_takes_the_place_of_an_earlier_which_stays():
    review = given.review(state="voting")
    seat = queries.panel(review)[0]

    first = given.ballot(review, seat, "against")
    second = given.ballot(review, seat, "in_favour", at=AFTER + timedelta(hours=1))

    assert list(queries.ballots(review)) == [second]
    assert Ballot.objects.get(pk=first.pk).replaced_at == AFTER + timedelta(hours=1)
    assert Ballot.objects.count() == 2


def test_ballots_and_opinions_are_sealed():
    review = given.review(state="voting")
    given.ballot(review, queries.panel(review)[0])
    given.opinion(review)

    sealed = Entry.objects.filter(kind__in=["ballot.cast", "opinion.given"])
    assert sorted(sealed.values_list("kind", "is_open")) == [("ballot.cast", False), ("opinion.given", False)]


def test_a_vote_against_says_why():
    review = given.review(state="voting")
    by = given_assignments.office_of(queries.panel(review)[0])

    with pytest.raises(actions.BallotReasonMissing):
        actions.vote(review.pk, choice="against", reason=" ", by=by, at=AFTER)
    with pytest.raises(actions.ChoiceUnknown):
        actions.vote(review.pk, choice="perhaps", by=by, at=AFTER)
    assert actions.vote(review.pk, choice="abstain", by=by, at=AFTER).choice == "abstain"


def test_nobody_votes_before_the_vote_opens_or_after_it_ends():
    review = given.review()
    seat = queries.panel(review)[0]
    with pytest.raises(WrongState):
        given.ballot(review, seat)

    given.voting(review)
    given.ballot(review, seat, at=VOTING_UNTIL)

    for act in (given.ballot, given.opinion):
        with pytest.raises(actions.VotingOver):
            act(review, seat, at=VOTING_UNTIL + timedelta(seconds=1))


def strangers(review):
    """Experts who have to do with this review, or with another, and are not on its panel."""
    invited = given_assignments.invited(review.matter, at=AFTER)
    yield given_assignments.office_of(invited)
    released = given_assignments.accepted(review.matter, at=AFTER)
    assignments.release(released.pk, reason="工作调整", by=office(), at=AFTER)
    yield given_assignments.office_of(released)
    aside = given_assignments.accepted(review.matter, at=AFTER)
    assignments.step_aside(
        aside.pk, reason="亲属在起草单位任职", by=given_assignments.office_of(aside), at=AFTER
    )
    yield given_assignments.office_of(aside)
    other = given_assignments.accepted(given_assignments.matter(parties=()), at=AFTER)
    yield given_assignments.office_of(other)
    yield given_experts.expert_office(given_experts.expert("示例专家 无事"))


def test_an_expert_who_is_not_on_this_panel_finds_no_review():
    review = given.review(state="voting")

    for by in strangers(review):
        assert list(queries.reviews_in_reach(by)) == []
        for act in (
            lambda by=by: actions.vote(review.pk, choice="in_favour", by=by, at=AFTER),
            lambda by=by: actions.note(review.pk, text="意见", by=by, at=AFTER),
        ):
            with pytest.raises(NotFound):
                act()
    assert Ballot.objects.count() == 0


def test_nobody_else_reaches_a_review():
    review = given.review(state="voting")

    for role in HUMAN_ROLES - {Role.INSTITUTE_OFFICER, Role.EXPERT}:
        by = people.office(role)
        assert list(queries.reviews_in_reach(by)) == []
        with pytest.raises(NotFound):
            actions.conclude(review.pk, conclusion=CONCLUSION, by=by, at=AFTER)


def test_a_member_whose_tie_came_up_since_does_not_vote():
    review = given.review(state="voting")
    seat = queries.panel(review)[0]
    given_experts.tie(seat.expert, kind="consultancy", of="示例草业研究所", at=AFTER)

    with pytest.raises(assignments.ConflictOfInterest):
        given.ballot(review, seat)


def test_an_opinion_is_of_a_clause_of_the_text_before_the_panel_and_is_answered():
    review = given.review(state="voting")
    with pytest.raises(actions.ReviewedClauseUnknown):
        given.opinion(review, clause_number="9.9")
    with pytest.raises(actions.OpinionIncomplete):
        given.opinion(review, text=" ")

    on_the_whole = given.opinion(review, clause_number="", text="总体符合要求。")
    answered = given.opinion(review, clause_number="2.1", answer="采纳。")

    assert queries.opinions(review) == [on_the_whole, answered]
    assert (answered.answer, answered.answered_at) == ("采纳。", AFTER)


def test_only_the_institute_answers_an_opinion():
    review = given.review(state="voting")
    opinion = given.opinion(review)
    member = given_assignments.office_of(queries.panel(review)[1])

    with pytest.raises(NotYours):
        actions.answer_opinion(opinion.pk, answer="采纳。", by=member, at=AFTER)
    with pytest.raises(NotFound):
        actions.answer_opinion(opinion.pk + 100, answer="采纳。", by=office(), at=AFTER)


# ------------------------------------------------------------------------------------------- concluding


@pytest.mark.parametrize(
    ("choices", "is_passed", "stage"),
    [
        (("in_favour",) * 5, True, "approval"),
        (("in_favour",) * 4 + ("against",), True, "approval"),
        (("in_favour",) * 6 + ("abstain",) * 2, True, "approval"),
        (("in_favour",) * 5 + ("abstain",) * 2, False, "drafting"),
        (("in_favour",) * 3 + ("against",) * 2, False, "drafting"),
    ],
)
def test_three_quarters_lead_on_and_less_leads_back(choices, is_passed, stage):
    review = given.review(state="concluded", choices=choices)

    project = given_projects.fresh(review.project)
    assert (review.state, review.is_passed, review.panel) == ("concluded", is_passed, len(choices))
    assert (review.in_favour, review.against, review.abstained) == tuple(
        choices.count(choice) for choice in ("in_favour", "against", "abstain")
    )
    assert (project.state, project.reason if not is_passed else "") == (
        stage,
        "" if is_passed else CONCLUSION,
    )


def test_a_vote_is_not_counted_while_it_runs_and_somebody_has_not_voted():
    review = given.review(state="voting")
    seats = queries.panel(review)
    for seat in seats[:4]:
        given.ballot(review, seat)

    with pytest.raises(actions.VotingRuns) as refused:
        actions.conclude(review.pk, conclusion=CONCLUSION, by=office(), at=VOTING_UNTIL)
    assert (refused.value.facts["voted"], refused.value.facts["panel"]) == (4, 5)

    done = actions.conclude(
        review.pk, conclusion=CONCLUSION, by=office(), at=VOTING_UNTIL + timedelta(seconds=1)
    )
    assert (done.is_passed, done.in_favour, done.panel) == (True, 4, 5)


def test_without_a_quorum_nothing_is_passed():
    review = given.review(state="voting")
    for seat in queries.panel(review)[:3]:
        given.ballot(review, seat)

    done = actions.conclude(
        review.pk, conclusion=CONCLUSION, by=office(), at=VOTING_UNTIL + timedelta(days=1)
    )

    assert (done.in_favour, done.is_passed) == (3, False)


def test_the_ballot_of_whoever_left_the_panel_is_not_counted():
    review = given.review(state="voting", choices=("in_favour",) * 6)
    seats = queries.panel(review)
    for seat in seats:
        given.ballot(review, seat, "against" if seat == seats[0] else "in_favour")
    assignments.release(seats[0].pk, reason="工作调整", by=office(), at=AFTER)

    done = actions.conclude(review.pk, conclusion=CONCLUSION, by=office(), at=AFTER)

    assert (done.panel, done.in_favour, done.against) == (5, 5, 0)


def test_a_review_ends_with_every_opinion_answered_and_a_conclusion():
    review = given.review(state="voting")
    opinion = given.opinion(review)
    for seat in queries.panel(review):
        given.ballot(review, seat)
    with pytest.raises(actions.OpinionsUnanswered) as refused:
        actions.conclude(review.pk, conclusion=CONCLUSION, by=office(), at=AFTER)
    assert refused.value.facts == {"unanswered": 1}
    actions.answer_opinion(opinion.pk, answer="采纳。", by=office(), at=AFTER)

    with pytest.raises(actions.ConclusionMissing):
        actions.conclude(review.pk, conclusion=" ", by=office(), at=AFTER)
    assert actions.conclude(review.pk, conclusion=CONCLUSION, by=office(), at=AFTER).is_passed


def test_the_result_is_recorded_in_the_open_in_numbers():
    review = given.review(state="concluded", choices=("in_favour",) * 4 + ("against",))

    entry = Entry.objects.get(kind="panel_review.concluded")
    assert entry.is_open
    assert '"in_favour":4' in entry.leaf and '"is_passed":true' in entry.leaf
    names = [seat.expert.name for seat in queries.panel(review)]
    assert [name for name in names if name in entry.leaf] == []


def test_the_minutes_are_written_as_a_paper():
    review = given.review(choices=("in_favour",) * 4 + ("against",))
    review = given.voting(review)
    given.opinion(review, answer="采纳，增加代码。")

    given.concluded(review, ("in_favour",) * 4 + ("against",))

    paper = present(review.project, "review_minutes")
    document = of_the(paper)
    said = text_of(document)
    panel = queries.panel(review)
    assert (paper.is_generated, paper.name) == (True, f"{review.project.title} 审查会议纪要.docx")
    expected = [
        "审查通过。",
        CONCLUSION,
        "专家组应表决 5 人，实际表决 5 人，达到规定的 3/4（4 人）；其中赞成 4 票，不赞成 1 票，弃权 0 票。",
        "采纳，增加代码。",
        "示例草业研究所",
        review.version.sha256,
        *(seat.expert.name for seat in panel),
    ]
    assert [part for part in expected if part not in said] == []
    assert [row.cells[2].text for row in document.tables[2].rows[1:]] == ["赞成"] * 4 + ["不赞成"]
    fonts = [run.find(f".//{qn('w:rFonts')}") for run in document.element.body.iter(qn("w:r"))]
    assert [font for font in fonts if font is None or not font.get(qn("w:eastAsia"))] == []


def test_a_review_by_letter_has_minutes_of_its_own():
    review = given.review(state="concluded", form="letter")

    assert present(review.project, "review_minutes").name == f"{review.project.title} 函审结论.docx"


# ------------------------------------------------------------------------------------------- once more


def test_a_review_that_is_called_off_releases_its_experts_and_another_may_open():
    review = given.review()

    off = actions.call_off(review.pk, reason="专家人数不足。", by=office(), at=AFTER)

    assert (off.state, off.conclusion) == ("called_off", "专家人数不足。")
    assert set(off.matter.assignments.values_list("state", flat=True)) == {"released"}
    assert Matter.objects.get(pk=off.matter_id).closed_at == AFTER
    assert given_projects.fresh(review.project).state == "review"
    assert given.opened(review.project).pk != off.pk


def test_calling_off_has_a_reason():
    with pytest.raises(actions.ConclusionMissing):
        actions.call_off(given.opened().pk, reason="", by=office(), at=AFTER)


def test_a_project_that_was_sent_back_is_reviewed_again():
    review = given.review(state="concluded")
    project = given_projects.fresh(review.project)
    projects.send_back(
        project.number,
        reason="检测数据不全。",
        seen=project.revision,
        by=given_projects.second_officer(),
        at=AFTER,
    )

    again = given.review(project, state="concluded")

    assert (again.pk != review.pk, given_projects.fresh(project).state) == (True, "approval")


def test_a_draft_that_did_not_pass_is_worked_on_and_its_comments_are_answered_anew():
    project = given_comments.draft()
    row = given_comments.comment(project, state="answered", at=NOW)
    given.review(project, state="concluded", choices=("against",) * 5)

    corrected = comments.answer(row.pk, outcome="adopted", seen=row.revision, by=office(), at=AFTER)

    assert corrected.outcome == "adopted"
