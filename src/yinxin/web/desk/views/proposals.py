"""Proposals for standards: made by officers, scored, merged and answered by the institute."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yinxin.kernel.refusals import NotFound
from yinxin.kernel.roles import Role
from yinxin.ledgers.workbooks import writing
from yinxin.people.models import Office
from yinxin.register.queries import acts
from yinxin.scheme.queries import rulebook
from yinxin.standards.calls import actions as calls
from yinxin.standards.calls import queries
from yinxin.standards.calls.lifecycle import PROPOSAL_LIFE, CallState, ProposalState
from yinxin.standards.calls.models import Call, Proposal, Score
from yinxin.standards.calls.rules import mean
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.desk import proposal_lines
from yinxin.web.desk.acts import timeline_of
from yinxin.web.desk.forms.proposals import (
    AnswerForm,
    DeskProposalForm,
    MergeForm,
    ProposalFilters,
    ScoreForm,
)
from yinxin.web.desk.views.enterprises import workbook
from yinxin.web.once import once
from yinxin.web.proposal_form import CorrectionForm
from yinxin.web.refused import form_status, refusals_on
from yinxin.web.seen import SeenForm
from yinxin.web.templatetags.yinxin import day

READERS = (Role.LEAGUE_OFFICER, Role.BANNER_OFFICER, Role.INSTITUTE_OFFICER)
JUDGES = sorted(PROPOSAL_LIFE.roles("score"))
PAGE = 50
LONGEST_KEY = 18  # digits that every database takes


@open_to(*READERS)
@require_safe
def proposal_list(request: OfficeRequest) -> HttpResponse:
    """Proposals in reach, the latest first, or by what the institute's officers gave them."""
    filters = ProposalFilters(
        request.GET, office=request.office, calls=queries.calls_in_reach(request.office)
    )
    page = Paginator(_listed(request, filters), PAGE).get_page(request.GET.get("page"))
    context = {
        "filters": filters,
        "given": filters.given(),
        "page": page,
        "sees_scores": proposal_lines.may_see_scores(request.office),
        "can_merge": request.office.as_role in JUDGES,
        "crumbs": [(_("Calls for proposals"), reverse("desk:calls")), (_("Proposals"), "")],
    }
    return render(request, "desk/proposals.html", context)


@open_to(*READERS)
@require_safe
def proposal_export(request: OfficeRequest) -> HttpResponse:
    """What the list shows with the same filters, all pages of it, as a workbook."""
    filters = ProposalFilters(
        request.GET, office=request.office, calls=queries.calls_in_reach(request.office)
    )
    rows = _listed(request, filters).select_related("merged_into")
    note = _("As of %(day)s, %(n)s proposals") % {"day": day(clock.today()), "n": len(rows)}
    headings, lines = proposal_lines.table_of(rows, office=request.office)
    call: Call | None = filters.given().get("call")
    name = call.title if call else _("Proposals")
    return workbook(writing.table(_("Proposals"), note, headings, lines), f"{name}.xlsx")


def _listed(request: OfficeRequest, filters: ProposalFilters) -> QuerySet[Proposal]:
    rows = queries.with_scores(filters.found(queries.proposals_in_reach(request.office)))
    return proposal_lines.in_order(rows, request.GET.get("sort", ""))


@open_to(*READERS)
@once
def proposal_new(request: OfficeRequest) -> HttpResponse:
    """Propose a standard for an organisation of one's area; or enter one that came to the institute on paper."""
    today, enters_paper = clock.today(), request.office.as_role in JUDGES
    form = DeskProposalForm(
        request.POST or None,
        office=request.office,
        today=today,
        calls=_answerable(today=today, enters_paper=enters_paper),
        chosen=request.GET.get("call", ""),
    )
    if form.is_bound and form.is_valid():
        facts = {"on": today, **form.cleaned_data}
        with refusals_on(form):
            made = calls.propose(**facts, by=request.office, at=clock.now())
        if not form.errors:
            messages.success(request, _("Proposed. The institute will answer."))
            return redirect("desk:proposal", made.pk)
    return _form_page(
        request,
        form,
        title=_("Enter a proposal") if enters_paper else _("Propose a standard"),
        submit_label=_("Enter it") if enters_paper else _("Propose"),
        back=reverse("desk:proposals"),
    )


def _answerable(*, today: date, enters_paper: bool) -> QuerySet[Call]:
    """The calls that a new proposal may answer; the institute may still enter what came before the end."""
    if enters_paper:
        return queries.public_calls().filter(state__in=(CallState.OPEN, CallState.CLOSED))
    return queries.open_calls(today=today)


@open_to(*READERS)
@once
def proposal_correct(request: OfficeRequest, pk: int) -> HttpResponse:
    """Correct what one has proposed, while nobody has answered."""
    row = queries.proposal_of(request.office, pk)
    role = request.office.as_role
    PROPOSAL_LIFE.move("correct", state=row.state, role=role)
    if not queries.is_of(row, request.office):
        raise calls.ProposalOfOthers(noun="proposal", verb="correct", role=role)
    form, meanwhile = CorrectionForm.of(row, request.POST or None, office=request.office), []
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            calls.correct(
                pk,
                changes=form.changes(),
                seen=form.cleaned_data["seen"],
                by=request.office,
                at=clock.now(),
            )
        if not form.errors:
            messages.success(request, _("Saved."))
            return redirect("desk:proposal", pk)
        row = queries.proposal_of(request.office, pk)
        meanwhile = form.caught_up(row.revision, form.saved(row))
    return _form_page(
        request,
        form,
        title=_("Correct the proposal"),
        submit_label=_("Save"),
        back=reverse("desk:proposal", args=[pk]),
        meanwhile=meanwhile,
    )


def _form_page(
    request: OfficeRequest,
    form: forms.Form,
    *,
    title: str,
    submit_label: str,
    back: str,
    meanwhile: Sequence[tuple[str, str]] = (),
) -> HttpResponse:
    context = {
        "meanwhile": meanwhile,
        "form": form,
        "title": title,
        "submit_label": submit_label,
        "cancel_url": back,
        "crumbs": [(_("Proposals"), reverse("desk:proposals")), (title, "")],
    }
    return render(request, "desk/form_page.html", context, status=form_status(form))


# ------------------------------------------------------------------------------------- one, and its acts


@open_to(*READERS)
@require_safe
def proposal(request: OfficeRequest, pk: int) -> HttpResponse:
    """A proposal with all that it says, its scores for the institute, and what can be done now."""
    return _proposal_page(request, queries.proposal_of(request.office, pk))


@open_to(*JUDGES)
@require_POST
@once
def proposal_score(request: OfficeRequest, pk: int) -> HttpResponse:
    """Give points by the rulebook's criteria."""
    row = queries.proposal_of(request.office, pk)
    form = ScoreForm(request.POST, proposal=row)
    if form.is_valid():
        with refusals_on(form):
            calls.score(
                pk,
                points=form.points(),
                remark=form.cleaned_data["remark"],
                seen=form.cleaned_data["seen"],
                by=request.office,
                at=clock.now(),
            )
        if not form.errors:
            messages.success(request, _("Your score is recorded."))
            return redirect(f"{reverse('desk:proposal', args=[pk])}#scores")
    return _proposal_page(request, row, score_form=form)


@open_to(*JUDGES)
@require_POST
@once
def proposal_answer(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take a proposal into the programme, or decline it with a reason."""
    row = queries.proposal_of(request.office, pk)
    form = AnswerForm(request.POST, proposal=row, today=clock.today())
    answer = calls.accept if request.POST.get("verb") == "accept" else calls.decline
    if form.is_valid():
        with refusals_on(form):
            answer(pk, **form.cleaned_data, by=request.office, at=clock.now())
        if not form.errors:
            messages.success(request, _("Answered."))
            return redirect("desk:proposal", pk)
    return _proposal_page(request, row, answer_form=form)


@open_to(*READERS)
@require_POST
@once
def proposal_withdraw(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take back what one has proposed."""
    row, form = queries.proposal_of(request.office, pk), forms.Form(request.POST)
    with refusals_on(form):
        calls.withdraw(pk, by=request.office, at=clock.now())
    if not form.errors:
        messages.success(request, _("The proposal is taken back."))
        return redirect("desk:proposal", pk)
    return _proposal_page(request, row, withdraw_form=form)


@open_to(*JUDGES)
@once
def proposal_merge(request: OfficeRequest) -> HttpResponse:
    """Merge proposals that were chosen into one that still waits for its answer."""
    chosen = _chosen(request)
    wholes = queries.proposals_in_reach(request.office).filter(state=ProposalState.PROPOSED)
    if len(chosen) > 1:
        wholes = wholes.filter(pk__in=[row.pk for row in chosen])
    else:
        wholes = wholes.exclude(pk__in=[row.pk for row in chosen])
    form = MergeForm(request.POST or None, wholes=wholes, chosen=chosen)
    if form.is_bound and form.is_valid():
        whole, reason = form.cleaned_data["into"], form.cleaned_data["reason"]
        parts = [row for row in chosen if row != whole]
        with refusals_on(form), transaction.atomic():
            for part in parts:
                calls.merge(
                    part.pk,
                    into=whole.pk,
                    reason=reason,
                    seen=form.seen(part),
                    by=request.office,
                    at=clock.now(),
                )
        if not form.errors:
            said = ngettext("%(count)d proposal was merged.", "%(count)d proposals were merged.", len(parts))
            messages.success(request, said % {"count": len(parts)})
            return redirect("desk:proposal", whole.pk)
        chosen = _chosen(request)
        form.look_again(chosen)
    context = {
        "form": form,
        "chosen": chosen,
        "has_wholes": wholes.exists(),
        "crumbs": [(_("Proposals"), reverse("desk:proposals")), (_("Merge proposals"), "")],
    }
    return render(request, "desk/proposal_merge.html", context, status=form_status(form))


def _chosen(request: OfficeRequest) -> list[Proposal]:
    """The proposals that the address or the form names, all of them in reach, or NotFound."""
    named = request.POST.getlist("chosen") or request.GET.getlist("chosen")
    keys = {int(text) for text in named if text.isdecimal() and len(text) <= LONGEST_KEY}
    rows = list(queries.proposals_in_reach(request.office).filter(pk__in=keys))
    if not rows or len(rows) < len(keys):
        raise NotFound(noun="proposal")
    return rows


@dataclass(frozen=True, slots=True)
class Sheet:
    """The scores of a proposal as a table: who gave what for which criterion."""

    criteria: list[tuple[str, int]]  # name and the most points
    rows: list[tuple[Score, list[int]]]
    means: list[float]
    mean: float | None
    most: int


def _sheet(proposal: Proposal) -> Sheet:
    language = get_language() or "zh-hans"
    criteria = rulebook().standards.proposal_criteria
    scores = list(proposal.scores.select_related("office__user"))
    rows = [(score, [score.points.get(each.code, 0) for each in criteria]) for score in scores]
    return Sheet(
        criteria=[(each.name.in_language(language), each.points) for each in criteria],
        rows=rows,
        means=[mean(column) or 0 for column in zip(*(points for _score, points in rows), strict=True)],
        mean=mean(score.total for score in scores),
        most=sum(each.points for each in criteria),
    )


def _verbs(row: Proposal, office: Office) -> set[str]:
    """What this office can do now. Who does not speak for a proposal neither corrects it nor takes it back."""
    verbs = set(PROPOSAL_LIFE.verbs(state=row.state, role=office.as_role))
    return verbs if queries.is_of(row, office) else verbs - {"correct", "withdraw"}


def _proposal_page(request: OfficeRequest, row: Proposal, **bound: forms.Form) -> HttpResponse:
    office = request.office
    row = queries.proposal_of(office, row.pk)
    for form in bound.values():
        if isinstance(form, SeenForm):
            form.caught_up(row.revision)
    own = row.scores.filter(office=office).first()
    context: dict[str, Any] = {
        "proposal": row,
        "merged": row.merged.select_related("proposer"),
        "verbs": _verbs(row, office),
        "is_judge": office.as_role in JUDGES,
        "sheet": _sheet(row) if proposal_lines.may_see_scores(office) else None,
        "own_score": own,
        "score_form": ScoreForm(proposal=row, score=own),
        "answer_form": AnswerForm(proposal=row, today=clock.today()),
        "projects": row.projects.order_by("number"),
        "timeline": timeline_of(acts(subjects=[row.subject])),
        "crumbs": [(_("Proposals"), reverse("desk:proposals")), (row.title, "")],
        **bound,
    }
    sent = next(iter(bound.values()), None)
    return render(request, "desk/proposal.html", context, status=form_status(sent) if sent else 200)
