"""The certificate of service: what the expert finished between two days, as a PDF with the number of its entry."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from yinxin.experts.assignments import actions as assignments
from yinxin.kernel.roles import Role
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.expert.forms import ServiceForm
from yinxin.web.expert.service_pdf import service_pdf
from yinxin.web.refused import form_status, refusals_on


@open_to(Role.EXPERT)
def service(request: OfficeRequest) -> HttpResponse:
    """Choose the days; every certificate that is made is an entry of its own."""
    form = ServiceForm(request.POST or None, today=clock.today())
    certified: assignments.Service | None = None
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            certified = assignments.certify_service(**form.cleaned_data, by=request.office, at=clock.now())
    if certified is not None:
        response = HttpResponse(service_pdf(certified, at=clock.now()), content_type="application/pdf")
        name = f"服务证明-{certified.entry}.pdf"
        response["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=name))
        return response
    context = {
        "form": form,
        "crumbs": [(_("My work"), reverse("expert:home")), (_("Certificate of service"), "")],
    }
    return render(request, "expert/service.html", context, status=form_status(form))
