"""Visits: recording one on the spot, and the list of those that were made."""

from pathlib import PurePath

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yinxin.cultivation import actions as cultivation
from yinxin.cultivation.queries import visits_in_reach
from yinxin.kernel.refusals import NotFound
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.desk.forms.enterprises import VisitForm
from yinxin.web.desk.views.enterprises import KEEPERS, READERS, found
from yinxin.web.files import handed_out
from yinxin.web.once import once
from yinxin.web.refused import form_status, refusals_on
from yinxin.web.uploads import received

PER_PAGE = 30


@open_to(*KEEPERS)
@once
def visit(request: OfficeRequest, pk: int) -> HttpResponse:
    """Record a visit to an enterprise."""
    row = found(request.office, pk)
    form = (
        VisitForm(request.POST, received(request))
        if request.method == "POST"
        else VisitForm(initial={"on": clock.today()})
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            cultivation.record_visit(pk, **form.cleaned_data, by=request.office, at=clock.now())
        if not form.errors:
            messages.success(request, _("The visit is recorded."))
            return redirect("desk:enterprise", pk)
    page = reverse("desk:enterprise", args=[pk])
    context = {
        "crumbs": [
            (_("Enterprise ledger"), reverse("desk:enterprises")),
            (row.name, page),
            (_("Record a visit"), ""),
        ],
        "heading": _("Record a visit"),
        "enterprise": row,
        "form": form,
        "cancel_url": page,
        "keeps_draft": True,
    }
    return render(request, "desk/ledger_form.html", context, status=form_status(form))


@open_to(*READERS)
def visit_list(request: OfficeRequest) -> HttpResponse:
    """The visits in reach, latest first; of one enterprise with `?enterprise=`."""
    rows = visits_in_reach(request.office)
    only = request.GET.get("enterprise", "")
    enterprise = found(request.office, int(only)) if only.isascii() and only.isdigit() else None
    if enterprise:
        rows = rows.filter(enterprise=enterprise)
    context = {
        "crumbs": [(_("Enterprise ledger"), reverse("desk:enterprises")), (_("Visits"), "")],
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "enterprise": enterprise,
    }
    return render(request, "desk/visits.html", context)


@open_to(*READERS)
def visit_photo(request: OfficeRequest, pk: int) -> FileResponse:
    """The photo of a visit in reach."""
    row = visits_in_reach(request.office).filter(pk=pk).exclude(photo="").first()
    if row is None:
        raise NotFound(noun="visit")
    return handed_out(row.photo, name=PurePath(row.photo.name or "").name)
