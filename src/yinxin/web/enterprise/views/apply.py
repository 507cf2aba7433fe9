"""Starting an application: product, standard, site, one question a page; then the origin pre-check; then the body.

Nothing is written before the last step, so that a place that does not fit costs nobody any paper (domain rule:
无效申报 is avoided before it begins).
"""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from yinxin.certification.applications import actions as applications
from yinxin.certification.applications import queries
from yinxin.certification.applications.lifecycle import OPEN_STATES
from yinxin.certification.bodies import queries as bodies
from yinxin.kernel.refusals import NotFound
from yinxin.kernel.roles import Role
from yinxin.ledgers import queries as ledgers
from yinxin.ledgers.models import Product, Site
from yinxin.scheme.queries import rulebook_in_force
from yinxin.standards.texts import queries as standards
from yinxin.standards.texts.models import Standard
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.enterprise.contacts import contacts_for
from yinxin.web.enterprise.forms import StartForm, posted
from yinxin.web.enterprise.origins import clause_checks, fits
from yinxin.web.enterprise.views.applications import language
from yinxin.web.once import once
from yinxin.web.refused import form_status, refusals_on


@open_to(Role.ENTERPRISE)
def product(request: OfficeRequest) -> HttpResponse:
    """First question: which product?"""
    book = rulebook_in_force(clock.today())
    products = ledgers.products_in_reach(request.office)
    cases = queries.applications_in_reach(request.office)
    unfinished = {
        case.product_id: case for case in cases.filter(state__in=[state.value for state in OPEN_STATES])
    }
    choices = [
        (each, book.product_kind(each.kind).name.in_language(language()), unfinished.get(each.pk))
        for each in products
    ]
    context = {"choices": choices}
    return render(request, "enterprise/apply_product.html", context)


@open_to(Role.ENTERPRISE)
def standard(request: OfficeRequest, product: int) -> HttpResponse:
    """Second question: which standard? Only those for its kind are offered, each with the sites that it takes."""
    chosen = _product(request, product)
    sites = list(ledgers.sites_in_reach(request.office))
    context = {
        "product": chosen,
        "kind": rulebook_in_force(clock.today()).product_kind(chosen.kind).name.in_language(language()),
        "fits": fits(chosen.kind, sites, on=clock.today()),
        "has_sites": bool(sites),
        "contacts": _contacts(request),
    }
    return render(request, "enterprise/apply_standard.html", context)


@open_to(Role.ENTERPRISE)
def site(request: OfficeRequest, product: int, standard: int) -> HttpResponse:
    """Third question: made where?"""
    chosen = _product(request, product)
    against = _standard(product=chosen, pk=standard)
    sites = [
        (place, all(check.is_met for check in clause_checks(against, place)))
        for place in ledgers.sites_in_reach(request.office)
    ]
    context = {
        "product": chosen,
        "standard": against,
        "sites": sites,
        "contacts": _contacts(request),
    }
    return render(request, "enterprise/apply_site.html", context)


@open_to(Role.ENTERPRISE)
@once
def check(request: OfficeRequest, product: int, standard: int, site: int) -> HttpResponse:
    """The pre-check: refused with the failing clauses and how to mend them, or the choice of the body and the start."""
    chosen = _product(request, product)
    against = _standard(product=chosen, pk=standard)
    place = _site(request, site)
    offered = list(bodies.bodies_for(chosen.kind, on=clock.today()))
    form = StartForm(posted(request), bodies=offered)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            started = applications.start(
                chosen.pk,
                standard_number=against.number,
                site_pk=place.pk,
                body_pk=int(form.cleaned_data["body"]),
                by=request.office,
                at=clock.now(),
            )
        if not form.errors:
            return redirect("enterprise:application", started.number)
    checks = clause_checks(against, place)
    context = {
        "product": chosen,
        "standard": against,
        "site": place,
        "checks": checks,
        "is_met": all(check.is_met for check in checks),
        "form": form,
        "offered": offered,
        "contacts": _contacts(request),
    }
    return render(request, "enterprise/apply_check.html", context, status=form_status(form))


def _product(request: OfficeRequest, pk: int) -> Product:
    found = ledgers.products_in_reach(request.office).filter(pk=pk).first()
    if found is None:
        raise NotFound(noun="product")
    return found


def _standard(*, product: Product, pk: int) -> Standard:
    offered = standards.standards_for_kind(product.kind, clock.today())
    found = next((each for each in offered if each.pk == pk), None)
    if found is None:
        raise NotFound(noun="standard")
    return found


def _site(request: OfficeRequest, pk: int) -> Site:
    found = ledgers.sites_in_reach(request.office).filter(pk=pk).first()
    if found is None:
        raise NotFound(noun="site")
    return found


def _contacts(request: OfficeRequest) -> list[tuple[str, str]]:
    return [(each.office.in_language(language()), each.phone) for each in contacts_for(request.office)]
