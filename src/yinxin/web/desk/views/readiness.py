"""Readiness: a product held against each clause of a standard, and what is missing."""

from pathlib import PurePath

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yinxin.cultivation import actions as cultivation
from yinxin.cultivation import rules
from yinxin.cultivation.actions import CULTIVATORS
from yinxin.cultivation.queries import ClauseReadiness, assessments_in_reach
from yinxin.cultivation.queries import readiness as readiness_of
from yinxin.kernel.refusals import NotFound
from yinxin.ledgers.models import Product
from yinxin.ledgers.queries import products_in_reach
from yinxin.people.models import Office
from yinxin.standards.texts.models import Standard
from yinxin.standards.texts.queries import published
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.desk.forms.readiness import AssessmentForm
from yinxin.web.desk.views.enterprises import KEEPERS, READERS
from yinxin.web.files import handed_out
from yinxin.web.once import once
from yinxin.web.quantities import limit_of
from yinxin.web.refused import form_status, refusals_on
from yinxin.web.uploads import received
from yinxin.web.wording.ledgers import FULFILMENTS


@open_to(*READERS)
def readiness(request: OfficeRequest, product: int, standard: int) -> HttpResponse:
    """Every clause with what was found, and a small form on each for those who may judge."""
    item, norm = _pair(request.office, product, standard)
    return _page(request, item, norm)


@open_to(*KEEPERS)
@once
def assess(request: OfficeRequest, product: int, standard: int, clause: int) -> HttpResponse:
    """Say how far one clause is met, and go back to where the reader was."""
    item, norm = _pair(request.office, product, standard)
    page = reverse("desk:readiness", args=[item.pk, norm.pk])
    if request.method != "POST":
        return redirect(f"{page}#c{clause}")
    form = AssessmentForm(request.POST, received(request), prefix=f"c{clause}")
    if form.is_valid():
        with refusals_on(form):
            cultivation.assess(item.pk, clause, **form.cleaned_data, by=request.office, at=clock.now())
        if not form.errors:
            messages.success(request, _("Saved."))
            return redirect(f"{page}#c{clause}")
    return _page(request, item, norm, bound={clause: form}, status=form_status(form))


@open_to(*READERS)
def evidence(request: OfficeRequest, pk: int) -> FileResponse:
    """The evidence of an assessment in reach."""
    row = assessments_in_reach(request.office).filter(pk=pk).exclude(evidence="").first()
    if row is None:
        raise NotFound(noun="assessment")
    return handed_out(row.evidence, name=PurePath(row.evidence.name or "").name)


def _pair(office: Office, product: int, standard: int) -> tuple[Product, Standard]:
    item = products_in_reach(office).filter(pk=product).first()
    norm = published().filter(pk=standard).first()
    if item is None or norm is None or item.kind not in norm.product_kinds:
        raise NotFound(noun="standard" if item else "product")
    return item, norm


def _page(
    request: OfficeRequest,
    item: Product,
    norm: Standard,
    *,
    bound: dict[int, AssessmentForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    rows = readiness_of(item, norm)
    progress = rules.progress(row.fulfilment for row in rows)
    missing = sorted(
        (row for row in rows if row.fulfilment not in {"met", "not_applicable"}),
        key=lambda row: rules.urgency(row.fulfilment, is_critical=row.clause.is_critical),
    )
    may_keep = request.office.as_role in CULTIVATORS
    context = {
        "crumbs": [
            (_("Enterprise ledger"), reverse("desk:enterprises")),
            (item.enterprise.name, reverse("desk:enterprise", args=[item.enterprise_id])),
            (_("Readiness of %(product)s") % {"product": item.name}, ""),
        ],
        "product": item,
        "standard": norm,
        "progress": progress,
        "missing": [(row, FULFILMENTS.get(row.fulfilment, _("Not looked at yet"))) for row in missing],
        "clauses": [
            {
                "clause": row.clause,
                "assessment": row.assessment,
                "word": FULFILMENTS.get(row.fulfilment, _("Not looked at yet")),
                "tone": _TONES[row.fulfilment],
                "limits": [(indicator, limit_of(indicator)) for indicator in row.clause.indicators.all()],
                "form": (bound or {}).get(row.clause.pk) or _form(row),
                "is_open": row.clause.pk in (bound or {}),
            }
            for row in rows
        ],
        "may_keep": may_keep,
    }
    return render(request, "desk/readiness.html", context, status=status)


_TONES = {"met": "ok", "partly": "warn", "not_met": "bad", "not_applicable": "", "": ""}


def _form(row: ClauseReadiness) -> AssessmentForm:
    said = row.assessment
    initial = {"fulfilment": said.fulfilment, "note": said.note} if said else {}
    return AssessmentForm(initial=initial, prefix=f"c{row.clause.pk}")
