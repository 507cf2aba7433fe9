"""Search over everything: enterprises, products, standards, cases and certificates in reach."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yinxin.certification.applications.lifecycle import ApplicationState
from yinxin.certification.applications.queries import applications_in_reach
from yinxin.certification.certificates.queries import certificates_in_reach
from yinxin.ledgers import queries, rules
from yinxin.standards.texts.queries import standards_in_reach
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.desk import stages
from yinxin.web.desk.views.enterprises import READERS

SHOWN = 20


@open_to(*READERS)
def search(request: OfficeRequest) -> HttpResponse:
    """What is found in each ledger, a few of each; numbers may be typed in part."""
    text = request.GET.get("q", "").strip()[:60]
    context: dict[str, object] = {"search_text": text, "crumbs": [(_("Search"), "")], "shown": SHOWN}
    if text:
        office = request.office
        enterprises = stages.with_stage(queries.search(office, text)).select_related("division", "industry")
        products = queries.search_products(office, text)
        number = rules.plain(text)
        standards = [
            standard
            for standard in standards_in_reach(office)
            if number and number in rules.plain(f"{standard.number} {standard.title} {standard.title_en}")
        ]
        cases = applications_in_reach(office).exclude(state=ApplicationState.DRAFT)
        cases = cases.filter(number__icontains=text)
        certificates = certificates_in_reach(office).filter(number__icontains=text)
        context |= {
            "enterprises": stages.lines_of(list(enterprises.order_by("pinyin")[:SHOWN]), today=clock.today()),
            "enterprise_count": enterprises.count(),
            "products": products.order_by("enterprise__pinyin", "pk")[:SHOWN],
            "product_count": products.count(),
            "standards": standards[:SHOWN],
            "cases": cases[:SHOWN],
            "certificates": certificates[:SHOWN],
        }
        parts = ("enterprises", "products", "standards", "cases", "certificates")
        context["is_empty"] = not any(context[name] for name in parts)
    return render(request, "desk/search.html", context)
