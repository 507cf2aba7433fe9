"""Writes: a review is opened, its panel notes and votes, and what was counted leads the project on or back."""

from collections.abc import Iterator
from datetime import date, datetime
from hashlib import sha256

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.timezone import localtime

from yinxin.experts.assignments import actions as assignments
from yinxin.experts.assignments.lifecycle import OPEN_STATES
from yinxin.experts.assignments.models import Assignment, PartyKind, Purpose
from yinxin.kernel.refusals import NotAcceptable, NotFound, NotYours, WrongState
from yinxin.kernel.roles import Role
from yinxin.people import actions as people
from yinxin.people.models import Office
from yinxin.scheme.queries import rulebook
from yinxin.standards.comments import documents as summaries
from yinxin.standards.comments import queries as comments
from yinxin.standards.projects import actions as projects
from yinxin.standards.projects.lifecycle import ProjectState
from yinxin.standards.projects.models import PaperKind, Project
from yinxin.standards.projects.queries import projects_in_reach
from yinxin.standards.reviews import documents, queries
from yinxin.standards.reviews.lifecycle import REVIEW_LIFE, ReviewState
from yinxin.standards.reviews.models import Ballot, Choice, Form, Opinion, PanelReview
from yinxin.standards.texts import actions as texts

OPENERS = frozenset({Role.INSTITUTE_OFFICER})
REVIEW_VERSION = "review"


class CommentsOpen(WrongState):
    """A review opens when every comment was moderated and every admitted one answered (团体标准管理规定)."""

    code = "review_comments_open"


class ReviewOpenAlready(WrongState):
    """A project has one open review at most."""

    code = "review_open_already"


class ReviewFormUnknown(NotAcceptable):
    """A panel meets, or reviews by letter."""

    code = "review_form_unknown"


class PanelTooSmall(WrongState):
    """The rulebook's least number of experts has not accepted yet."""

    code = "review_panel_too_small"


class InvitationsOpen(WrongState):
    """Somebody has not answered the invitation: a panel that may still grow does not vote."""

    code = "review_invitations_open"


class VotingEndUnfit(NotAcceptable):
    """A vote ends after it begins, and is only ever prolonged."""

    code = "review_voting_end_unfit"


class VotingOver(WrongState):
    """The time for opinions and votes is over."""

    code = "review_voting_over"


class VotingRuns(WrongState):
    """A vote is concluded when everybody has voted, or when its time is over."""

    code = "review_voting_runs"


class ChoiceUnknown(NotAcceptable):
    """One votes in favour, against, or abstains."""

    code = "review_choice_unknown"


class BallotReasonMissing(NotAcceptable):
    """Whoever votes against says why."""

    code = "review_ballot_reason_missing"


class OpinionIncomplete(NotAcceptable):
    """An opinion, and its answer, say something."""

    code = "review_opinion_incomplete"


class ReviewedClauseUnknown(NotAcceptable):
    """The text before the panel has no such clause."""

    code = "reviewed_clause_unknown"


class OpinionsUnanswered(WrongState):
    """The minutes list each opinion with its answer, so there is none without."""

    code = "review_opinions_unanswered"


class ConclusionMissing(NotAcceptable):
    """A review ends with a conclusion in words, and is called off with a reason."""

    code = "review_conclusion_missing"


# ----------------------------------------------------------------------------------------------- opening


@transaction.atomic
def open_review(
    project_number: str,
    *,
    form: str,
    place: str = "",
    starts_on: date,
    ends_on: date,
    by: Office,
    at: datetime,
) -> PanelReview:
    """Put a draft before a panel: freeze the text, write the summary table, and open the matter for its experts.

    Drafters, proposers and their partners are the matter's parties, so that the one door refuses them as reviewers.
    Refuses NotFound, NotYours, WrongState, ReviewOpenAlready, ReviewFormUnknown, CommentsOpen (naming how many), what
    `assignments.open_matter` refuses of the days, and what `projects.enter_review` refuses: a period that still runs,
    a paper that is missing. Recorded in the open.
    """
    project = projects_in_reach(by).select_for_update(of=("self",)).filter(number=project_number).first()
    if project is None:
        raise NotFound(noun="project", number=project_number)
    if by.as_role not in OPENERS:
        raise NotYours(noun="project", verb="open_review", role=by.role)
    if project.reviews.filter(state__in=[ReviewState.FORMING, ReviewState.VOTING]).exists():
        raise ReviewOpenAlready(project=project.number)
    if form not in Form.values:
        raise ReviewFormUnknown(field="form")
    counts = comments.counts(project)
    if project.state in {ProjectState.COMMENT, ProjectState.REVIEW} and not counts.is_settled:
        raise CommentsOpen(pending=counts.pending, unanswered=counts.unanswered)
    version = texts.freeze(project.standard_id, label=REVIEW_VERSION, by=by, at=at)
    matter = assignments.open_matter(
        purpose=Purpose.REVIEW,
        title=project.title,
        subject_of=project.subject,
        parties=list(dict.fromkeys(_parties(project))),
        division=project.division,
        starts_on=starts_on,
        ends_on=ends_on,
        is_invented=project.is_invented,
        by=by,
        at=at,
    )
    review = PanelReview.objects.create(
        project=project, version=version, matter=matter, form=form, place=place.strip(), opened_at=at
    )
    people.record(
        "panel_review.opened",
        subject=review.subject,
        by=by,
        at=at,
        facts={
            "state": review.state,
            "project": project.number,
            "form": form,
            "version": version.sha256,
            "starts_on": starts_on.isoformat(),
            "ends_on": ends_on.isoformat(),
        },
        is_open=True,
    )
    content = summaries.summary_word(comments.summary(project), at=at)
    _add_paper(project, PaperKind.COMMENT_SUMMARY, content, name=summaries.NAME, by=by, at=at)
    projects.enter_review(project.number, by=by, at=at)
    return review


@transaction.atomic
def call_off(pk: int, *, reason: str, by: Office, at: datetime) -> PanelReview:
    """Call a review off: its experts are released. The project stays at its stage, for another panel or a new draft.

    Refuses NotFound, NotYours, WrongState, ConclusionMissing, and what `assignments.close_matter` refuses: a draw that
    waits for its value.
    """
    review = _locked(pk, by)
    move = REVIEW_LIFE.move("call_off", state=review.state, role=by.as_role)
    if not reason.strip():
        raise ConclusionMissing(field="reason")
    review.state = move.target
    review.conclusion = reason.strip()
    review.save(update_fields=["state", "conclusion"])
    people.record(
        "panel_review.called_off",
        subject=review.subject,
        by=by,
        at=at,
        facts={"state": review.state, "project": review.project.number},
        private={"reason": review.conclusion},
        is_open=True,
    )
    for seat in review.matter.assignments.filter(state__in=sorted(OPEN_STATES)):
        assignments.release(seat.pk, reason=review.conclusion, by=by, at=at)
    if review.matter.closed_at is None:
        assignments.close_matter(review.matter_id, by=by, at=at)
    return review


# ------------------------------------------------------------------------------------------------ voting


@transaction.atomic
def open_voting(pk: int, *, until: datetime, by: Office, at: datetime) -> PanelReview:
    """Let the panel note and vote until a moment. Panel and shares are recorded in the open, the experts are not.

    Refuses NotFound, NotYours, WrongState, VotingEndUnfit, PanelTooSmall below the rulebook's minimum, and
    InvitationsOpen while somebody has not answered.
    """
    review = _locked(pk, by)
    move = REVIEW_LIFE.move("open_voting", state=review.state, role=by.as_role)
    book = rulebook(review.project.rulebook).standards
    panel, minimum = len(queries.panel(review)), book.panel_minimum.value
    waiting = queries.invited(review).count()
    if waiting:
        raise InvitationsOpen(waiting=waiting)
    if panel < minimum:
        raise PanelTooSmall(panel=panel, minimum=minimum)
    if until <= at:
        raise VotingEndUnfit(field="until")
    review.state = move.target
    review.voting_opened_at, review.voting_until = at, until
    review.quorum_share, review.approval_share = book.quorum_share.value, book.approval_share.value
    review.save(update_fields=["state", "voting_opened_at", "voting_until", "quorum_share", "approval_share"])
    people.record(
        "panel_review.voting_opened",
        subject=review.subject,
        by=by,
        at=at,
        facts={
            "state": review.state,
            "until": until.isoformat(),
            "panel": panel,
            "quorum_share": str(review.quorum_share),
            "approval_share": str(review.approval_share),
        },
        is_open=True,
    )
    return review


@transaction.atomic
def extend_voting(pk: int, *, until: datetime, by: Office, at: datetime) -> PanelReview:
    """Give the panel more time, also after the last moment. Refuses NotFound, NotYours, WrongState, VotingEndUnfit."""
    review = _locked(pk, by)
    move = REVIEW_LIFE.move("extend_voting", state=review.state, role=by.as_role)
    if until <= at or (review.voting_until is not None and until <= review.voting_until):
        raise VotingEndUnfit(field="until")
    review.state = move.target
    review.voting_until = until
    review.save(update_fields=["state", "voting_until"])
    people.record(
        "panel_review.voting_extended",
        subject=review.subject,
        by=by,
        at=at,
        facts={"state": review.state, "until": until.isoformat()},
        is_open=True,
    )
    return review


@transaction.atomic
def note(pk: int, *, clause_number: str = "", text: str, by: Office, at: datetime) -> Opinion:
    """Say something of a clause, or of all of the text. Sealed: who said it is for the panel and the institute.

    Refuses NotFound to whoever is not on this panel, NotYours, WrongState, VotingOver, ConflictOfInterest,
    ReviewedClauseUnknown and OpinionIncomplete.
    """
    review = _locked(pk, by)
    REVIEW_LIFE.move("note", state=review.state, role=by.as_role)
    seat = _seat(review, by, at)
    if clause_number and clause_number not in {clause["number"] for clause in review.version.text["clauses"]}:
        raise ReviewedClauseUnknown(field="clause_number")
    opinion = Opinion.objects.create(
        review=review,
        assignment=seat,
        clause_number=clause_number,
        text=_said(text, field="text"),
        given_at=at,
    )
    people.record(
        "opinion.given",
        subject=opinion.subject,
        by=by,
        at=at,
        facts={
            "review": review.subject,
            "assignment": seat.subject,
            "clause": clause_number,
            "text": opinion.text,
        },
    )
    return opinion


@transaction.atomic
def answer_opinion(opinion_pk: int, *, answer: str, by: Office, at: datetime) -> Opinion:
    """Say what becomes of an opinion; until the review is concluded the answer may be corrected.

    Refuses NotFound, NotYours, WrongState and OpinionIncomplete.
    """
    named = Opinion.objects.filter(pk=opinion_pk).first()
    review = _locked(named.review_id if named else 0, by)
    REVIEW_LIFE.move("answer_opinion", state=review.state, role=by.as_role)
    opinion = review.opinions.select_for_update().get(pk=opinion_pk)
    opinion.answer, opinion.answered_at = _said(answer, field="answer"), at
    opinion.save(update_fields=["answer", "answered_at"])
    people.record(
        "opinion.answered",
        subject=opinion.subject,
        by=by,
        at=at,
        facts={"review": review.subject, "answer": opinion.answer},
    )
    return opinion


@transaction.atomic
def vote(pk: int, *, choice: str, reason: str = "", by: Office, at: datetime) -> Ballot:
    """Cast a ballot. A later one takes the place of an earlier, which stays, until the vote ends. Sealed.

    Refuses NotFound to whoever is not on this panel, NotYours, WrongState, VotingOver, ConflictOfInterest where one
    came up since (团体标准管理规定: who drafted does not vote), ChoiceUnknown, and BallotReasonMissing for a vote
    against.
    """
    review = _locked(pk, by)
    REVIEW_LIFE.move("vote", state=review.state, role=by.as_role)
    seat = _seat(review, by, at)
    if choice not in Choice.values:
        raise ChoiceUnknown(field="choice")
    if choice == Choice.AGAINST and not reason.strip():
        raise BallotReasonMissing(field="reason")
    earlier = queries.ballot_of(review, seat)
    if earlier is not None:
        earlier.replaced_at = at
        earlier.save(update_fields=["replaced_at"])
    ballot = Ballot.objects.create(
        review=review, assignment=seat, choice=choice, reason=reason.strip(), cast_at=at
    )
    people.record(
        "ballot.cast",
        subject=ballot.subject,
        by=by,
        at=at,
        facts={
            "review": review.subject,
            "assignment": seat.subject,
            "choice": choice,
            "reason_sha256": sha256(ballot.reason.encode()).hexdigest(),
            "replaces": earlier.subject if earlier else "",
        },
    )
    return ballot


@transaction.atomic
def conclude(pk: int, *, conclusion: str, by: Office, at: datetime) -> PanelReview:
    """Count the vote, write the minutes, and lead the project on to approval, or back to drafting with the conclusion.

    Refuses NotFound, NotYours, WrongState, VotingRuns before the end while somebody has not voted, OpinionsUnanswered
    (naming how many) and ConclusionMissing. The result is recorded in the open, in numbers.
    """
    review = _locked(pk, by)
    move = REVIEW_LIFE.move("conclude", state=review.state, role=by.as_role)
    count = queries.tally(review)
    is_over = review.voting_until is not None and at > review.voting_until
    if not is_over and not count.is_complete:
        raise VotingRuns(until=review.voting_until, voted=count.voted, panel=count.panel)
    unanswered = review.opinions.filter(answer="").count()
    if unanswered:
        raise OpinionsUnanswered(unanswered=unanswered)
    if not conclusion.strip():
        raise ConclusionMissing(field="conclusion")
    review.state = move.target
    review.conclusion, review.concluded_at = conclusion.strip(), at
    review.is_passed = count.is_passed
    review.panel, review.in_favour = count.panel, count.in_favour
    review.against, review.abstained = count.against, count.abstained
    review.save(
        update_fields=[
            "state",
            "conclusion",
            "concluded_at",
            "is_passed",
            "panel",
            "in_favour",
            "against",
            "abstained",
        ]
    )
    people.record(
        "panel_review.concluded",
        subject=review.subject,
        by=by,
        at=at,
        facts={
            "state": review.state,
            "project": review.project.number,
            "is_passed": review.is_passed,
            "panel": count.panel,
            "in_favour": count.in_favour,
            "against": count.against,
            "abstained": count.abstained,
        },
        private={"conclusion": review.conclusion},
        is_open=True,
    )
    content = documents.minutes_word(queries.minutes(review, count))
    name = documents.NAMES[review.form]
    _add_paper(review.project, PaperKind.REVIEW_MINUTES, content, name=name, by=by, at=at)
    if review.is_passed:
        projects.pass_review(review.project.number, by=by, at=at)
    else:
        projects.redraft(review.project.number, reason=review.conclusion, by=by, at=at)
    return review


# ------------------------------------------------------------------------------------------------- parts


def _parties(project: Project) -> Iterator[assignments.PartyLine]:
    """Who has an interest: who drafts, who proposed, and who would have drafted with them. Each once."""
    for drafter in project.drafters.select_related("organisation", "expert"):
        yield assignments.PartyLine(PartyKind.DRAFTER, drafter.organisation_name, drafter.organisation)
        if drafter.expert is not None:
            yield assignments.PartyLine(PartyKind.DRAFTER, drafter.expert.name, None, drafter.expert)
    for proposal in project.proposals.select_related("proposer"):
        yield assignments.PartyLine(PartyKind.PROPOSER, proposal.proposer.name, proposal.proposer)
        for name in filter(None, map(str.strip, proposal.partners.splitlines())):
            yield assignments.PartyLine(PartyKind.OTHER, name)


def _seat(review: PanelReview, by: Office, at: datetime) -> Assignment:
    """The seat of the expert who acts, while the vote runs and nothing stands against it."""
    seat = queries.seat_of(review, by)
    if seat is None:
        raise NotFound(noun="panel_review", number=review.pk)
    if review.voting_until is not None and at > review.voting_until:
        raise VotingOver(until=review.voting_until)
    for refusal in assignments.conflict_refusals(seat, localtime(at).date()):
        raise refusal
    return seat


def _said(text: str, *, field: str) -> str:
    if not text.strip():
        raise OpinionIncomplete(field=field)
    return text.strip()


def _add_paper(project: Project, kind: str, content: bytes, *, name: str, by: Office, at: datetime) -> None:
    projects.add_paper(
        project.number,
        kind=kind,
        file=ContentFile(content),
        name=f"{project.title} {name}.docx",
        size=len(content),
        sha256=sha256(content).hexdigest(),
        is_generated=True,
        by=by,
        at=at,
    )


def _locked(pk: int, by: Office) -> PanelReview:
    review = queries.reviews_in_reach(by).select_for_update(of=("self",)).filter(pk=pk).first()
    if review is None:
        raise NotFound(noun="panel_review", number=pk)
    return review
