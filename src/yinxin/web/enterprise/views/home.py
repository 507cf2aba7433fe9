"""The first page of an enterprise: what to do next, its entry of the ledger, which standards fit, what happened."""

from django.http import HttpResponse
from django.shortcuts import render

from yinxin.certification.applications import queries as applications
from yinxin.certification.certificates import queries as certificates
from yinxin.cultivation import queries as cultivation
from yinxin.kernel.refusals import NotFound
from yinxin.kernel.roles import Role
from yinxin.ledgers import queries as ledgers
from yinxin.register.queries import acts
from yinxin.scheme.queries import rulebook_in_force
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.enterprise.contacts import contacts_for
from yinxin.web.enterprise.next_steps import next_steps
from yinxin.web.enterprise.origins import fits
from yinxin.web.enterprise.progress import timeline_of
from yinxin.web.enterprise.views.applications import language

RECENT_ACTS = 12


@open_to(Role.ENTERPRISE)
def home(request: OfficeRequest) -> HttpResponse:
    """Everything at a glance, the next thing to do on top."""
    today = clock.today()
    enterprise = ledgers.enterprises_in_reach(request.office).select_related("division", "industry").first()
    if enterprise is None:
        raise NotFound(noun="enterprise")
    book = rulebook_in_force(today)
    sites = list(ledgers.sites_in_reach(request.office))
    products = list(ledgers.products_of(enterprise))
    fitting = {kind: fits(kind, sites, on=today) for kind in {product.kind for product in products}}
    subjects = [
        enterprise.subject,
        *(case.subject for case in applications.applications_in_reach(request.office)),
        *(certificate.subject for certificate in certificates.certificates_in_reach(request.office)),
    ]
    context = {
        "enterprise": enterprise,
        "steps": next_steps(request.office, today=today),
        "sites": sites,
        "products": [
            (product, book.product_kind(product.kind).name.in_language(language()), fitting[product.kind])
            for product in products
        ],
        "membership": cultivation.memberships_of(enterprise).first(),
        "contacts": [
            (each.office.in_language(language()), each.phone) for each in contacts_for(request.office)
        ],
        "timeline": timeline_of(acts(subjects=subjects), own_unit=request.office.unit)[:RECENT_ACTS],
    }
    return render(request, "enterprise/home.html", context)
