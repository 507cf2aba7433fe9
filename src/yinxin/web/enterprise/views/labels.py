"""Labels: how many may still be used, ordering a batch, the file for the printer, and labels that are void."""

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from yinxin.certification.certificates import queries as certificates
from yinxin.certification.certificates.lifecycle import CertificateState
from yinxin.certification.certificates.models import Certificate
from yinxin.kernel.refusals import NotFound
from yinxin.kernel.roles import Role
from yinxin.marks import actions as marks
from yinxin.marks import queries
from yinxin.marks.codes.unit_code import display
from yinxin.marks.lifecycle import BatchState
from yinxin.marks.models import LabelBatch
from yinxin.web import clock, qr
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.enterprise.forms import BatchForm, VoidForm, posted
from yinxin.web.once import once
from yinxin.web.refused import form_status, refusals_on


@open_to(Role.ENTERPRISE)
def labels(request: OfficeRequest) -> HttpResponse:
    """The quota of each certificate this year, and every batch that was ordered."""
    today = clock.today()
    own = certificates.certificates_in_reach(request.office).prefetch_related("state_changes")
    context = {
        "year": today.year,
        "quotas": [(each, queries.quota_of(each, today.year), _may_order(each)) for each in own],
        "batches": queries.batches_in_reach(request.office).prefetch_related("voided_ranges").order_by("-id"),
    }
    return render(request, "enterprise/labels.html", context)


def _may_order(certificate: Certificate) -> bool:
    return certificates.state_on(certificate, clock.today()) == CertificateState.VALID


@open_to(Role.ENTERPRISE)
@once
def order(request: OfficeRequest, number: str) -> HttpResponse:
    """Order a batch for one lot. What is refused tells what is left."""
    certificate = certificates.certificates_in_reach(request.office).filter(number=number).first()
    if certificate is None:
        raise NotFound(noun="certificate", number=number)
    form = BatchForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            batch = marks.issue_batch(number, **form.cleaned_data, by=request.office, at=clock.now())
        if not form.errors:
            told = ngettext("%(n)s label is ready.", "%(n)s labels are ready.", batch.count)
            messages.success(request, told % {"n": f"{batch.count:,}"})
            return redirect("enterprise:batch", batch.number)
    context = {
        "certificate": certificate,
        "quota": queries.quota_of(certificate, clock.today().year),
        "may_order": _may_order(certificate),
        "form": form,
    }
    return render(request, "enterprise/label_order.html", context, status=form_status(form))


@open_to(Role.ENTERPRISE)
@once
def batch(request: OfficeRequest, number: str) -> HttpResponse:
    """One batch: its file, how its first label looks, and labels that are declared void."""
    row = _batch(request, number)
    form = VoidForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            voided = marks.void_range(number, **form.cleaned_data, by=request.office, at=clock.now())
        if not form.errors:
            told = ngettext(
                "%(n)s label is void from now on.", "%(n)s labels are void from now on.", voided.count
            )
            messages.success(request, told % {"n": voided.count})
            return redirect("enterprise:batch", number)
    code = queries.unit_code(row, 1)
    address = queries.verification_url(code)
    context = {
        "batch": row,
        "voided": row.voided_ranges.all(),
        "is_issued": row.state == BatchState.ISSUED,
        "form": form,
        "code": display(code),
        "address": address,
        "qr": qr.drawing(address, title=_("The code of the first label")),
    }
    return render(request, "enterprise/label_batch.html", context, status=form_status(form))


@open_to(Role.ENTERPRISE)
@require_safe
def codes(request: OfficeRequest, number: str) -> HttpResponse:
    """The codes of a batch as CSV for the printer, a chunk at a time: a million labels fill no memory."""
    row = _batch(request, number)
    response = StreamingHttpResponse(queries.code_lines(row), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{row.number}.csv"'
    return response  # type: ignore[return-value]


def _batch(request: OfficeRequest, number: str) -> LabelBatch:
    found = queries.batches_in_reach(request.office).filter(number=number).first()
    if found is None:
        raise NotFound(noun="label_batch", number=number)
    return found
