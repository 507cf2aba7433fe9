"""Cases: those of the area, one of them with everything that may be done now, and the photos of findings."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import FileResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yinxin.certification.certificates.lifecycle import CertificateState
from yinxin.kernel.refusals import ChangedMeanwhile, NotFound
from yinxin.kernel.roles import REGULATORS
from yinxin.register.queries import acts
from yinxin.scheme.queries import rulebook
from yinxin.scheme.rules.laws import Citation
from yinxin.supervision import actions as supervision
from yinxin.supervision import queries
from yinxin.supervision.lifecycle import CASE_LIFE, RequestState
from yinxin.supervision.models import Case, Finding, SuspensionRequest
from yinxin.web import clock, phrases
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.field.forms import AskForm, CaseForm, CloseForm, ConfirmForm, DismissForm, FindingForm
from yinxin.web.field.timeline import timeline_of
from yinxin.web.files import handed_out
from yinxin.web.once import once
from yinxin.web.refused import form_status, refusals_on
from yinxin.web.uploads import received
from yinxin.web.wording.supervision import CASE_STATES, REQUEST_STATES

PAGE = 20

_ACTS: dict[str, tuple[type[CaseForm], Callable[..., object]]] = {
    "record_finding": (FindingForm, supervision.record_finding),
    "confirm": (ConfirmForm, supervision.confirm),
    "dismiss": (DismissForm, supervision.dismiss),
    "ask_to_suspend": (AskForm, supervision.ask_to_suspend),
    "close": (CloseForm, supervision.close),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request to suspend, with its words."""

    row: SuspensionRequest
    state: str
    reason: str
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class Cited:
    """An article that forbids or punishes the misuse."""

    law: str
    article: str
    penalty: str


@open_to(*REGULATORS)
@require_safe
def case_list(request: OfficeRequest) -> HttpResponse:
    """The cases of one's division and below."""
    reach = queries.cases_in_reach(request.office)
    chosen = request.GET.get("state", "all")
    rows = reach if chosen == "all" else reach.filter(state=chosen)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    language = get_language() or "zh-hans"
    context = {
        "page": page,
        "lines": [
            (case, rulebook().misuse_kind(case.kind).name.in_language(language), CASE_STATES[case.state])
            for case in page
        ],
        "tabs": [
            ("all", _("All"), reach.count()),
            *((state, label, reach.filter(state=state).count()) for state, label in CASE_STATES.items()),
        ],
        "chosen": chosen,
    }
    return render(request, "field/cases.html", context)


@open_to(*REGULATORS)
@once
def case(request: OfficeRequest, number: str) -> HttpResponse:
    """One case. Officers look; an inspector records findings, confirms or dismisses, asks the body, and closes."""
    row = _case(request, number)
    verb, bound = request.POST.get("verb", ""), None
    if request.method == "POST":
        if verb not in _ACTS:
            raise NotFound(noun="page")
        form_of, act = _ACTS[verb]
        bound = form_of(request.POST, received(request), case=row, auto_id=f"{verb}_%s")
        if bound.is_valid():
            with refusals_on(bound):
                act(number, **bound.cleaned_data, by=request.office, at=clock.now())
            if not bound.errors:
                messages.success(request, _("Done: %(verb)s.") % {"verb": phrases.verb("case", verb)})
                return redirect("field:case", number)
        row.refresh_from_db()
        if isinstance(getattr(bound, "refusal", None), ChangedMeanwhile):
            bound.look_again(row.revision)
    context = _context(request, row, bound={verb: bound} if bound else {})
    return render(request, "field/case.html", context, status=form_status(bound) if bound else 200)


@open_to(*REGULATORS)
@require_safe
def finding_photo(request: OfficeRequest, number: str, pk: int) -> FileResponse:
    """The photo of a finding."""
    found = Finding.objects.filter(case=_case(request, number), pk=pk).exclude(photo="").first()
    if found is None:
        raise NotFound(noun="photo")
    return handed_out(found.photo, name=PurePath(str(found.photo.name)).name)


def _context(request: OfficeRequest, row: Case, *, bound: dict[str, forms.Form]) -> dict[str, Any]:
    language = get_language() or "zh-hans"
    kind = rulebook().misuse_kind(row.kind)
    asked = list(row.suspension_requests.select_related("certificate__body"))
    subjects = [row.subject, *(each.subject for each in asked)]
    if row.report:
        subjects.append(row.report.subject)
    return {
        "case": row,
        "kind": kind.name.in_language(language),
        "what": kind.what.in_language(language),
        "state": CASE_STATES[row.state],
        "citations": [_cited(each, language) for each in _citations(row)],
        "findings": row.findings.select_related("office__user"),
        "requests": [_asked(each, language) for each in asked],
        "forms": _forms(request, row, bound=bound, is_asked=any(_is_open(each) for each in asked)),
        "hidden": {verb: [("verb", verb)] for verb in _ACTS},
        "timeline": timeline_of(acts(subjects=subjects)),
        "crumbs": [(_("Cases"), reverse("field:cases")), (row.number, "")],
    }


def _forms(
    request: OfficeRequest, row: Case, *, bound: dict[str, forms.Form], is_asked: bool
) -> dict[str, forms.Form]:
    """A form for each verb that this office may use now.

    A body that owes an answer is not asked again, nor is one asked to suspend what is not valid.
    """
    verbs = set(CASE_LIFE.verbs(state=row.state, role=request.office.as_role))
    if is_asked:
        verbs -= {"ask_to_suspend", "close"}
    if row.certificate is None or row.certificate.state != CertificateState.VALID:
        verbs.discard("ask_to_suspend")
    blank = {"record_finding": {"seen_on": clock.today()}}
    return {
        verb: bound.get(verb) or _ACTS[verb][0](case=row, auto_id=f"{verb}_%s", initial=blank.get(verb))
        for verb in verbs | set(bound)
    }


def _citations(row: Case) -> tuple[Citation, ...]:
    return rulebook().citations_on(localtime(row.opened_at).date(), misuse=row.kind)


def _cited(citation: Citation, language: str) -> Cited:
    law = rulebook().law(citation.law).name.in_language(language)
    return Cited(law, citation.article, citation.penalty.in_language(language) if citation.penalty else "")


def _asked(row: SuspensionRequest, language: str) -> Asked:
    reason = rulebook(row.certificate.rulebook).reason("suspend", row.reason_code).name.in_language(language)
    return Asked(row, str(REQUEST_STATES[row.state]), reason, _is_open(row) and row.due_on < clock.today())


def _is_open(row: SuspensionRequest) -> bool:
    return row.state == RequestState.ASKED


def _case(request: OfficeRequest, number: str) -> Case:
    found = queries.cases_in_reach(request.office).filter(number=number).first()
    if found is None:
        raise NotFound(noun="case", number=number)
    return found
