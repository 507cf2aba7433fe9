"""Reviews of a project's draft: opened, the panel formed, opinions answered, the vote counted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yinxin.experts.assignments.models import Assignment
from yinxin.kernel.roles import Role
from yinxin.register.queries import acts
from yinxin.scheme.queries import rulebook
from yinxin.standards.comments.queries import counts
from yinxin.standards.projects.lifecycle import ProjectState
from yinxin.standards.projects.queries import project_of, projects_in_reach
from yinxin.standards.reviews import actions as reviews
from yinxin.standards.reviews import queries
from yinxin.standards.reviews.lifecycle import REVIEW_LIFE, ReviewState
from yinxin.standards.reviews.models import Ballot, Opinion, PanelReview
from yinxin.standards.reviews.rules import Tally
from yinxin.web import clock, phrases
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.desk.acts import timeline_of
from yinxin.web.desk.forms.reviews import (
    CallOffForm,
    ConclusionForm,
    OpenReviewForm,
    OpinionAnswerForm,
    UntilForm,
)
from yinxin.web.once import once
from yinxin.web.refused import form_status, refusals_on
from yinxin.web.templatetags.yinxin import day, moment
from yinxin.web.wording.assignments import SEATS
from yinxin.web.wording.experts import EXPERT_FIELDS
from yinxin.web.wording.reviews import CHOICES, FORMS

KEEPER = Role.INSTITUTE_OFFICER
VOTING_DAYS = 7  # suggested
_OPEN = frozenset({ReviewState.FORMING, ReviewState.VOTING})
_OPENABLE = frozenset({ProjectState.COMMENT, ProjectState.REVIEW})


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a review, as components/steps.html takes it."""

    label: str
    note: str
    state: str


@dataclass(frozen=True, slots=True)
class Deed:
    """What can be done now, as case/acting.html takes it."""

    name: str
    label: str
    icon: str
    text: str
    form: forms.Form
    danger: bool = False
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Seat:
    """One of the panel, and the ballot that stands: shown when the review is concluded, never before."""

    assignment: Assignment
    seat: Promise
    fields: str
    choice: str
    reason: str


@dataclass(frozen=True, slots=True)
class OpinionLine:
    """An opinion with the form to answer it."""

    opinion: Opinion
    form: OpinionAnswerForm | None


@open_to(KEEPER)
@once
def review_list(request: OfficeRequest, number: str) -> HttpResponse:
    """The reviews of a project, and the form to open one where none is open."""
    project = project_of(projects_in_reach(request.office), number)
    found = list(queries.reviews_of(project, request.office))
    has_open = any(review.state in _OPEN for review in found)
    may_open = project.state in _OPENABLE and not has_open
    form = OpenReviewForm(request.POST or None, today=clock.today()) if may_open else None
    if form is not None and form.is_bound and form.is_valid():
        with refusals_on(form):
            opened = reviews.open_review(number, **form.cleaned_data, by=request.office, at=clock.now())
        if not form.errors:
            messages.success(request, _("Review opened: the text is frozen and the summary table written."))
            return redirect("desk:review", opened.pk)
    context = {
        "project": project,
        "reviews": [(review, FORMS[review.form]) for review in found],
        "form": form,
        "counts": counts(project),
        "is_running": project.state == ProjectState.COMMENT
        and project.comment_until is not None
        and clock.today() <= project.comment_until,
        "crumbs": [(project.number, reverse("desk:project", args=[number])), (_("Reviews"), "")],
    }
    return render(request, "desk/reviews.html", context, status=form_status(form) if form else 200)


@open_to(KEEPER)
@once
def review(request: OfficeRequest, pk: int) -> HttpResponse:
    """One review: its panel, how many have voted, what the panel says, and what can be done now."""
    row = queries.review_of(queries.reviews_in_reach(request.office), pk)
    tally = queries.result(row) if row.state == ReviewState.CONCLUDED else queries.tally(row)
    deeds = list(_deeds(request, row, tally))
    opinions = list(_opinions(request, row))
    bound = [deed.form for deed in deeds if deed.form.is_bound]
    bound += [line.form for line in opinions if line.form is not None and line.form.is_bound]
    form = bound[0] if bound else None
    if form is not None and form.is_valid():
        with refusals_on(form):
            said = _done(request, row, form)
        if not form.errors:
            messages.success(request, said)
            return redirect("desk:review", pk)
    is_counted = row.state == ReviewState.CONCLUDED
    context = {
        "review": row,
        "project": row.project,
        "form_name": FORMS[row.form],
        "steps": _steps(row, tally),
        "tally": tally,
        "minimum": rulebook(row.project.rulebook).standards.panel_minimum.value,
        "shows_numbers": is_counted or (row.state == ReviewState.VOTING and _is_countable(row, tally)),
        "is_counted": is_counted,
        "seats": _seats(row),
        "waiting": queries.invited(row).count() if row.state == ReviewState.FORMING else 0,
        "opinions": opinions,
        "acting": deeds,
        "timeline": timeline_of(acts(subjects=[row.subject])),
        "crumbs": [
            (row.project.number, reverse("desk:project", args=[row.project.number])),
            (_("Reviews"), reverse("desk:reviews", args=[row.project.number])),
            (day(row.opened_at), ""),
        ],
    }
    return render(request, "desk/review.html", context, status=form_status(form) if form else 200)


# ------------------------------------------------------------------------------------------------ parts


def _is_countable(row: PanelReview, tally: Tally) -> bool:
    """Everybody has voted, or the time is over: from then on the numbers are shown, never who voted how."""
    is_over = row.voting_until is not None and clock.now() > row.voting_until
    return is_over or (tally.panel > 0 and tally.is_complete)


def _steps(row: PanelReview, tally: Tally) -> list[Step]:
    minimum = rulebook(row.project.rulebook).standards.panel_minimum.value
    called_off = row.state == ReviewState.CALLED_OFF
    reached = {ReviewState.FORMING: 0, ReviewState.VOTING: 1, ReviewState.CONCLUDED: 3}.get(
        ReviewState(row.state), 1 if row.voting_opened_at else 0
    )
    until = _("until %(moment)s") % {"moment": moment(row.voting_until)} if row.voting_until else ""
    result = ""
    if row.is_passed is not None:
        result = pgettext("review", "passed") if row.is_passed else pgettext("review", "not passed")
    panel = _("%(panel)d accepted, at least %(minimum)d") % {"panel": tally.panel, "minimum": minimum}
    notes = ((_("Panel"), panel), (_("Opinions and vote"), until), (_("Conclusion"), result))
    found = []
    for place, (label, note) in enumerate(notes):
        state = "done" if place < reached else ""
        if place == reached:
            state = "bad" if called_off else "now"
        found.append(Step(label, note, state))
    return found


def _seats(row: PanelReview) -> list[Seat]:
    cast: dict[int, Ballot] = {}
    if row.state == ReviewState.CONCLUDED:
        cast = {ballot.assignment_id: ballot for ballot in queries.ballots(row)}
    found = []
    for each in queries.panel(row):
        ballot = cast.get(each.pk)
        found.append(
            Seat(
                assignment=each,
                seat=SEATS[each.seat],
                fields=phrases.listed(str(EXPERT_FIELDS[code]) for code in each.expert.fields),
                choice=str(CHOICES[ballot.choice]) if ballot else "",
                reason=ballot.reason if ballot else "",
            )
        )
    return found


def _deeds(request: OfficeRequest, row: PanelReview, tally: Tally) -> Iterator[Deed]:
    """What the state allows, the form of what was sent bound to it."""
    verbs = REVIEW_LIFE.verbs(state=row.state, role=request.office.as_role)
    act = request.POST.get("act", "")

    def sent(name: str) -> QueryDict | None:
        return request.POST if act == name else None

    later = (row.voting_until or clock.now()) + timedelta(days=VOTING_DAYS)
    if "open_voting" in verbs:
        yield Deed(
            "open_voting",
            _("Open the vote"),
            "player-play",
            _(
                "The panel reads the papers, gives opinions and votes until then. It can be prolonged, not shortened."
            ),
            UntilForm(sent("open_voting"), until=later),
            is_open=tally.panel >= rulebook(row.project.rulebook).standards.panel_minimum.value,
        )
    if "conclude" in verbs and _is_countable(row, tally):
        yield Deed(
            "conclude",
            _("Conclude the review"),
            "gavel",
            _(
                "The vote is counted, the minutes are written, and the project goes on to approval or back to drafting."
            ),
            ConclusionForm(sent("conclude")),
            is_open=True,
        )
    if "extend_voting" in verbs:
        yield Deed(
            "extend_voting",
            _("Prolong the vote"),
            "calendar-plus",
            _("More time for the panel; the end so far is %(moment)s.")
            % {"moment": moment(row.voting_until)},
            UntilForm(sent("extend_voting"), until=later),
        )
    if "call_off" in verbs:
        yield Deed(
            "call_off",
            _("Call the review off"),
            "x",
            _("Its experts are released. The project stays in review, for another panel or a new draft."),
            CallOffForm(sent("call_off")),
            danger=True,
        )


def _opinions(request: OfficeRequest, row: PanelReview) -> Iterator[OpinionLine]:
    may_answer = "answer_opinion" in REVIEW_LIFE.verbs(state=row.state, role=request.office.as_role)
    answered = request.POST.get("opinion", "")
    for opinion in queries.opinions(row):
        form = None
        if may_answer:
            data = request.POST if answered == str(opinion.pk) else None
            form = OpinionAnswerForm(data, prefix=f"o{opinion.pk}", initial={"answer": opinion.answer})
        yield OpinionLine(opinion, form)


def _done(request: OfficeRequest, row: PanelReview, form: forms.Form) -> str:
    """Do what was sent; the answer is what the page says of it."""
    by, at, facts = request.office, clock.now(), form.cleaned_data
    if isinstance(form, OpinionAnswerForm):
        reviews.answer_opinion(int(request.POST["opinion"]), answer=facts["answer"], by=by, at=at)
        return _("Answer recorded.")
    if isinstance(form, ConclusionForm):
        done = reviews.conclude(row.pk, conclusion=facts["conclusion"], by=by, at=at)
        if done.is_passed:
            return _("Passed. The minutes are written; another officer approves the text.")
        return _("Not passed. The minutes are written; the project is back at drafting.")
    if isinstance(form, CallOffForm):
        reviews.call_off(row.pk, reason=facts["reason"], by=by, at=at)
        return _("Called off; the experts are released.")
    if request.POST.get("act") == "open_voting":
        reviews.open_voting(row.pk, until=facts["until"], by=by, at=at)
        return _("The vote is open until %(moment)s.") % {"moment": moment(facts["until"])}
    reviews.extend_voting(row.pk, until=facts["until"], by=by, at=at)
    return _("The vote is open until %(moment)s.") % {"moment": moment(facts["until"])}
