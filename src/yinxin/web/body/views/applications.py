"""The cases of a body: the list, and one case with everything that this office can do in it now."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yinxin.certification.applications import queries
from yinxin.certification.applications.lifecycle import APPLICATION_LIFE
from yinxin.certification.applications.models import Application
from yinxin.kernel.refusals import ChangedMeanwhile, Refusal
from yinxin.kernel.roles import BODY_ROLES
from yinxin.register.queries import acts
from yinxin.scheme.queries import rulebook
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.body import acting
from yinxin.web.case_file import case_file
from yinxin.web.case_list import CaseFilters, page_of
from yinxin.web.case_timeline import Item, timeline_of
from yinxin.web.list_filters import found_by
from yinxin.web.once import once
from yinxin.web.refused import form_status, refusals_on
from yinxin.web.seen import SeenForm


def language() -> str:
    """The reader's language, for texts that the rulebook holds in both."""
    return get_language() or "zh-hans"


class BodyFilters(CaseFilters):
    """A body also asks what waits for the office that looks."""

    mine = forms.BooleanField(label=_("Only what waits for me"), required=False)


@open_to(*BODY_ROLES)
def application_list(request: OfficeRequest) -> HttpResponse:
    """All cases that reached the body, latest first."""
    filters = BodyFilters(request.GET)
    given = filters.given()
    rows = found_by(queries.applications_in_reach(request.office), given)
    if given.get("mine"):
        rows = rows.filter(state__in=queries.states_that_wait_for(request.office.as_role))
    page = page_of(rows, given, today=clock.today(), number=request.GET.get("page"))
    context = {"filters": filters, "given": given, "page": page}
    return render(request, "body/applications.html", context)


@open_to(*BODY_ROLES)
@once
def application(request: OfficeRequest, number: str) -> HttpResponse:
    """One case. What is posted names an act of `acting`; what is refused keeps what was typed."""
    case = queries.application_of(request.office, number)
    if request.method != "POST":
        return render(request, "body/application.html", case_context(request, case))

    act = acting.act_named(request.POST.get("act", ""))
    acting.check_role(act, request.office)
    pk = _nonconformity_of(request) if act is acting.VERIFY else 0
    form = acting.form_of(act, case, language=language(), data=request.POST, pk=pk)
    changes: list[Item] = []
    if form.is_valid():
        with refusals_on(form):
            act.do(case, form, request.office, clock.now())
        if not form.errors:
            messages.success(request, str(act.done))
            return redirect("body:application", number)
        case = queries.application_of(request.office, number)
        changes = look_again(form, case)
    context = case_context(request, case, failed=(act, form)) | {"changes": changes}
    return render(request, "body/application.html", context, status=form_status(form))


def case_context(
    request: OfficeRequest, case: Application, *, failed: tuple[acting.Act, forms.Form] | None = None
) -> dict[str, Any]:
    """What the page of a case shows to a person of its body."""
    verbs = APPLICATION_LIFE.verbs(state=case.state, role=request.office.as_role)
    return case_file(case, space="body", today=clock.today(), language=language()) | {
        "acting": acting.acting_in(case, request.office, language=language(), failed=failed),
        "barred": acting.barred_words(case, request.office),
        "may_return": "return_for_completion" in verbs,
        "may_enter_test": "conclude_evaluation" in verbs,
    }


def look_again(form: forms.Form, case: Application) -> list[Item]:
    """After somebody was faster: what they did, as the timeline shows it; the form counts it as seen from now on.

    Every act on a case raises its revision by one and writes one entry, so the one counts the other.
    """
    refusal: Refusal | None = getattr(form, "refusal", None)
    if not isinstance(refusal, ChangedMeanwhile) or not isinstance(form, SeenForm):
        return []
    behind = case.revision - form.cleaned_data["seen"]
    form.look_again(case.revision)
    newer = acts(subjects=[case.subject])[-behind:] if behind > 0 else []
    return timeline_of(newer, rulebook(case.rulebook), language=language())


def _nonconformity_of(request: OfficeRequest) -> int:
    """The nonconformity that the form names; its field carries the number as a prefix."""
    given = next((str(value) for key, value in request.POST.items() if key.endswith("-nonconformity")), "")
    return int(given) if given.isdecimal() else 0
