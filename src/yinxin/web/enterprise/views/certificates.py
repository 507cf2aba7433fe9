"""The certificates of an enterprise."""

from django.http import HttpResponse
from django.shortcuts import render

from yinxin.certification.certificates import queries as certificates
from yinxin.kernel.roles import Role
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.transition_note import transition_notes


@open_to(Role.ENTERPRISE)
def certificate_list(request: OfficeRequest) -> HttpResponse:
    """Each certificate with its state today, its last day and its next surveillance, and its public page."""
    today = clock.today()
    own = (
        certificates.certificates_in_reach(request.office)
        .prefetch_related("state_changes")
        .order_by("-issued_on", "number")
    )
    notes = transition_notes(own, today=today)
    lines = [
        {
            "certificate": each,
            "state": certificates.state_on(each, today),
            "transition": notes.get(each.pk),
            "days_left": (each.expires_on - today).days,
            "days_to_surveillance": (each.surveillance_due_on - today).days,
        }
        for each in own
    ]
    return render(request, "enterprise/certificates.html", {"lines": lines})
