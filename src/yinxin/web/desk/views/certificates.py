"""Every certificate in the area of a regulator. A regulator asks its body to suspend it, and does not do so itself."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from yinxin.certification.certificates import queries
from yinxin.kernel.roles import REGULATORS
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.certificate_file import certificate_file, certificates_listed


@open_to(*REGULATORS)
@require_safe
def certificate_list(request: OfficeRequest) -> HttpResponse:
    """The certificates in the office's area, by number."""
    return render(request, "desk/certificates.html", certificates_listed(request))


@open_to(*REGULATORS)
@require_safe
def certificate(request: OfficeRequest, number: str) -> HttpResponse:
    """One certificate with every state that it was in."""
    row = queries.certificate_of(request.office, number)
    context = certificate_file(row, space="desk", today=clock.today(), language=get_language() or "zh-hans")
    return render(request, "desk/certificate.html", context)
