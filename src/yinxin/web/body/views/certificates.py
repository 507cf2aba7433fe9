"""The certificates of a body: the list, and one certificate with what the body can do with it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinxin.certification.certificates import actions, queries
from yinxin.certification.certificates.lifecycle import CERTIFICATE_LIFE
from yinxin.certification.certificates.models import Certificate
from yinxin.kernel.refusals import NotFound, NotYours
from yinxin.kernel.roles import BODY_ROLES
from yinxin.people.models import Office
from yinxin.web import clock
from yinxin.web.access import OfficeRequest, open_to
from yinxin.web.body.forms import ReasonForm, ReinstateForm, SurveillanceForm, SuspendForm
from yinxin.web.body.views.applications import language
from yinxin.web.certificate_file import certificate_file, certificates_listed
from yinxin.web.once import once
from yinxin.web.refused import form_status, refusals_on


@dataclass(frozen=True, slots=True)
class Change:
    """A change that the body can make to a certificate, and what follows from it."""

    verb: str
    label: Promise
    icon: str
    text: Promise
    done: Promise
    do: Callable[..., Certificate]
    danger: bool = False


CHANGES = (
    Change(
        "record_surveillance",
        _("Record surveillance"),
        "clipboard-check",
        _(
            "Site and samples still meet the requirements. The time for the next is counted from its last day. "
            "Where they do not, the certifier suspends."
        ),
        _("Surveillance recorded."),
        actions.record_surveillance,
    ),
    Change(
        "suspend",
        _("Suspend"),
        "ban",
        _(
            "From this moment every scan of its labels shows that it is suspended, no labels can be drawn, and the "
            "public register says so with the coded reason. The holder may not use the mark until it is lifted.",
        ),
        _("Suspended. The next scan shows it."),
        actions.suspend,
    ),
    Change(
        "reinstate",
        _("Lift the suspension"),
        "check",
        _("From this moment scans show the certificate as valid again, and labels can be drawn."),
        _("Lifted. The next scan shows it."),
        actions.reinstate,
    ),
    Change(
        "withdraw",
        pgettext_lazy("certificate", "Withdraw"),
        "certificate-off",
        _(
            "For good: the mark may not be used any more, and scans say so. The paper certificate is taken back; "
            "where it cannot be, this is published. A new application is needed to certify the product again.",
        ),
        pgettext_lazy("certificate", "Withdrawn."),
        actions.withdraw,
        danger=True,
    ),
    Change(
        "cancel",
        pgettext_lazy("certificate", "Cancel"),
        "circle-minus",
        _(
            "For good: for a certificate that its holder gives up or that is no longer needed, not for a failing."
        ),
        pgettext_lazy("certificate", "Cancelled."),
        actions.cancel,
        danger=True,
    ),
)


@open_to(*BODY_ROLES)
def certificate_list(request: OfficeRequest) -> HttpResponse:
    """Every certificate that the body issued."""
    return render(request, "body/certificates.html", certificates_listed(request))


@open_to(*BODY_ROLES)
@once
def certificate(request: OfficeRequest, number: str) -> HttpResponse:
    """One certificate. What is posted names a change; what is refused keeps what was typed."""
    row = queries.certificate_of(request.office, number)
    failed: tuple[Change, forms.Form] | None = None
    if request.method == "POST":
        change = _change_named(request.POST.get("act", ""))
        if request.office.as_role not in CERTIFICATE_LIFE.roles(change.verb):
            raise NotYours(noun="certificate", verb=change.verb, role=request.office.role)
        form = _form_of(change, row, data=request.POST)
        failed = (change, form)
        if form.is_valid():
            with refusals_on(form):
                change.do(number, **form.cleaned_data, by=request.office, at=clock.now())
            if not form.errors:
                messages.success(request, str(change.done))
                return redirect("body:certificate", number)
            row = queries.certificate_of(request.office, number)
    context = certificate_file(row, space="body", today=clock.today(), language=language()) | {
        "acting": _acting(row, request.office, at=clock.now(), failed=failed)
    }
    return render(request, "body/certificate.html", context, status=form_status(failed[1]) if failed else 200)


def _acting(
    row: Certificate, by: Office, *, at: datetime, failed: tuple[Change, forms.Form] | None
) -> list[dict[str, Any]]:
    """The changes that the table gives this office now, and the one that was refused, each with its form."""
    state = queries.state_at(row, at) or row.state
    verbs = CERTIFICATE_LIFE.verbs(state=state, role=by.as_role)
    refused = failed[0].verb if failed else ""
    return [
        {
            "name": change.verb,
            "label": change.label,
            "icon": change.icon,
            "text": change.text,
            "danger": change.danger,
            "form": failed[1] if failed and change.verb == refused else _form_of(change, row),
            "is_open": change.verb == refused,
        }
        for change in CHANGES
        if change.verb in verbs or change.verb == refused
    ]


def _change_named(verb: str) -> Change:
    for change in CHANGES:
        if change.verb == verb:
            return change
    raise NotFound(noun="act", number=verb)


def _form_of(change: Change, row: Certificate, *, data: Any = None) -> forms.Form:
    if change.verb == "record_surveillance":
        return SurveillanceForm(data, prefix=change.verb)
    if change.verb == "reinstate":
        return ReinstateForm(data, prefix=change.verb)
    make = SuspendForm if change.verb == "suspend" else ReasonForm
    return make(data, certificate=row, change=change.verb, language=language())
