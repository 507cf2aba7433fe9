"""The register of certified enterprises, in neutral order."""

from collections.abc import Iterable
from datetime import date

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yinxin.certification.certificates import queries
from yinxin.certification.certificates.lifecycle import CertificateState
from yinxin.kernel.refusals import NotFound
from yinxin.ledgers.models import Enterprise
from yinxin.people.models import Division
from yinxin.people.queries import divisions_within
from yinxin.scheme.queries import rulebook_in_force
from yinxin.web import clock
from yinxin.web.access import open_to_all
from yinxin.web.area import served
from yinxin.web.public.finding import IN_FORCE, EnterpriseFinding
from yinxin.web.public.lines import Line, lines_of
from yinxin.web.public.sharing import card
from yinxin.web.templatetags.yinxin import named

A_PAGE = 20


@open_to_all
@require_safe
def enterprises(request: HttpRequest) -> HttpResponse:
    """Enterprises with their certificates, by name: nobody is put before another (认证认可条例 26)."""
    today = clock.today()
    form = EnterpriseFinding(request.GET, area=served(rulebook_in_force(today)))
    page = Paginator(_found(form, today=today), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "chips": form.chips(),
        "page": page,
        "lines": _with_certificates(page, today=today),
        "card": card(
            request,
            _("Enterprises"),
            _("Enterprises that hold certificates of the “Meng” mark, in the order of their names."),
        ),
    }
    return render(request, "public/enterprises.html", context)


@open_to_all
@require_safe
def enterprise(request: HttpRequest, pk: int) -> HttpResponse:
    """An enterprise as its certificates make it public. NotFound for one that never held any."""
    found = queries.holders().filter(pk=pk).first()
    if found is None:
        raise NotFound(noun="enterprise", number=pk)
    ((_enterprise, lines),) = _with_certificates([found], today=clock.today())
    context = {
        "enterprise": found,
        "lines": lines,
        "crumbs": [(_("Enterprises"), reverse("public:enterprises")), (named(found), "")],
        "card": card(
            request,
            named(found),
            _("%(name)s and its certificates of the “Meng” mark.") % {"name": named(found)},
        ),
    }
    return render(request, "public/enterprise.html", context)


def _found(form: EnterpriseFinding, *, today: date) -> QuerySet[Enterprise]:
    rows, chosen = queries.holders(), form.chosen
    if "q" in chosen:
        rows = queries.named(rows, chosen["q"])
    if "banner" in chosen:
        rows = rows.filter(division__in=divisions_within(Division.objects.get(code=chosen["banner"])))
    if "industry" in chosen:
        rows = rows.filter(industry=chosen["industry"])
    if chosen.get("holding") == IN_FORCE:
        valid = queries.standing(queries.public_certificates(), CertificateState.VALID, today=today)
        rows = rows.filter(pk__in=valid.values("enterprise"))
    return rows


def _with_certificates(
    enterprises: Iterable[Enterprise], *, today: date
) -> list[tuple[Enterprise, list[Line]]]:
    shown = list(enterprises)
    held: dict[int, list[Line]] = {each.pk: [] for each in shown}
    rows = queries.public_certificates().filter(enterprise__in=held).prefetch_related("state_changes")
    for line in lines_of(rows, today=today):
        held[line.certificate.enterprise_id].append(line)
    return [(each, held[each.pk]) for each in shown]
