"""The register of certificates, in every state that the public may see."""

from datetime import date

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yinxin.certification.certificates import queries
from yinxin.certification.certificates.lifecycle import CertificateState
from yinxin.certification.certificates.models import Certificate
from yinxin.people.models import Division
from yinxin.people.queries import divisions_within
from yinxin.scheme.queries import rulebook_in_force
from yinxin.web import clock
from yinxin.web.access import open_to_all
from yinxin.web.area import served
from yinxin.web.public.finding import CertificateFinding
from yinxin.web.public.lines import lines_of
from yinxin.web.public.sharing import card

A_PAGE = 20


@open_to_all
@require_safe
def products(request: HttpRequest) -> HttpResponse:
    """Certified products by the number of their certificates: neutral, and in whatever state they stand."""
    today = clock.today()
    form = CertificateFinding(request.GET, area=served(rulebook_in_force(today)))
    rows = _found(form, today=today).prefetch_related("state_changes")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "chips": form.chips(),
        "page": page,
        "lines": lines_of(page, today=today),
        "card": card(
            request,
            _("Certified products"),
            _("Every certificate of the “Meng” mark, with the state in which it stands today."),
        ),
    }
    return render(request, "public/products.html", context)


def _found(form: CertificateFinding, *, today: date) -> QuerySet[Certificate]:
    rows, chosen = queries.public_certificates(), form.chosen
    if "q" in chosen:
        rows = queries.holding_words(rows, chosen["q"])
    if "banner" in chosen:
        part = Division.objects.get(code=chosen["banner"])
        rows = rows.filter(enterprise__division__in=divisions_within(part))
    if "industry" in chosen:
        rows = rows.filter(enterprise__industry=chosen["industry"])
    if "state" in chosen:
        rows = queries.standing(rows, CertificateState(chosen["state"]), today=today)
    return rows
