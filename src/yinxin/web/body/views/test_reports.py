"""Entering a laboratory's report: one value for each indicator of the standard."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yinxin.certification.applications import queries
from yinxin.certification.applications.lifecycle import APPLICATION_LIFE
from yinxin.certification.evaluations import actions
from yinxin.kernel.roles import Role
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.body.forms import TestReportForm
from yinxin.web.once import once
from yinxin.web.refused import form_status, refusals_on


@open_to(Role.LEAD_AUDITOR)
@once
def test_report(request: OfficeRequest, number: str) -> HttpResponse:
    """The report with its values; each is judged against its limit as soon as it is entered."""
    case = queries.application_of(request.office, number)
    if request.method != "POST":
        APPLICATION_LIFE.move("conclude_evaluation", state=case.state, role=request.office.as_role)
    form = TestReportForm(request.POST if request.method == "POST" else None, application=case)
    if request.method == "POST" and form.is_valid():
        report = {field.name: form.cleaned_data[field.name] for field in form.report_fields()}
        with refusals_on(form):
            actions.record_test(number, **report, values=form.values(), by=request.office, at=clock.now())
        if not form.errors:
            messages.success(request, _("Entered. Each value was judged against its limit."))
            return redirect("body:application", number)
    context = {"application": case, "form": form}
    return render(request, "body/test_report.html", context, status=form_status(form))
