"""What the ledger says of one's own sites and products: the enterprise adds and corrects them itself."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from yinxin.kernel.refusals import NotFound
from yinxin.kernel.roles import Role
from yinxin.ledgers import actions, queries
from yinxin.people.models import Division
from yinxin.scheme.queries import rulebook_in_force
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.enterprise.forms import ProductForm, SiteForm, posted
from yinxin.web.enterprise.views.applications import language
from yinxin.web.once import once
from yinxin.web.refused import form_status, refusals_on


@open_to(Role.ENTERPRISE)
@once
def site(request: OfficeRequest, pk: int | None = None) -> HttpResponse:
    """Add a place of production, or correct one: a wrong coordinate makes an origin check fail."""
    row = None
    if pk is not None:
        row = queries.sites_in_reach(request.office).filter(pk=pk).first()
        if row is None:
            raise NotFound(noun="site")
    form = SiteForm(posted(request), divisions=Division.objects.order_by("code"), site=row)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            if row is None:
                actions.add_site(_own(request), **form.cleaned_data, by=request.office, at=clock.now())
            else:
                actions.correct_site(row.pk, changes=form.cleaned_data, by=request.office, at=clock.now())
        if not form.errors:
            messages.success(request, _("Saved in the ledger."))
            return redirect(_back(request))
    context = {"site": row, "form": form, "back": _back(request)}
    return render(request, "enterprise/site.html", context, status=form_status(form))


@open_to(Role.ENTERPRISE)
@once
def product(request: OfficeRequest, pk: int | None = None) -> HttpResponse:
    """Add a product, or correct one. Certificates keep what they state."""
    row = None
    if pk is not None:
        row = queries.products_in_reach(request.office).filter(pk=pk).first()
        if row is None:
            raise NotFound(noun="product")
    form = ProductForm(
        posted(request),
        book=rulebook_in_force(clock.today()),
        sites=queries.sites_in_reach(request.office),
        language=language(),
        product=row,
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            if row is None:
                actions.add_product(_own(request), **form.cleaned_data, by=request.office, at=clock.now())
            else:
                actions.correct_product(row.pk, changes=form.cleaned_data, by=request.office, at=clock.now())
        if not form.errors:
            messages.success(request, _("Saved in the ledger."))
            return redirect(_back(request))
    context = {"product": row, "form": form, "back": _back(request)}
    return render(request, "enterprise/product.html", context, status=form_status(form))


def _own(request: OfficeRequest) -> int:
    """The enterprise that the office is of."""
    if request.office.organisation_id is None:
        raise NotFound(noun="enterprise")
    return request.office.organisation_id


def _back(request: OfficeRequest) -> str:
    """Where the person came from, on this site only: from a failed origin check back to it."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return asked
    return reverse("enterprise:home")
