"""Keeping the ledger: registering and correcting enterprises, their sites, products and yearly figures."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yinxin.kernel.identifiers import credit_code
from yinxin.kernel.refusals import ChangedMeanwhile, NotFound
from yinxin.ledgers import actions as ledgers
from yinxin.ledgers import queries
from yinxin.ledgers.models import Enterprise
from yinxin.people.models import Office
from yinxin.register.queries import acts
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.desk.enterprise_timeline import timeline_of
from yinxin.web.desk.forms.enterprises import (
    CorrectionForm,
    EnterpriseForm,
    ProductForm,
    SiteForm,
    YearForm,
    standing,
)
from yinxin.web.desk.views.enterprises import KEEPERS, found
from yinxin.web.once import once
from yinxin.web.refused import form_status, refusals_on


@open_to(*KEEPERS)
@once
def register(request: OfficeRequest) -> HttpResponse:
    """Enter an enterprise in the ledger."""
    form = EnterpriseForm(request.POST or None, office=request.office)
    if request.method == "POST" and form.is_valid():
        row: Enterprise | None = None
        with refusals_on(form):
            row = ledgers.register_enterprise(**form.cleaned_data, by=request.office, at=clock.now())
        if row is not None:
            messages.success(request, _("The enterprise is in the ledger."))
            return redirect("desk:enterprise", row.pk)
    context = {
        "crumbs": [
            (_("Enterprise ledger"), reverse("desk:enterprises")),
            (_("Register an enterprise"), ""),
        ],
        "heading": _("Register an enterprise"),
        "form": form,
        "cancel_url": reverse("desk:enterprises"),
        "existing": _existing(form, request.office),
    }
    return render(request, "desk/ledger_form.html", context, status=form_status(form))


@open_to(*KEEPERS)
@once
def correct(request: OfficeRequest, pk: int) -> HttpResponse:
    """Put right what the ledger says. Where somebody was faster, what was typed stays and what they did is shown."""
    row = found(request.office, pk)
    form = CorrectionForm(request.POST or None, office=request.office, initial=standing(row))
    meanwhile = []
    if request.method == "POST" and form.is_valid():
        changes = {name: value for name, value in form.cleaned_data.items() if name != "seen"}
        with refusals_on(form):
            ledgers.correct_enterprise(
                pk, changes=changes, seen=form.cleaned_data["seen"], by=request.office, at=clock.now()
            )
        if not form.errors:
            messages.success(request, _("The ledger is corrected."))
            return redirect("desk:enterprise", pk)
        if isinstance(getattr(form, "refusal", None), ChangedMeanwhile):
            row = found(request.office, pk)
            corrections = acts(subjects=[row.subject], kinds=["enterprise.corrected"])
            since = corrections[-max(row.revision - form.cleaned_data["seen"], 1) :]  # each is one revision
            form.look_again(row.revision)
            for act in since:
                form.take_over(act.facts)
            meanwhile = timeline_of(since)
    context = _context(row, _("Correct the enterprise"), form) | {
        "existing": _existing(form, request.office),
        "meanwhile": meanwhile,
    }
    return render(request, "desk/ledger_form.html", context, status=form_status(form))


@open_to(*KEEPERS)
@once
def site(request: OfficeRequest, pk: int) -> HttpResponse:
    """Add a place of production to an enterprise."""
    row = found(request.office, pk)
    form = SiteForm(request.POST or None, initial={"division": row.division_id})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            ledgers.add_site(pk, **form.cleaned_data, by=request.office, at=clock.now())
        if not form.errors:
            messages.success(request, _("The site is added."))
            return redirect("desk:enterprise", pk)
    context = _context(row, _("Add a site"), form)
    return render(request, "desk/ledger_form.html", context, status=form_status(form))


@open_to(*KEEPERS)
@once
def site_correction(request: OfficeRequest, pk: int) -> HttpResponse:
    """Put right what the ledger says of a site."""
    place = (
        queries.sites_in_reach(request.office).select_related("enterprise__division").filter(pk=pk).first()
    )
    if place is None:
        raise NotFound(noun="site")
    initial = {
        name: getattr(place, name) for name in ("name", "address", "latitude", "longitude", "altitude_m")
    }
    form = SiteForm(request.POST or None, initial={**initial, "division": place.division_id})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            ledgers.correct_site(pk, changes=form.cleaned_data, by=request.office, at=clock.now())
        if not form.errors:
            messages.success(request, _("The ledger is corrected."))
            return redirect("desk:enterprise", place.enterprise_id)
    context = _context(place.enterprise, _("Correct the site"), form)
    return render(request, "desk/ledger_form.html", context, status=form_status(form))


@open_to(*KEEPERS)
@once
def product(request: OfficeRequest, pk: int) -> HttpResponse:
    """Add a product to an enterprise."""
    row = found(request.office, pk)
    form = ProductForm(request.POST or None, enterprise=row)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            ledgers.add_product(pk, **form.cleaned_data, by=request.office, at=clock.now())
        if not form.errors:
            messages.success(request, _("The product is added."))
            return redirect("desk:enterprise", pk)
    context = _context(row, _("Add a product"), form)
    return render(request, "desk/ledger_form.html", context, status=form_status(form))


@open_to(*KEEPERS)
@once
def product_correction(request: OfficeRequest, pk: int) -> HttpResponse:
    """Put right what the ledger says of a product."""
    item = queries.products_in_reach(request.office).filter(pk=pk).first()
    if item is None:
        raise NotFound(noun="product")
    initial = {
        name: getattr(item, name) for name in ("name", "kind", "brand", "specification", "pack_g", "gtin")
    }
    form = ProductForm(
        request.POST or None, enterprise=item.enterprise, initial={**initial, "site": item.site_id}
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            ledgers.correct_product(pk, changes=form.cleaned_data, by=request.office, at=clock.now())
        if not form.errors:
            messages.success(request, _("The ledger is corrected."))
            return redirect("desk:enterprise", item.enterprise_id)
    context = _context(item.enterprise, _("Correct the product"), form)
    return render(request, "desk/ledger_form.html", context, status=form_status(form))


@open_to(*KEEPERS)
@once
def year(request: OfficeRequest, pk: int) -> HttpResponse:
    """State what an enterprise achieved in a year; `?year=` begins with what was stated before."""
    row = found(request.office, pk)
    asked = request.GET.get("year", "")
    figure = row.yearly_figures.filter(year=asked).first() if asked.isascii() and asked.isdigit() else None
    names = ("year", "output_kg", "sales_yuan", "jobs", "households", "source")
    initial = {name: getattr(figure, name) for name in names} if figure else {"year": clock.today().year - 1}
    form = YearForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            ledgers.record_year(pk, **form.cleaned_data, by=request.office, at=clock.now())
        if not form.errors:
            messages.success(request, _("The figures are recorded."))
            return redirect("desk:enterprise", pk)
    context = _context(row, _("Record a year"), form)
    return render(request, "desk/ledger_form.html", context, status=form_status(form))


def _context(row: Enterprise, heading: str, form: object) -> dict[str, object]:
    page = reverse("desk:enterprise", args=[row.pk])
    return {
        "crumbs": [(_("Enterprise ledger"), reverse("desk:enterprises")), (row.name, page), (heading, "")],
        "heading": heading,
        "enterprise": row,
        "form": form,
        "cancel_url": page,
    }


def _existing(form: EnterpriseForm, office: Office) -> Enterprise | None:
    """The enterprise in reach that has the code or the name that was refused as taken."""
    refusal = getattr(form, "refusal", None)
    reached = queries.enterprises_in_reach(office)
    if isinstance(refusal, ledgers.CreditCodeTaken):
        return reached.filter(credit_code=credit_code.compact(form["credit_code"].value())).first()
    if isinstance(refusal, ledgers.NameTaken):
        return reached.filter(name=form["name"].value().strip()).first()
    return None
