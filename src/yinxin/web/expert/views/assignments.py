"""One assignment of the expert: what it is about, the declaration, the work."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yinxin.experts.assignments import actions as assignments
from yinxin.experts.assignments import queries
from yinxin.experts.assignments.lifecycle import ASSIGNMENT_LIFE, ON_PANEL
from yinxin.experts.assignments.models import Assignment
from yinxin.kernel.refusals import NotFound
from yinxin.kernel.roles import Role
from yinxin.scheme.queries import rulebook
from yinxin.web import clock, phrases
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.expert.forms import AcceptForm, DeclineForm, StepAsideForm
from yinxin.web.once import once
from yinxin.web.refused import form_status, refusals_on
from yinxin.web.wording.assignments import PARTY_KINDS, PURPOSES, SEATS


@open_to(Role.EXPERT)
@once
def assignment(request: OfficeRequest, pk: int) -> HttpResponse:
    """The expert's own assignment, with what can be said now."""
    row = queries.assignments_in_reach(request.office).filter(pk=pk).first()
    if row is None:
        raise NotFound(noun="assignment", number=pk)
    parties = list(row.matter.parties.all())
    sent = request.POST if request.method == "POST" else None
    verb = request.POST.get("verb", "")
    answers: dict[str, forms.Form] = {
        "accept": AcceptForm(sent if verb == "accept" else None),
        "declare": AcceptForm(sent if verb == "declare" else None),
        "step_aside": StepAsideForm(sent if verb == "step_aside" else None, parties=parties),
        "decline": DeclineForm(sent if verb == "decline" else None),
    }
    form = answers.get(verb)
    if form is not None and form.is_valid():
        said = ""
        with refusals_on(form):
            said = _said(request, row, verb, form)
        if not form.errors:
            messages.success(request, said)
            return redirect("expert:assignment", pk)
    today = clock.today()
    verbs = ASSIGNMENT_LIFE.verbs(state=row.state, role=request.office.as_role)
    context = {
        "assignment": row,
        "matter": row.matter,
        "purpose": PURPOSES[row.matter.purpose],
        "seat": SEATS[row.seat],
        "parties": [(party, PARTY_KINDS[party.kind]) for party in parties],
        "further": phrases.listed(party.name for party in queries.undeclared(row)),
        "years": rulebook().experts.conflict_years.value,
        "conflicts": [phrases.sentence(each) for each in assignments.conflict_refusals(row, today)]
        if verbs
        else [],
        "is_late": row.answer_due_on < today,
        "verbs": verbs,
        "answers": answers,
        "review": getattr(row.matter, "panel_review", None) if row.state in ON_PANEL else None,
        "crumbs": [(_("My work"), reverse("expert:home")), (row.matter.title, "")],
    }
    status = form_status(form) if form is not None else 200
    return render(request, "expert/assignment.html", context, status=status)


def _said(request: OfficeRequest, row: Assignment, verb: str, form: forms.Form) -> str:
    """What the expert said is done; the answer is what the page says of it."""
    now = clock.now()
    if isinstance(form, StepAsideForm):
        assignments.step_aside(row.pk, **form.facts(), by=request.office, at=now)
        return _("You stepped aside. The institute asks somebody else.")
    if isinstance(form, DeclineForm):
        assignments.decline(row.pk, reason=form.cleaned_data["reason"], by=request.office, at=now)
        return _("Declined. Thank you for answering.")
    if verb == "declare":
        assignments.declare(row.pk, by=request.office, at=now)
        return _("Your declaration covers the further parties now.")
    assignments.accept(row.pk, by=request.office, at=now)
    return _("Your declaration is in the register. You take part.")
