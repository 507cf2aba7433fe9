"""What waits for this office."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render

from yinxin.certification.applications.queries import applications_in_reach, states_that_wait_for
from yinxin.certification.certificates.lifecycle import CERTIFICATE_LIFE
from yinxin.certification.certificates.queries import certificates_in_reach, suspensions_ended
from yinxin.certification.certificates.rules import LIVE
from yinxin.certification.decisions.queries import barred_verbs
from yinxin.certification.transitions.queries import unfinished
from yinxin.kernel.roles import BODY_ROLES
from yinxin.people.models import Office
from yinxin.supervision.lifecycle import RequestState
from yinxin.supervision.queries import requests_in_reach
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.case_list import lines_of, most_urgent_first

SOON = timedelta(days=60)


@open_to(*BODY_ROLES)
def tasks(request: OfficeRequest) -> HttpResponse:
    """The cases that this office can move, the most urgent first; those that its person is barred from, apart."""
    today = clock.today()
    states = states_that_wait_for(request.office.as_role)
    rows = list(applications_in_reach(request.office).filter(state__in=states))
    barred = {row.pk for row in rows if barred_verbs(row, request.office)}
    lines = most_urgent_first(lines_of(rows, today=today))
    context = {
        "lines": [line for line in lines if line.row.pk not in barred],
        "barred": [line for line in lines if line.row.pk in barred],
        "suspensions": suspensions_ended(request.office, today=today)
        if _may("suspend", request.office)
        else [],
        "surveillance": certificates_in_reach(request.office)
        .filter(state__in=LIVE, surveillance_due_on__lte=today + SOON)
        .order_by("surveillance_due_on")
        if _may("record_surveillance", request.office)
        else [],
        "transitions": unfinished(request.office, today=today),
        "asked": requests_in_reach(request.office).filter(state=RequestState.ASKED)
        if _may("suspend", request.office)
        else [],
        "late": sum(line.is_overdue for line in lines),
    }
    return render(request, "body/tasks.html", context)


def _may(verb: str, office: Office) -> bool:
    return office.as_role in CERTIFICATE_LIFE.roles(verb)
