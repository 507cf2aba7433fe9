"""Reviews of drafts in every state, with panels that accepted and voted."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from tests.given import assignments as given_assignments
from tests.given import comments as given_comments
from tests.given import people as given_people
from yinxin.experts.assignments.models import Assignment
from yinxin.people.models import Office
from yinxin.standards.projects.models import Project
from yinxin.standards.reviews import actions as reviews
from yinxin.standards.reviews import queries
from yinxin.standards.reviews.lifecycle import ReviewState
from yinxin.standards.reviews.models import Ballot, Opinion, PanelReview

AFTER = datetime(2024, 12, 21, 2, 0, tzinfo=UTC)  # the day after the last one for comment on a draft of `NOW`
VOTING_UNTIL = AFTER + timedelta(days=3)
IN_FAVOUR = ("in_favour",) * 5
CONCLUSION = "专家组一致同意该标准通过审查，按审查意见修改后报批。"


def opened(
    project: Project | None = None,
    *,
    form: str = "meeting",
    place: str = "巴彦浩特镇示例会议室",
    at: datetime = AFTER,
) -> PanelReview:
    """A review for which nobody has been asked."""
    project = project or given_comments.draft()
    return reviews.open_review(
        project.number,
        form=form,
        place=place,
        starts_on=at.date(),
        ends_on=(at + timedelta(days=7)).date(),
        by=given_people.institute_officer(),
        at=at,
    )


def review(
    project: Project | None = None,
    *,
    state: str = ReviewState.FORMING,
    choices: Sequence[str] = IN_FAVOUR,
    form: str = "meeting",
    at: datetime = AFTER,
) -> PanelReview:
    """A review in this state: a panel of as many as there are choices; concluded, they have voted so."""
    row = opened(project, form=form, at=at)
    if state == ReviewState.CALLED_OFF:
        return reviews.call_off(row.pk, reason="专家人数不足。", by=given_people.institute_officer(), at=at)
    given_assignments.panel(row.matter, len(choices), at=at)
    if state == ReviewState.FORMING:
        return row
    row = voting(row, at=at)
    return row if state == ReviewState.VOTING else concluded(row, choices, at=at)


def voting(row: PanelReview, *, until: datetime | None = None, at: datetime = AFTER) -> PanelReview:
    """A review whose panel may note and vote."""
    until = until or at + (VOTING_UNTIL - AFTER)
    return reviews.open_voting(row.pk, until=until, by=given_people.institute_officer(), at=at)


def concluded(
    row: PanelReview,
    choices: Sequence[str] = IN_FAVOUR,
    *,
    conclusion: str = CONCLUSION,
    by: Office | None = None,
    at: datetime = AFTER,
) -> PanelReview:
    """A review that is counted after the panel voted so, the first of the panel first."""
    for seat, choice in zip(queries.panel(row), choices, strict=True):
        ballot(row, seat, choice, at=at)
    return reviews.conclude(row.pk, conclusion=conclusion, by=by or given_people.institute_officer(), at=at)


def ballot(
    row: PanelReview, seat: Assignment, choice: str = "in_favour", *, reason: str = "", at: datetime = AFTER
) -> Ballot:
    """The vote of one of the panel; a vote against says why."""
    reason = reason or ("指标依据不足。" if choice == "against" else "")
    by = given_assignments.office_of(seat)
    return reviews.vote(row.pk, choice=choice, reason=reason, by=by, at=at)


def opinion(
    row: PanelReview,
    seat: Assignment | None = None,
    *,
    clause_number: str = "2.1",
    text: str = "地域范围宜附行政区划代码。",
    answer: str = "",
    at: datetime = AFTER,
) -> Opinion:
    """What one of the panel says of a clause, answered where there is an answer."""
    seat = seat or queries.panel(row)[0]
    found = reviews.note(
        row.pk, clause_number=clause_number, text=text, by=given_assignments.office_of(seat), at=at
    )
    if not answer:
        return found
    return reviews.answer_opinion(found.pk, answer=answer, by=given_people.institute_officer(), at=at)
