"""A review at the desk: opened, its panel seen, opinions answered, the vote counted."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localtime

from tests.given import assignments as given_assignments
from tests.given import comments as given_comments
from tests.given import people
from tests.given import projects as given_projects
from tests.given import reviews as given
from tests.given.reviews import AFTER, CONCLUSION, VOTING_UNTIL
from yinxin.standards.reviews import queries
from yinxin.standards.reviews.models import Opinion, PanelReview

pytestmark = pytest.mark.django_db

OPEN = {"form": "meeting", "place": "巴彦浩特镇", "starts_on": "2024-12-23", "ends_on": "2024-12-24"}


@pytest.fixture
def institute(sign_in, at):
    """The browser of somebody of the institute, after the public comment."""
    at(AFTER)
    return sign_in(people.institute_officer())


def page(review):
    return reverse("desk:review", args=[review.pk])


def reviews_of(project):
    return reverse("desk:reviews", args=[project.number])


def typed(moment):
    return f"{localtime(moment):%Y-%m-%dT%H:%M}"


def now(review):
    return PanelReview.objects.get(pk=review.pk)


def test_a_review_is_opened_once_every_comment_is_answered(institute):
    project = given_comments.draft()
    row = given_comments.comment(project, state="admitted")

    refused = institute.post(reviews_of(project), OPEN)
    assert refused.status_code == 409
    assert "还有 0 条意见待审核、1 条意见待答复" in refused.content.decode()

    given_comments.answered(row)
    done = institute.post(reviews_of(project), OPEN)
    review = PanelReview.objects.get()
    assert done["Location"] == page(review)
    assert (review.form, review.place) == ("meeting", "巴彦浩特镇")


def test_a_review_does_not_open_while_the_period_runs(institute, at):
    at(AFTER - timedelta(days=1))
    project = given_comments.draft()

    response = institute.post(reviews_of(project), OPEN)

    assert (response.status_code, PanelReview.objects.count()) == (409, 0)


def test_the_vote_is_opened_prolonged_and_concluded_on_one_page(institute):
    review = given.review()
    institute.post(page(review), {"act": "open_voting", "until": typed(VOTING_UNTIL)})
    assert (now(review).state, now(review).voting_until) == ("voting", VOTING_UNTIL)

    later = VOTING_UNTIL + timedelta(days=1)
    institute.post(page(review), {"act": "extend_voting", "until": typed(later)})
    assert now(review).voting_until == later

    for seat in queries.panel(review):
        given.ballot(now(review), seat)
    institute.post(page(review), {"act": "conclude", "conclusion": CONCLUSION})
    assert (now(review).state, now(review).is_passed) == ("concluded", True)
    assert given_projects.fresh(review.project).state == "approval"


def test_a_panel_that_is_too_small_is_told(institute):
    review = given.review(choices=("in_favour",) * 4)

    response = institute.post(page(review), {"act": "open_voting", "until": typed(VOTING_UNTIL)})

    assert response.status_code == 409
    assert "已有 4 名专家接受邀请，至少需要 5 名" in response.content.decode()


def test_before_the_conclusion_officers_see_how_many_voted_and_not_who_voted_how(institute):
    review = given.review(state="voting")
    seats = queries.panel(review)
    for seat in seats[:4]:
        given.ballot(review, seat, "against" if seat == seats[0] else "in_favour")

    running = institute.get(page(review))
    html = running.content.decode()
    assert running.context["shows_numbers"] is False
    assert "4 / 5" in html
    assert [word for word in ("不赞成", "指标依据不足。") if word in html] == []

    given.ballot(review, seats[4])
    complete = institute.get(page(review))
    assert complete.context["shows_numbers"] is True
    assert "指标依据不足。" not in complete.content.decode()
    assert [seat.choice for seat in complete.context["seats"]] == [""] * 5

    institute.post(page(review), {"act": "conclude", "conclusion": CONCLUSION})
    counted = institute.get(page(review))
    assert [seat.choice for seat in counted.context["seats"]] == ["不赞成", *["赞成"] * 4]
    assert "指标依据不足。" in counted.content.decode()


def test_a_vote_is_concluded_only_when_it_can_be_counted(institute, sign_in, at):
    review = given.review(state="voting")
    names = [deed.name for deed in institute.get(page(review)).context["acting"]]
    assert names == ["extend_voting", "call_off"]

    at(VOTING_UNTIL + timedelta(minutes=1))
    later = sign_in(people.institute_officer())
    names = [deed.name for deed in later.get(page(review)).context["acting"]]
    assert names == ["conclude", "extend_voting", "call_off"]


def test_opinions_are_answered_on_the_page(institute):
    review = given.review(state="voting")
    opinion = given.opinion(review)

    empty = institute.post(page(review), {"opinion": opinion.pk, f"o{opinion.pk}-answer": ""})
    done = institute.post(page(review), {"opinion": opinion.pk, f"o{opinion.pk}-answer": "采纳。"})

    assert (empty.status_code, done.status_code) == (422, 302)
    assert Opinion.objects.get().answer == "采纳。"


def test_a_review_is_called_off_with_its_reason(institute):
    review = given.review()

    assert institute.post(page(review), {"act": "call_off"}).status_code == 422
    institute.post(page(review), {"act": "call_off", "reason": "专家人数不足。"})

    assert (now(review).state, now(review).conclusion) == ("called_off", "专家人数不足。")
    assert "专家人数不足。" in institute.get(page(review)).content.decode()


def test_a_project_without_comment_has_no_form_to_open_a_review(institute):
    project = given_projects.project(state="drafting")

    response = institute.get(reviews_of(project))

    assert (response.status_code, response.context["form"]) == (200, None)
    assert institute.post(reviews_of(project), OPEN).status_code == 200
    assert PanelReview.objects.count() == 0


def test_nobody_but_the_institute_opens_these_pages(sign_in, institute):
    review = given.review(state="voting")
    member = given_assignments.office_of(queries.panel(review)[0])

    for office in (people.league_officer(), people.inspector(), member):
        for address in (page(review), reviews_of(review.project)):
            assert sign_in(office).get(address).status_code == 403
