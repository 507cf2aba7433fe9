"""An expert on a panel reads, gives opinions and votes; nobody else finds the review."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.given import assignments as given_assignments
from tests.given import comments as given_comments
from tests.given import people
from tests.given import projects as given_projects
from tests.given import reviews as given
from tests.given.reviews import AFTER, VOTING_UNTIL
from yinxin.experts.assignments import actions as assignments
from yinxin.standards.projects.models import PaperKind
from yinxin.standards.reviews import queries
from yinxin.standards.reviews.models import Ballot, Opinion

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at(monkeypatch, var):
    """Sets the clock that Django reads."""

    def turn(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    turn(AFTER)
    return turn


def browser(office):
    client = Client()
    client.force_login(office.user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def member(review, place=0):
    return browser(given_assignments.office_of(queries.panel(review)[place]))


def page(review):
    return reverse("expert:review", args=[review.pk])


def vote(client, review, choice="in_favour", **facts):
    return client.post(page(review), {"act": "vote", "choice": choice, "reason": "", **facts})


def test_a_vote_is_shown_once_more_before_it_counts(at):
    review = given.review(state="voting")
    client = member(review)

    asked = vote(client, review)
    assert (asked.status_code, asked.context["asks"], Ballot.objects.count()) == (200, True, 0)
    assert "确认投票" in asked.content.decode()

    done = vote(client, review, is_sure="on")
    assert done["Location"] == f"{page(review)}#vote"
    assert Ballot.objects.get().choice == "in_favour"


def test_a_vote_is_changed_until_the_end_and_never_after(at):
    review = given.review(state="voting")
    client = member(review)
    vote(client, review, is_sure="on")

    vote(client, review, "against", reason="指标依据不足。", is_sure="on")
    at(VOTING_UNTIL + timedelta(minutes=1))
    client = member(review)
    late = vote(client, review, "abstain", is_sure="on")

    assert late.status_code == 409
    assert [ballot.choice for ballot in queries.ballots(review)] == ["against"]
    assert client.get(page(review)).context["vote_form"] is None


def test_a_vote_against_says_why_before_it_is_confirmed():
    review = given.review(state="voting")

    response = vote(member(review), review, "against")

    assert response.status_code == 422
    assert list(response.context["vote_form"].errors) == ["reason"]
    assert response.context["asks"] is False


def test_an_opinion_is_given_on_a_clause_and_seen_by_the_panel_without_a_name():
    review = given.review(state="voting")
    client = member(review)

    response = client.post(page(review), {"act": "note", "clause": "2.1", "on-2.1-text": "宜附代码。"})

    assert response["Location"] == f"{page(review)}#clause-2.1"
    opinion = Opinion.objects.get()
    assert (opinion.clause_number, opinion.text) == ("2.1", "宜附代码。")
    other = member(review, 1).get(page(review)).content.decode()
    assert "宜附代码。" in other
    assert opinion.assignment.expert.name not in other


def test_an_opinion_without_words_is_refused_at_its_clause():
    review = given.review(state="voting")

    response = member(review).post(page(review), {"act": "note", "clause": "2.1", "on-2.1-text": ""})

    bad = [part.number for part in response.context["parts"] if part.form and part.form.errors]
    assert (response.status_code, bad, Opinion.objects.count()) == (422, ["2.1"], 0)


def test_the_papers_lie_before_the_panel():
    project = given_comments.draft()
    given_projects.paper(project, PaperKind.OTHER, name="内部记录.pdf")
    review = given.review(project)
    client = member(review)

    files = client.get(page(review)).context["files"]
    assert [file.name for file in files] == [
        f"{project.title}.docx",
        f"{project.title}.pdf",
        "explanatory_note.pdf",
        "test_data.pdf",
        f"{project.title} 意见汇总处理表.docx",
    ]
    assert [len(client.get(file.url).getvalue()) > 0 for file in files] == [True] * 5

    assert client.get(reverse("expert:review_text", args=[review.pk, "exe"])).status_code == 404
    other = project.papers.get(kind=PaperKind.OTHER)
    assert client.get(reverse("expert:review_paper", args=[review.pk, other.pk])).status_code == 404


def test_what_differs_from_the_draft_for_comment_is_shown():
    project = given_comments.draft()
    assert list(member(given.review(project)).get(page(project.reviews.get())).context["comparisons"]) == []

    other = given_comments.draft(title="另一项标准")
    given_projects.clauses(other)
    review = given.review(other)
    (title, found), *more = member(review).get(page(review)).context["comparisons"]

    assert (title, more) == ("与征求意见稿的差异", [])
    assert [(str(label), count) for label, count, _tone in found.counts] == [("增加", 4)]


def test_before_the_vote_opens_one_reads_and_after_the_conclusion_one_sees_the_result():
    review = given.review()
    client = member(review)

    forming = client.get(page(review))
    assert (forming.status_code, forming.context["may_act"]) == (200, False)
    assert vote(client, review, is_sure="on").status_code == 409

    given.concluded(given.voting(review))
    html = client.get(page(review)).content.decode()
    assert "5 票赞成，0 票不赞成，0 票弃权" in html
    assert "审查会议纪要" in html


def test_whoever_is_not_on_this_panel_finds_nothing():
    review = given.review(state="voting")
    paper = review.project.papers.first()
    invited = given_assignments.invited(review.matter, at=AFTER)
    released = given_assignments.accepted(review.matter, at=AFTER)
    assignments.release(released.pk, reason="工作调整", by=people.institute_officer(), at=AFTER)
    elsewhere = given_assignments.accepted(given_assignments.matter(parties=()), at=AFTER)

    for seat in (invited, released, elsewhere):
        client = browser(given_assignments.office_of(seat))
        assert client.get(page(review)).status_code == 404
        assert vote(client, review, is_sure="on").status_code == 404
        assert client.get(reverse("expert:review_paper", args=[review.pk, paper.pk])).status_code == 404
    assert Ballot.objects.count() == 0
