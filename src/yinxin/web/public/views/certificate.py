"""The certificate page: what a certificate states, where it stands now, as a page, as data and as a PDF."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from yinxin.certification.certificates import queries as certificates
from yinxin.certification.certificates.models import Certificate
from yinxin.kernel.refusals import NotFound
from yinxin.web import clock, qr
from yinxin.web.access import open_to_all
from yinxin.web.public.certificate_pdf import certificate_pdf
from yinxin.web.public.certificate_sheet import as_data, sheet
from yinxin.web.transition_note import transition_note


@open_to_all
@require_safe
@vary_on_headers("Accept", "Accept-Language", "Cookie")
def certificate(request: HttpRequest, number: str) -> HttpResponse:
    """The live page of a certificate: it decides, whatever a print or a picture says."""
    shown = sheet(_certificate(number), today=clock.today())
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse(as_data(shown), json_dumps_params={"ensure_ascii": False})
    language = get_language() or "zh-hans"
    context = {
        "sheet": shown,
        "certificate": shown.certificate,
        "statements": [
            (statement.name.in_language(language), [line.in_language(language) for line in statement.lines])
            for statement in shown.statements
        ],
        "standing": shown.standing,
        "transition": transition_note(shown.certificate, today=clock.today()),
        "crumbs": [(_("Certified products"), reverse("public:products")), (shown.certificate.number, "")],
        "qr": qr.drawing(shown.url, title=_("Code that leads to this page")),
        "in_english": language.startswith("en"),
    }
    return render(request, "public/certificate.html", context)


@open_to_all
@require_safe
def pdf(_request: HttpRequest, number: str) -> HttpResponse:
    """The same as an A4 page in both languages, with the state of this moment stamped on it."""
    shown = sheet(_certificate(number), today=clock.today())
    response = HttpResponse(certificate_pdf(shown, at=clock.now()), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{shown.certificate.number}.pdf"'
    response["Cache-Control"] = "no-cache"
    return response


def _certificate(number: str) -> Certificate:
    found = (
        certificates.public_certificates()
        .filter(number=number)
        .select_related("application", "body", "standard", "product", "enterprise")
        .prefetch_related("state_changes")
        .first()
    )
    if found is None:
        raise NotFound(noun="certificate", number=number)
    return found
