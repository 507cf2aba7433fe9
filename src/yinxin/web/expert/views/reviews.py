"""The review of a draft, as an expert on its panel sees it: the papers, the text, opinions on clauses, and the vote."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yinxin.kernel.refusals import NotFound
from yinxin.kernel.roles import Role
from yinxin.standards.comments.queries import commented_version
from yinxin.standards.projects.models import PaperKind
from yinxin.standards.projects.queries import present_papers
from yinxin.standards.reviews import actions as reviews
from yinxin.standards.reviews import queries
from yinxin.standards.reviews.lifecycle import ReviewState
from yinxin.standards.reviews.models import Opinion, PanelReview
from yinxin.standards.texts.rules import snapshot
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.expert.review_forms import OpinionForm, VoteForm
from yinxin.web.files import handed_out
from yinxin.web.frozen_text import clauses_of_version
from yinxin.web.once import once
from yinxin.web.refused import form_status, refusals_on
from yinxin.web.standard_document.answers import ANSWERS
from yinxin.web.standard_sheet import ShownClause
from yinxin.web.templatetags.yinxin import filesize
from yinxin.web.text_differences import Comparison, compared
from yinxin.web.wording.projects import PAPERS
from yinxin.web.wording.reviews import CHOICES, FORMS

WHOLE = "whole"  # names the form on the text as a whole
# What lies before a panel; the minutes only once the review that they are of is concluded.
READ = (PaperKind.DRAFT, PaperKind.EXPLANATORY_NOTE, PaperKind.TEST_DATA, PaperKind.COMMENT_SUMMARY)


@dataclass(frozen=True, slots=True)
class File:
    """A paper, as components/files.html takes it."""

    name: str
    url: str
    meta: str


@dataclass(frozen=True, slots=True)
class ShownOpinion:
    """An opinion with its answer. To each other the members of a panel are experts without names."""

    opinion: Opinion
    is_own: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A clause (none: the text as a whole), what the panel says of it, and the form to say something."""

    number: str
    clauses: list[ShownClause]
    opinions: list[ShownOpinion]
    form: OpinionForm | None


@open_to(Role.EXPERT)
@once
def review(request: OfficeRequest, pk: int) -> HttpResponse:
    """The expert's own review: a vote is shown once more before it counts, and may be changed until the end."""
    row = queries.review_of(queries.reviews_in_reach(request.office), pk)
    act = request.POST.get("act", "")
    seat = queries.seat_of(row, request.office)
    may_act = seat is not None and _is_running(row)
    ballot = queries.ballot_of(row, seat) if seat else None
    opinion_form = OpinionForm(request.POST, prefix=_prefix(request)) if act == "note" else None
    stands = {"choice": ballot.choice, "reason": ballot.reason} if ballot else {}
    vote_form = VoteForm(request.POST if act == "vote" else None, initial=stands)
    asks = False
    if opinion_form is not None and opinion_form.is_valid():
        with refusals_on(opinion_form):
            _note(request, row, opinion_form)
        if not opinion_form.errors:
            messages.success(request, _("Your opinion is recorded."))
            return redirect(f"{reverse('expert:review', args=[pk])}#{_anchor(request)}")
    if vote_form.is_bound and vote_form.is_valid():
        asks = not vote_form.cleaned_data["is_sure"]
        if not asks and _voted(request, row, vote_form):
            messages.success(request, _("Your vote is recorded. You can change it until the vote ends."))
            return redirect(f"{reverse('expert:review', args=[pk])}#vote")
    sent = opinion_form or (vote_form if vote_form.is_bound else None)
    context = {
        "review": row,
        "project": row.project,
        "form_name": FORMS[row.form],
        "may_act": may_act,
        "ballot": ballot,
        "ballot_choice": CHOICES[ballot.choice] if ballot else "",
        "vote_form": vote_form if may_act else None,
        "asks": asks,
        "asked_choice": CHOICES[vote_form.cleaned_data["choice"]] if asks else "",
        "files": _files(row),
        "parts": _parts(request, row, opinion_form, may_act=may_act),
        "comparisons": list(_comparisons(row)),
        "tally": queries.result(row) if row.state == ReviewState.CONCLUDED else None,
        "crumbs": [(_("My work"), reverse("expert:home")), (row.project.title, "")],
    }
    return render(request, "expert/review.html", context, status=form_status(sent) if sent else 200)


@open_to(Role.EXPERT)
@require_safe
def review_paper(request: OfficeRequest, pk: int, paper: int) -> HttpResponseBase:
    """A paper that lies before the panel."""
    row = queries.review_of(queries.reviews_in_reach(request.office), pk)
    found = present_papers(row.project).filter(pk=paper, kind__in=_kinds(row)).first()
    if found is None:
        raise NotFound(noun="paper", number=paper)
    return handed_out(found.file, name=found.name)


@open_to(Role.EXPERT)
@require_safe
def review_text(request: OfficeRequest, pk: int, ending: str) -> HttpResponse:
    """The text before the panel as a file."""
    row = queries.review_of(queries.reviews_in_reach(request.office), pk)
    if ending not in ANSWERS:
        raise NotFound(noun="paper", number=ending)
    return ANSWERS[ending](row.project.standard, row.version, at=clock.now())


def _is_running(row: PanelReview) -> bool:
    return (
        row.state == ReviewState.VOTING and row.voting_until is not None and clock.now() <= row.voting_until
    )


def _prefix(request: OfficeRequest) -> str:
    return f"on-{request.POST.get('clause', '') or WHOLE}"


def _anchor(request: OfficeRequest) -> str:
    clause = request.POST.get("clause", "")
    return f"clause-{clause}" if clause else WHOLE


def _note(request: OfficeRequest, row: PanelReview, form: OpinionForm) -> None:
    reviews.note(
        row.pk,
        clause_number=request.POST.get("clause", ""),
        text=form.cleaned_data["text"],
        by=request.office,
        at=clock.now(),
    )


def _voted(request: OfficeRequest, row: PanelReview, form: VoteForm) -> bool:
    facts = form.cleaned_data
    with refusals_on(form):
        reviews.vote(
            row.pk, choice=facts["choice"], reason=facts["reason"], by=request.office, at=clock.now()
        )
    return not form.errors


def _kinds(row: PanelReview) -> list[str]:
    kinds = [kind.value for kind in READ]
    return [*kinds, PaperKind.REVIEW_MINUTES.value] if row.state == ReviewState.CONCLUDED else kinds


def _files(row: PanelReview) -> list[File]:
    found = {paper.kind: paper for paper in present_papers(row.project).filter(kind__in=_kinds(row))}
    texts = [
        File(
            name=f"{row.project.title}.{ending}",
            url=reverse("expert:review_text", args=[row.pk, ending]),
            meta=_("The draft before the panel"),
        )
        for ending in ANSWERS
    ]
    return texts + [
        File(
            name=found[kind].name,
            url=reverse("expert:review_paper", args=[row.pk, found[kind].pk]),
            meta=f"{PAPERS[kind]} · {filesize(found[kind].size)}",
        )
        for kind in _kinds(row)
        if kind in found
    ]


def _comparisons(row: PanelReview) -> Iterator[tuple[str, Comparison]]:
    """What differs from the standard that is revised, and from the text that the public commented on."""
    project = row.project
    if project.revises is not None:
        old = snapshot(project.revises.clauses.prefetch_related("indicators"))
        yield (
            _("Differences from %(number)s") % {"number": project.revises.printed_number},
            compared(old, row.version.text),
        )
    commented = commented_version(project)
    if commented is not None and commented.sha256 != row.version.sha256:
        yield _("Differences from the draft for comment"), compared(commented.text, row.version.text)


def _parts(
    request: OfficeRequest, row: PanelReview, bound: OpinionForm | None, *, may_act: bool
) -> list[Part]:
    said: dict[str, list[ShownOpinion]] = defaultdict(list)
    for opinion in queries.opinions(row):
        is_own = opinion.assignment.expert.user_id == request.office.user_id
        said[opinion.clause_number].append(ShownOpinion(opinion, is_own))

    def form_of(number: str) -> OpinionForm | None:
        if not may_act:
            return None
        prefix = f"on-{number or WHOLE}"
        return bound if bound is not None and bound.prefix == prefix else OpinionForm(prefix=prefix)

    whole = Part("", [], said[""], form_of(""))
    clauses = clauses_of_version(row.version)
    return [whole, *(Part(each.number, [each], said[each.number], form_of(each.number)) for each in clauses)]
