"""Every certificate in the area of a regulator. A regulator asks its body to suspend it, and does not do so itself."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from yinxin.certification.certificates import queries
from yinxin.kernel.roles import REGULATORS
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.certificate_file import (
    PAGE,
    CertificateFilters,
    certificate_file,
    certificates_found_by,
    with_states,
)


@open_to(*REGULATORS)
@require_safe
def certificate_list(request: OfficeRequest) -> HttpResponse:
    """The certificates in the office's area, by number."""
    filters = CertificateFilters(request.GET)
    given = filters.given()
    rows = certificates_found_by(queries.certificates_in_reach(request.office), given)
    page = Paginator(rows.prefetch_related("state_changes"), PAGE).get_page(request.GET.get("page"))
    context = {
        "filters": filters,
        "given": given,
        "page": page,
        "lines": with_states(page.object_list, today=clock.today()),
    }
    return render(request, "desk/certificates.html", context)


@open_to(*REGULATORS)
@require_safe
def certificate(request: OfficeRequest, number: str) -> HttpResponse:
    """One certificate with every state that it was in."""
    row = queries.certificate_of(request.office, number)
    context = certificate_file(row, space="desk", today=clock.today(), language=get_language() or "zh-hans")
    return render(request, "desk/certificate.html", context)
