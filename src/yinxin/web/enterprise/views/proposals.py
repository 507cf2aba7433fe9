"""Proposals for standards of an enterprise or an association: open calls, its own proposals, and their answers."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yinxin.kernel.refusals import NotFound
from yinxin.kernel.roles import Role
from yinxin.standards.calls import actions as calls
from yinxin.standards.calls import queries
from yinxin.standards.calls.lifecycle import PROPOSAL_LIFE
from yinxin.standards.calls.models import Proposal
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.call_sheet import shown_calls
from yinxin.web.enterprise.forms import posted
from yinxin.web.once import once
from yinxin.web.proposal_form import CorrectionForm, ProposalForm
from yinxin.web.refused import form_status, refusals_on

PROPOSERS = (Role.ENTERPRISE, Role.ASSOCIATION)


@open_to(*PROPOSERS)
@require_safe
def proposal_list(request: OfficeRequest) -> HttpResponse:
    """The calls that are open now, and everything that one has proposed, with its answer."""
    today = clock.today()
    context = {
        "calls": shown_calls(queries.open_calls(today=today), today=today),
        "proposals": queries.proposals_in_reach(request.office).select_related("merged_into"),
    }
    return render(request, "enterprise/proposals.html", context)


@open_to(*PROPOSERS)
@once
def proposal_new(request: OfficeRequest) -> HttpResponse:
    """Propose a standard, in answer to a call or by oneself."""
    today = clock.today()
    form = ProposalForm(
        posted(request),
        office=request.office,
        calls=queries.open_calls(today=today),
        chosen=request.GET.get("call", ""),
    )
    if form.is_bound and form.is_valid():
        proposer = request.office.organisation
        if proposer is None:
            raise NotFound(noun="organisation")
        with refusals_on(form):
            made = calls.propose(
                **form.cleaned_data, proposer=proposer, on=today, by=request.office, at=clock.now()
            )
        if not form.errors:
            messages.success(request, _("Your proposal was received. The institute will answer it here."))
            return redirect("enterprise:proposal", made.pk)
    context = {"form": form, "crumbs": [_crumb(), (_("Propose a standard"), "")]}
    return render(request, "enterprise/proposal_new.html", context, status=form_status(form))


@open_to(*PROPOSERS)
@require_safe
def proposal(request: OfficeRequest, pk: int) -> HttpResponse:
    """One's own proposal: what it says, where it stands, and the answer."""
    return _page(request, queries.proposal_of(request.office, pk))


@open_to(*PROPOSERS)
@once
def correct(request: OfficeRequest, pk: int) -> HttpResponse:
    """Correct a proposal while nobody has answered it."""
    row = queries.proposal_of(request.office, pk)
    PROPOSAL_LIFE.move("correct", state=row.state, role=request.office.as_role)
    form, meanwhile = CorrectionForm.of(row, posted(request), office=request.office), []
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
            messages.success(request, _("Your proposal is corrected."))
            return redirect("enterprise:proposal", pk)
        row = queries.proposal_of(request.office, pk)
        meanwhile = form.caught_up(row.revision, form.saved(row))
    address = reverse("enterprise:proposal", args=[pk])
    context = {
        "form": form,
        "back": address,
        "meanwhile": meanwhile,
        "crumbs": [_crumb(), (row.title, address), (_("Correct"), "")],
    }
    return render(request, "enterprise/proposal_correct.html", context, status=form_status(form))


@open_to(*PROPOSERS)
@require_POST
@once
def withdraw(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take a proposal back."""
    row, form = queries.proposal_of(request.office, pk), forms.Form(request.POST)
    with refusals_on(form):
        calls.withdraw(pk, by=request.office, at=clock.now())
    if not form.errors:
        messages.success(request, _("Your proposal is taken back."))
        return redirect("enterprise:proposals")
    return _page(request, row, withdraw_form=form)


def _crumb() -> tuple[str, str]:
    return (_("Proposals for standards"), reverse("enterprise:proposals"))


def _page(request: OfficeRequest, row: Proposal, **bound: forms.Form) -> HttpResponse:
    row = queries.proposal_of(request.office, row.pk)
    context = {
        "proposal": row,
        "verbs": PROPOSAL_LIFE.verbs(state=row.state, role=request.office.as_role),
        "crumbs": [_crumb(), (row.title, "")],
        **bound,
    }
    sent = next(iter(bound.values()), None)
    return render(request, "enterprise/proposal.html", context, status=form_status(sent) if sent else 200)
