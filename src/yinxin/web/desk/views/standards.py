"""Standards and proposals: read by officers and the institute, written and decided by the institute."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from yinxin.kernel.refusals import NotFound
from yinxin.kernel.roles import Role
from yinxin.register.queries import acts
from yinxin.standards.calls import actions as calls
from yinxin.standards.calls import queries as calls_queries
from yinxin.standards.calls.lifecycle import PROPOSAL_LIFE, PROPOSERS
from yinxin.standards.texts import actions as standards
from yinxin.standards.texts import queries
from yinxin.standards.texts.lifecycle import STANDARD_LIFE
from yinxin.standards.texts.models import Standard
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.desk.acts import timeline_of
from yinxin.web.desk.forms.standards import (
    AnswerForm,
    ClauseForm,
    IndicatorForm,
    ProposalForm,
    PublishForm,
    StandardForm,
    WithdrawForm,
)
from yinxin.web.once import once
from yinxin.web.refused import form_status, refusals_on
from yinxin.web.standard_sheet import clauses_of, kinds_of

READERS = (Role.LEAGUE_OFFICER, Role.BANNER_OFFICER, Role.INSTITUTE_OFFICER)
PAGE = 30


@open_to(*READERS)
@require_safe
def standard_list(request: OfficeRequest) -> HttpResponse:
    """Standards by number, and the proposals that led or may lead to more."""
    rows = queries.standards_in_reach(request.office)
    text = request.GET.get("q", "").strip()
    if text:
        rows = rows.filter(title__icontains=text) | rows.filter(number__icontains=text)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    role = request.office.as_role
    context = {
        "page": page,
        "rows": [(standard, kinds_of(standard)) for standard in page],
        "search_text": text,
        "proposals": calls_queries.proposals_in_reach(request.office),
        "can_draft": role in standards.DRAFTERS,
        "can_propose": role in PROPOSERS,
    }
    return render(request, "desk/standards.html", context)


@open_to(*READERS)
@require_safe
def standard(request: OfficeRequest, number: str) -> HttpResponse:
    """A standard with its clauses, and what this office can do with it now."""
    return _standard_page(request, _standard(request, number))


@open_to(*standards.DRAFTERS)
@once
def standard_new(request: OfficeRequest) -> HttpResponse:
    """Draft a standard."""
    form = StandardForm(request.POST or None)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            drafted = standards.draft(**form.cleaned_data, by=request.office, at=clock.now())
        if not form.errors:
            messages.success(request, _("Drafted. Now add what it asks for, clause by clause."))
            return redirect("desk:standard", drafted.number)
    context = {
        "form": form,
        "title": _("Draft a standard"),
        "submit_label": pgettext("verb", "Draft"),
        "cancel_url": reverse("desk:standards"),
        "crumbs": [(_("Standards"), reverse("desk:standards")), (_("Draft a standard"), "")],
    }
    return render(request, "desk/form_page.html", context, status=form_status(form))


def _act(
    request: OfficeRequest, row: Standard, act: Callable[[], object], said: str, **bound: Any
) -> HttpResponse:
    """Do one act to a standard from a form on its page; what is refused is shown there with what was typed."""
    form = next(form for form in bound.values() if isinstance(form, forms.Form))
    if form.is_valid():
        with refusals_on(form):
            act()
        if not form.errors:
            messages.success(request, said)
            return redirect("desk:standard", row.number)
    return _standard_page(request, row, **bound)


@open_to(*standards.DRAFTERS)
@require_POST
@once
def clause_new(request: OfficeRequest, number: str) -> HttpResponse:
    """Add a clause to a draft."""
    row, form = _standard(request, number), ClauseForm(request.POST)
    return _act(
        request,
        row,
        lambda: standards.add_clause(row.number, **form.facts(), by=request.office, at=clock.now()),
        _("The clause is added."),
        clause_form=form,
    )


@open_to(*standards.DRAFTERS)
@require_POST
@once
def indicator_new(request: OfficeRequest, number: str, pk: int) -> HttpResponse:
    """Add a limit to a clause of a draft."""
    row, form = _with_clause(request, number, pk), IndicatorForm(request.POST)
    return _act(
        request,
        row,
        lambda: standards.add_indicator(pk, **form.cleaned_data, by=request.office, at=clock.now()),
        _("The limit is added."),
        indicator_form=form,
        indicator_of=pk,
    )


@open_to(*standards.DRAFTERS)
@require_POST
@once
def clause_remove(request: OfficeRequest, number: str, pk: int) -> HttpResponse:
    """Take a clause out of a draft."""
    _with_clause(request, number, pk)
    standards.remove_clause(pk, by=request.office, at=clock.now())
    messages.success(request, _("The clause is removed."))
    return redirect("desk:standard", number)


@open_to(*standards.DRAFTERS)
@require_POST
@once
def publish(request: OfficeRequest, number: str) -> HttpResponse:
    """Publish a draft."""
    row, form = _standard(request, number), PublishForm(request.POST, today=clock.today())
    return _act(
        request,
        row,
        lambda: standards.publish(row.number, **form.cleaned_data, by=request.office, at=clock.now()),
        _("The standard is published."),
        publish_form=form,
    )


@open_to(*standards.DRAFTERS)
@require_POST
@once
def withdraw(request: OfficeRequest, number: str) -> HttpResponse:
    """Withdraw a published standard."""
    row, form = _standard(request, number), WithdrawForm(request.POST, today=clock.today())
    return _act(
        request,
        row,
        lambda: standards.withdraw(row.number, **form.cleaned_data, by=request.office, at=clock.now()),
        _("The standard is withdrawn."),
        withdraw_form=form,
    )


@open_to(*READERS)
@once
def proposal_new(request: OfficeRequest) -> HttpResponse:
    """Propose a standard for one's area."""
    form = ProposalForm(request.POST or None, office=request.office, today=clock.today())
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            calls.propose(**form.cleaned_data, by=request.office, at=clock.now())
        if not form.errors:
            messages.success(request, _("Proposed. The institute will answer."))
            return redirect(f"{reverse('desk:standards')}#proposals")
    context = {
        "form": form,
        "title": _("Propose a standard"),
        "submit_label": _("Propose"),
        "cancel_url": reverse("desk:standards"),
        "crumbs": [(_("Standards"), reverse("desk:standards")), (_("Propose a standard"), "")],
    }
    return render(request, "desk/form_page.html", context, status=form_status(form))


@open_to(*READERS)
@once
def proposal(request: OfficeRequest, pk: int) -> HttpResponse:
    """A proposal; the institute accepts it into the programme, or declines it with a reason."""
    row = calls_queries.proposals_in_reach(request.office).filter(pk=pk).first()
    if row is None:
        raise NotFound(noun="proposal", number=pk)
    verb = request.POST.get("verb", "")
    answers = {"accept": calls.accept, "decline": calls.decline}
    form = AnswerForm(request.POST if verb in answers else None, today=clock.today())
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            answers[verb](pk, **form.cleaned_data, by=request.office, at=clock.now())
        if not form.errors:
            messages.success(request, _("Answered."))
            return redirect("desk:proposal", pk)
    context = {
        "proposal": row,
        "form": form,
        "verbs": PROPOSAL_LIFE.verbs(state=row.state, role=request.office.as_role),
        "timeline": timeline_of(acts(subjects=[row.subject])),
        "crumbs": [(_("Standards"), reverse("desk:standards")), (row.title, "")],
    }
    return render(request, "desk/proposal.html", context, status=form_status(form))


def _standard(request: OfficeRequest, number: str) -> Standard:
    return queries.standard_of(queries.standards_in_reach(request.office), number)


def _with_clause(request: OfficeRequest, number: str, pk: int) -> Standard:
    row = _standard(request, number)
    if not row.clauses.filter(pk=pk).exists():
        raise NotFound(noun="clause", number=pk)
    return row


def _standard_page(request: OfficeRequest, row: Standard, **bound: Any) -> HttpResponse:
    """The page of a standard; `bound` are forms that were sent and not accepted."""
    today = clock.today()
    verbs = STANDARD_LIFE.verbs(state=row.state, role=request.office.as_role)
    context = {
        "standard": row,
        "clauses": [
            replace(clause, form=_limit_form(clause.pk, bound) if "amend" in verbs else None)
            for clause in clauses_of(row)
        ],
        "kinds": kinds_of(row),
        "verbs": verbs,
        "clause_form": ClauseForm(),
        "publish_form": PublishForm(today=today),
        "withdraw_form": WithdrawForm(today=today),
        "timeline": timeline_of(acts(subjects=[row.subject])),
        "crumbs": [(_("Standards"), reverse("desk:standards")), (row.printed_number, "")],
        **bound,
    }
    sent = next((form for form in bound.values() if isinstance(form, forms.Form)), None)
    return render(request, "desk/standard.html", context, status=form_status(sent) if sent else 200)


def _limit_form(clause: int, bound: Mapping[str, Any]) -> IndicatorForm:
    """The form under a clause. Each clause of the page has one, so their fields have ids of their own."""
    form: IndicatorForm = bound["indicator_form"] if bound.get("indicator_of") == clause else IndicatorForm()
    form.auto_id = f"clause{clause}_%s"
    return form
