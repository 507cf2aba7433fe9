"""Reads: reviews in reach, who sits on the panel, how many have voted, and the tally."""

from decimal import Decimal

from django.db.models import QuerySet

from yinxin.experts.assignments.lifecycle import ON_PANEL, AssignmentState
from yinxin.experts.assignments.models import Assignment, Seat
from yinxin.experts.assignments.queries import panel as panel_of_matter
from yinxin.kernel.refusals import NotFound
from yinxin.kernel.roles import Role
from yinxin.people.models import Office
from yinxin.scheme.queries import rulebook
from yinxin.standards.projects.models import Project
from yinxin.standards.projects.queries import projects_in_reach
from yinxin.standards.reviews import rules
from yinxin.standards.reviews.models import Ballot, Opinion, PanelReview


def reviews_in_reach(by: Office) -> QuerySet[PanelReview]:
    """Those of its projects for the institute; those on whose panel they sit for experts; none for others.

    Whoever is only invited has not declared yet, and whoever stepped aside or was released is on it no more.
    """
    rows = PanelReview.objects.select_related(
        "project__standard", "project__organisation", "version", "matter"
    )
    if by.as_role is Role.INSTITUTE_OFFICER:
        return rows.filter(project__in=projects_in_reach(by))
    if by.as_role is Role.EXPERT:
        own = Assignment.objects.filter(expert__user=by.user_id, state__in=sorted(ON_PANEL))
        return rows.filter(matter__in=own.values("matter"))
    return rows.none()


def review_of(rows: QuerySet[PanelReview], pk: int) -> PanelReview:
    """The one of these. NotFound where there is none."""
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound(noun="panel_review", number=pk)
    return found


def reviews_of(project: Project, by: Office) -> QuerySet[PanelReview]:
    """The reviews of a project, the latest first."""
    return reviews_in_reach(by).filter(project=project)


def panel(review: PanelReview) -> list[Assignment]:
    """Who sits on the panel, the chair first."""
    return sorted(panel_of_matter(review.matter), key=lambda seat: (seat.seat != Seat.CHAIR, seat.pk))


def invited(review: PanelReview) -> QuerySet[Assignment]:
    """Who has not answered the invitation."""
    return review.matter.assignments.filter(state=AssignmentState.INVITED)


def seat_of(review: PanelReview, by: Office) -> Assignment | None:
    """The seat of the expert who asks, while they take part."""
    seats = review.matter.assignments.select_related("expert", "matter")
    return seats.filter(expert__user=by.user_id, state=AssignmentState.ACCEPTED).first()


def ballots(review: PanelReview) -> QuerySet[Ballot]:
    """The ballots that stand: the latest of each who is on the panel now."""
    return review.ballots.filter(
        replaced_at__isnull=True, assignment__in=panel_of_matter(review.matter)
    ).select_related("assignment__expert")


def ballot_of(review: PanelReview, seat: Assignment) -> Ballot | None:
    """How somebody votes at present."""
    return review.ballots.filter(assignment=seat, replaced_at__isnull=True).first()


def opinions(review: PanelReview) -> list[Opinion]:
    """What the panel says, in the order of the text; of the whole text first."""
    places = {clause["number"]: place for place, clause in enumerate(review.version.text["clauses"])}
    found = review.opinions.select_related("assignment__expert")
    return sorted(found, key=lambda each: (places.get(each.clause_number, -1), each.pk))


def tally(review: PanelReview) -> rules.Tally:
    """The count as it stands; before the vote is opened, held against the shares of the project's rulebook."""
    book = rulebook(review.project.rulebook).standards
    return rules.counted(
        ballots(review).values_list("choice", flat=True),
        panel=len(panel(review)),
        quorum_share=_share(review.quorum_share, book.quorum_share.value),
        approval_share=_share(review.approval_share, book.approval_share.value),
    )


def result(review: PanelReview) -> rules.Tally:
    """The count with which a review was concluded, whatever has become of the panel since."""
    return rules.Tally(
        panel=review.panel or 0,
        in_favour=review.in_favour or 0,
        against=review.against or 0,
        abstained=review.abstained or 0,
        quorum_share=review.quorum_share or Decimal(0),
        approval_share=review.approval_share or Decimal(0),
    )


def minutes(review: PanelReview, count: rules.Tally) -> rules.Minutes:
    """What the minutes of a concluded review are written from."""
    project, matter = review.project, review.matter
    cast = {ballot.assignment_id: ballot for ballot in ballots(review)}
    return rules.Minutes(
        title=project.title,
        number=project.number,
        organisation=project.organisation.name,
        form=review.form,
        place=review.place,
        starts_on=matter.starts_on,
        ends_on=matter.ends_on,
        drafters=list(dict.fromkeys(drafter.organisation_name for drafter in project.drafters.all())),
        version_sha256=review.version.sha256,
        members=[_member(seat, cast.get(seat.pk)) for seat in panel(review)],
        remarks=[
            rules.Remark(each.clause_number, each.text, each.assignment.expert.name, each.answer)
            for each in opinions(review)
        ],
        tally=count,
        conclusion=review.conclusion,
        concluded_at=review.concluded_at or review.opened_at,
    )


def _member(seat: Assignment, ballot: Ballot | None) -> rules.Member:
    return rules.Member(
        name=seat.expert.name,
        employer=seat.expert.employer,
        fields=seat.expert.fields,
        is_chair=seat.seat == Seat.CHAIR,
        choice=ballot.choice if ballot else "",
        reason=ballot.reason if ballot else "",
    )


def _share(copied: Decimal | None, of_the_book: Decimal) -> Decimal:
    return of_the_book if copied is None else copied
