"""Reporting misuse of the mark, and what became of a report."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yinxin.kernel.refusals import NotFound
from yinxin.supervision import actions as supervision
from yinxin.supervision.models import Report
from yinxin.supervision.queries import report_by_tracking
from yinxin.web import clock
from yinxin.web.access import open_to_all
from yinxin.web.once import once
from yinxin.web.public.asking import is_too_often
from yinxin.web.public.reporting import ReportForm, TrackForm
from yinxin.web.refused import form_status, refusals_on
from yinxin.web.uploads import received
from yinxin.web.wording.supervision import REPORT_STATES

REPORTS_AN_HOUR = 6
LOOK_UPS_AN_HOUR = 30
TOO_OFTEN = 429


@open_to_all
@never_cache
@once
def report(request: HttpRequest) -> HttpResponse:
    """Report a misuse, without saying who one is. One address may send a few an hour; nothing typed is lost."""
    form = ReportForm(
        request.POST or None,
        received(request) or None,
        initial={"code_text": request.GET.get("code", "")[:40], "kind": request.GET.get("kind", "")},
    )
    status = None
    if request.method == "POST" and form.is_valid():
        if is_too_often(request, "report", an_hour=REPORTS_AN_HOUR):
            form.add_error(
                None,
                _(
                    "Too many reports came from your connection within the hour. Try again later, or call 12315."
                ),
            )
            status = TOO_OFTEN
        else:
            with refusals_on(form):
                sent = supervision.submit_report(**form.cleaned_data, at=clock.now())
            if not form.errors:
                return redirect("public:report_sent", sent.tracking)
    return render(request, "public/report.html", {"form": form}, status=status or form_status(form))


@open_to_all
@never_cache
@require_safe
def report_sent(request: HttpRequest, tracking: str) -> HttpResponse:
    """Thanks, with the number to keep."""
    return render(request, "public/report_sent.html", {"report": _report(tracking)})


@open_to_all
@never_cache
@require_safe
def track(request: HttpRequest) -> HttpResponse:
    """State and answer of a report, and nothing else, for whoever has its number (认证认可条例 55)."""
    form = TrackForm(request.GET or None)
    found = None
    if form.is_bound and form.is_valid():
        if is_too_often(request, "track", an_hour=LOOK_UPS_AN_HOUR):
            form.add_error(
                None, _("Too many numbers were looked up from your connection. Try again in an hour.")
            )
            return _tracked(request, form, None, status=TOO_OFTEN)
        found = report_by_tracking(form.cleaned_data["number"])
        if found is None:
            form.add_error(
                "number", _("There is no report of this number. Compare it with what you noted down.")
            )
    return _tracked(request, form, found, status=form_status(form))


def _tracked(request: HttpRequest, form: TrackForm, found: Report | None, *, status: int) -> HttpResponse:
    context = {"form": form, "report": found, "state": REPORT_STATES[found.state] if found else ""}
    return render(request, "public/track.html", context, status=status)


def _report(tracking: str) -> Report:
    found = report_by_tracking(tracking)
    if found is None:
        raise NotFound(noun="report")
    return found
