"""What inspectors ask: to suspend a certificate. The body decides, and says why (认证认可条例 13)."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yinxin.certification.applications.rules import day_of
from yinxin.certification.certificates.rules import latest_end
from yinxin.kernel.refusals import NotFound
from yinxin.kernel.roles import BODY_ROLES
from yinxin.kernel.working_days import statutory_calendar
from yinxin.register.queries import acts
from yinxin.scheme.queries import rulebook
from yinxin.supervision import actions as supervision
from yinxin.supervision import queries
from yinxin.supervision.lifecycle import REQUEST_LIFE, RequestState
from yinxin.supervision.models import SuspensionRequest
from yinxin.web import clock, phrases
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.form_look import DayInput
from yinxin.web.once import once
from yinxin.web.refused import form_status, refusals_on
from yinxin.web.templatetags.yinxin import day, moment
from yinxin.web.wording.supervision import REQUEST_STATES

PAGE = 20


class GrantForm(forms.Form):
    """Until when, and a word to the inspector."""

    until = forms.DateField(label=gettext_lazy("Suspended until"), widget=DayInput)
    answer = forms.CharField(
        label=gettext_lazy("Answer to the inspector"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        required=False,
    )

    def __init__(self, *args: Any, latest: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = "grant_%s"  # two forms stand on the page
        self.fields["until"].initial = latest
        self.fields["until"].help_text = _("%(day)s at the latest.") % {"day": day(latest)}


class RefuseForm(forms.Form):
    """Why not."""

    answer = forms.CharField(
        label=gettext_lazy("Why the certificate is not suspended"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = "refuse_%s"


@open_to(*BODY_ROLES)
@require_safe
def request_list(request: OfficeRequest) -> HttpResponse:
    """Every request about a certificate of this body; those that wait for an answer come first."""
    rows = queries.requests_in_reach(request.office)
    waiting = list(rows.filter(state=RequestState.ASKED).order_by("due_on", "id"))
    page = Paginator(rows.exclude(state=RequestState.ASKED), PAGE).get_page(request.GET.get("page"))
    context = {
        "waiting": [_line(row) for row in waiting],
        "answered": [_line(row) for row in page],
        "page": page,
    }
    return render(request, "body/requests.html", context)


@open_to(*BODY_ROLES)
@once
def suspension_request(request: OfficeRequest, pk: int) -> HttpResponse:
    """One request: its grounds, and for the certifier to suspend as asked, or to refuse and say why."""
    row = queries.requests_in_reach(request.office).filter(pk=pk).first()
    if row is None:
        raise NotFound(noun="suspension request", number=pk)
    verb = request.POST.get("verb", "")
    grant = GrantForm(request.POST if verb == "grant" else None, latest=_latest(row))
    refuse = RefuseForm(request.POST if verb == "refuse" else None)
    bound = grant if grant.is_bound else refuse
    if bound.is_valid():
        act = supervision.grant_suspension if bound is grant else supervision.refuse_suspension
        with refusals_on(bound):
            act(pk, **bound.cleaned_data, by=request.office, at=clock.now())
        if not bound.errors:
            messages.success(request, _("Answered: %(verb)s.") % {"verb": phrases.VERBS[verb]})
            return redirect("body:request", pk)
        row.refresh_from_db()
    context = {**_context(request, row), "grant": grant, "refuse": refuse}
    return render(request, "body/request.html", context, status=form_status(bound))


def _context(request: OfficeRequest, row: SuspensionRequest) -> dict[str, Any]:
    language = get_language() or "zh-hans"
    return {
        "asked": row,
        "line": _line(row),
        "misuse": rulebook().misuse_kind(row.case.kind).name.in_language(language),
        "is_estimate": not statutory_calendar().is_known(row.due_on),
        "verbs": REQUEST_LIFE.verbs(state=row.state, role=request.office.as_role),
        "hidden": {verb: [("verb", verb)] for verb in ("grant", "refuse")},
        "timeline": [
            {
                "title": phrases.ACTS[act.kind],
                "meta": f"{moment(act.at)} · {phrases.ROLES[act.role]}",
                "icon": "point",
                "quote": act.facts.get("answer", ""),
            }
            for act in reversed(acts(subjects=[row.subject]))
        ],
        "crumbs": [(_("Requests to suspend"), reverse("body:requests")), (row.case.number, "")],
    }


def _line(row: SuspensionRequest) -> dict[str, Any]:
    reason = rulebook(row.certificate.rulebook).reason("suspend", row.reason_code)
    is_late = row.state == RequestState.ASKED and row.due_on < clock.today()
    return {
        "row": row,
        "state": REQUEST_STATES[row.state],
        "reason": reason.name.in_language(get_language() or "zh-hans"),
        "is_late": is_late,
        "days_left": (row.due_on - clock.today()).days,
    }


def _latest(row: SuspensionRequest) -> date:
    """The last day that a suspension from today may be set for."""
    book = rulebook(row.certificate.rulebook)
    limit = book.reason("suspend", row.reason_code).max_months or book.certificates.suspension_max_months
    return latest_end(day_of(clock.now()), months=limit.value)
