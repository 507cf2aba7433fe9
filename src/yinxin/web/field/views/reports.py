"""Reports from the public: those that wait, one of them, and its photo."""

from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import FileResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yinxin.kernel.refusals import NotFound
from yinxin.kernel.roles import REGULATORS, Role
from yinxin.marks import verification
from yinxin.register.queries import acts
from yinxin.scheme.queries import rulebook
from yinxin.supervision import actions as supervision
from yinxin.supervision import queries
from yinxin.supervision.lifecycle import REPORT_LIFE, ReportState
from yinxin.supervision.models import Report
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.field.forms import SetAsideForm
from yinxin.web.field.timeline import timeline_of
from yinxin.web.files import handed_out
from yinxin.web.once import once
from yinxin.web.refused import form_status, refusals_on
from yinxin.web.wording.supervision import CASE_STATES, REPORT_STATES

PAGE = 20


@dataclass(frozen=True, slots=True)
class Due:
    """How long is left to decide about a report, as components/clock.html and due.html take it."""

    total: int
    used: int
    left: int
    due: date | None
    estimate: bool
    paused: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A report in the list."""

    report: Report
    kind: str
    state: str
    due: Due | None


@open_to(*REGULATORS)
@require_safe
def report_list(request: OfficeRequest) -> HttpResponse:
    """The reports of one's division and below; those that wait come first, the oldest at the top."""
    today, reach = clock.today(), queries.reports_in_reach(request.office)
    chosen = request.GET.get("state", ReportState.RECEIVED)
    rows = reach if chosen == "all" else reach.filter(state=chosen)
    page = Paginator(rows.order_by("id" if chosen == ReportState.RECEIVED else "-id"), PAGE).get_page(
        request.GET.get("page")
    )
    tabs = [(state, label, reach.filter(state=state).count()) for state, label in REPORT_STATES.items()]
    context = {
        "page": page,
        "lines": [_line(report, today=today) for report in page],
        "tabs": [*tabs, ("all", _("All"), reach.count())],
        "chosen": chosen,
    }
    return render(request, "field/reports.html", context)


@open_to(*REGULATORS)
@once
def report(request: OfficeRequest, tracking: str) -> HttpResponse:
    """One report, with how time stands. An inspector opens a case on it, or answers without one."""
    row = _report(request, tracking)
    verb = request.POST.get("verb", "")
    form = SetAsideForm(request.POST if verb == "set_aside" else None)
    if verb == "open_case":
        opened = supervision.open_case(tracking, by=request.office, at=clock.now())
        messages.success(request, _("Case %(number)s is open.") % {"number": opened.number})
        return redirect("field:case", opened.number)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            supervision.set_aside(tracking, **form.cleaned_data, by=request.office, at=clock.now())
        if not form.errors:
            messages.success(request, _("The report is answered."))
            return redirect("field:report", tracking)
    return render(
        request, "field/report.html", {**_context(request, row), "form": form}, status=form_status(form)
    )


@open_to(*REGULATORS)
@require_safe
def photo(request: OfficeRequest, tracking: str) -> FileResponse:
    """The photo that came with a report."""
    row = _report(request, tracking)
    if not row.photo:
        raise NotFound(noun="photo")
    return handed_out(row.photo, name=PurePath(str(row.photo.name)).name)


def due_of(row: Report, *, today: date) -> Due | None:
    """How long is left to decide about a report; None once it is decided."""
    if row.state != ReportState.RECEIVED:
        return None
    running, limit = queries.clock_of(row, today=today)
    return Due(limit, running.used, running.left, running.due_on, running.is_estimate)


def _context(request: OfficeRequest, row: Report) -> dict[str, Any]:
    now, today, language = clock.now(), clock.today(), get_language() or "zh-hans"
    book = rulebook()
    case = getattr(row, "case", None)
    subjects = [row.subject, *([case.subject] if case else [])]
    return {
        "report": row,
        "kind": book.misuse_kind(row.kind).name.in_language(language),
        "what": book.misuse_kind(row.kind).what.in_language(language),
        "state": REPORT_STATES[row.state],
        "case": case,
        "case_state": CASE_STATES[case.state] if case else "",
        "verdict": verification.verdict(row.code_text, at=now) if row.code_text else None,
        "due": due_of(row, today=today),
        "verbs": REPORT_LIFE.verbs(state=row.state, role=request.office.as_role),
        "may_read_contact": request.office.as_role is Role.INSPECTOR,
        "set_aside_hidden": [("verb", "set_aside")],
        "timeline": timeline_of(acts(subjects=subjects)),
        "crumbs": [(_("Reports of misuse"), reverse("field:reports")), (row.tracking, "")],
    }


def _line(row: Report, *, today: date) -> Line:
    kind = rulebook().misuse_kind(row.kind).name.in_language(get_language() or "zh-hans")
    return Line(row, kind, str(REPORT_STATES[row.state]), due_of(row, today=today))


def _report(request: OfficeRequest, tracking: str) -> Report:
    found = queries.reports_in_reach(request.office).filter(tracking=tracking).first()
    if found is None:
        raise NotFound(noun="report", number=tracking)
    return found
