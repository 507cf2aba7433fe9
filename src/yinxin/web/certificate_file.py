"""A certificate with its states, as its body and the regulators read it: finished values for templates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yinxin.certification.certificates.lifecycle import CertificateState
from yinxin.certification.certificates.models import Certificate, StateChange
from yinxin.certification.certificates.queries import present_suspension, state_on
from yinxin.ledgers.rules import needles
from yinxin.register.queries import acts
from yinxin.scheme.queries import rulebook
from yinxin.scheme.rules.values import UnknownName
from yinxin.web import phrases
from yinxin.web.case_list import enterprises_named
from yinxin.web.case_timeline import timeline_of
from yinxin.web.quantities import plain

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


class CertificateFilters(forms.Form):
    """What a list of certificates is narrowed by; all of it may be left open."""

    q = forms.CharField(label=_("Number, holder or product"), required=False, max_length=60)
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, data: Any, **choices: Iterable[tuple[str, str | Promise]]) -> None:
        super().__init__(data)
        states = [(state.value, phrases.state("certificate", state)) for state in CertificateState]
        self.fields["state"].choices = [("", _("All states")), *states]  # type: ignore[attr-defined]
        for name, options in choices.items():
            self.fields[name].choices = [("", _("All")), *options]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """The filters that were set; one that makes no sense is left out, since addresses are edited by hand."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def certificates_found_by(rows: QuerySet[Certificate], given: dict[str, Any]) -> QuerySet[Certificate]:
    """The certificates that the filters common to all lists leave."""
    if "state" in given:
        rows = rows.filter(state=given["state"])
    for word in needles(given.get("q", "")):
        rows = rows.filter(
            Q(number__icontains=word)
            | Q(product__search_text__contains=word)
            | Q(enterprise__in=enterprises_named(word, rows.values_list("enterprise", "enterprise__name")))
        )
    return rows


def with_states(certificates: Iterable[Certificate], *, today: date) -> list[tuple[Certificate, str, str]]:
    """Each certificate with its state of today, as a key and in words."""
    found = []
    for certificate in certificates:
        state = state_on(certificate, today) or CertificateState(certificate.state)
        found.append((certificate, state.value, phrases.state("certificate", state)))
    return found


_CHANGEABLE = frozenset({CertificateState.VALID, CertificateState.SUSPENDED})
