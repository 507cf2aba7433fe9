"""A certificate with its states, as its body and the regulators read it: finished values for templates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yinxin.certification.certificates.lifecycle import CertificateState
from yinxin.certification.certificates.models import Certificate, StateChange
from yinxin.certification.certificates.queries import certificates_in_reach, present_suspension, state_on
from yinxin.register.queries import acts
from yinxin.scheme.queries import rulebook
from yinxin.scheme.rules.values import UnknownName
from yinxin.web import clock, phrases
from yinxin.web.access import OfficeRequest
from yinxin.web.case_timeline import timeline_of
from yinxin.web.list_filters import Filters, found_by
from yinxin.web.quantities import plain
from yinxin.web.transition_note import transition_note

PAGE = 20
_CHANGE_OF = {
    CertificateState.SUSPENDED: "suspend",
    CertificateState.WITHDRAWN: "withdraw",
    CertificateState.CANCELLED: "cancel",
}


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """From when on the certificate was in a state, and why."""

    row: StateChange
    state: str
    reason: str


def certificate_file(certificate: Certificate, *, space: str, today: date, language: str) -> dict[str, Any]:
    """Everything that the pages of a certificate show. `space` is the audience whose addresses lead to its case."""
    book = rulebook(certificate.rulebook)
    state = state_on(certificate, today) or CertificateState(certificate.state)
    suspension = present_suspension(certificate)
    return {
        "certificate": certificate,
        "state_key": state.value,
        "state": phrases.state("certificate", state),
        "kg": plain(certificate.certified_kg),
        "mode": book.mode(certificate.mode).formula.in_language(language),
        "case_url": reverse(f"{space}:application", args=(certificate.application.number,)),
        "changes_of_state": changes_of(certificate, language=language),
        "suspension": suspension,
        "suspension_has_ended": suspension is not None
        and suspension.until is not None
        and suspension.until < today,
        "transition": transition_note(certificate, today=today),
        "surveillance_is_late": state in _CHANGEABLE and certificate.surveillance_due_on < today,
        "timeline": timeline_of(acts(subjects=[certificate.subject]), book, language=language),
    }


def changes_of(certificate: Certificate, *, language: str) -> list[ChangeShown]:
    """Every change of state, latest first, its coded reason in words."""
    book = rulebook(certificate.rulebook)
    shown = []
    for row in certificate.state_changes.select_related("office__user"):
        change = _CHANGE_OF.get(CertificateState(row.state))
        reason = ""
        if change and row.reason_code:
            try:
                name = book.reason(change, row.reason_code).name.in_language(language)
            except UnknownName:
                name = ""
            reason = f"{row.reason_code} {name}".strip()
        shown.append(ChangeShown(row, phrases.state("certificate", row.state), reason))
    return shown[::-1]


class CertificateFilters(Filters):
    """What a list of certificates is narrowed by."""

    noun = "certificate"
    states = CertificateState

    q = forms.CharField(label=_("Number, holder or product"), required=False, max_length=60)


def certificates_listed(request: OfficeRequest) -> dict[str, Any]:
    """The list of those in the office's reach, for the page of its audience."""
    filters = CertificateFilters(request.GET)
    given = filters.given()
    rows = found_by(certificates_in_reach(request.office), given)
    page = Paginator(rows.prefetch_related("state_changes"), PAGE).get_page(request.GET.get("page"))
    return {
        "filters": filters,
        "given": given,
        "page": page,
        "lines": with_states(page.object_list, today=clock.today()),
    }


def with_states(certificates: Iterable[Certificate], *, today: date) -> list[tuple[Certificate, str, str]]:
    """Each certificate with its state of today, as a key and in words."""
    found = []
    for certificate in certificates:
        state = state_on(certificate, today) or CertificateState(certificate.state)
        found.append((certificate, state.value, phrases.state("certificate", state)))
    return found


_CHANGEABLE = frozenset({CertificateState.VALID, CertificateState.SUSPENDED})
