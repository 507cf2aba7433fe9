"""What a certificate says, in both languages: one sheet for the page, the PDF and the data.

The nine statements and their names are those of the rulebook (认证证书和认证标志管理办法 art. 7); the page shows the
reader's language, the PDF both.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, override, pgettext

from yinxin.certification.certificates import queries as certificates
from yinxin.certification.certificates.lifecycle import CertificateState
from yinxin.certification.certificates.models import Certificate, StateChange
from yinxin.scheme.queries import rulebook
from yinxin.scheme.rules.book import Rulebook
from yinxin.scheme.rules.values import Text
from yinxin.standards.texts.models import Indicator
from yinxin.web import phrases
from yinxin.web.quantities import limit_of, plain
from yinxin.web.templatetags.yinxin import day as in_words

# The states of the national register, as it codes them.
REGISTER_STATES = {
    CertificateState.VALID: "01",
    CertificateState.SUSPENDED: "02",
    CertificateState.WITHDRAWN: "03",
    CertificateState.CANCELLED: "04",
    CertificateState.EXPIRED: "05",
}
# Which list of the rulebook's reasons explains a state.
REASONED_BY = {
    CertificateState.SUSPENDED: "suspend",
    CertificateState.WITHDRAWN: "withdraw",
    CertificateState.CANCELLED: "cancel",
}


def both(say: Callable[[], object]) -> Text:
    """What `say` says in Chinese and in English."""
    with override("zh-hans"):
        chinese = str(say())
    with override("en"):
        return Text(zh=chinese, en=str(say()))


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a certificate states: its name, and the lines under it."""

    code: str
    name: Text
    lines: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A state, since when, why, and until when where it has an end."""

    state: str
    name: Text
    at: datetime | None
    reason_code: str
    reason: Text | None
    explanation: str
    until: date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that the page and the PDF show."""

    certificate: Certificate
    statements: tuple[Statement, ...]
    standing: Standing
    history: tuple[Standing, ...]
    url: str

    @property
    def is_valid(self) -> bool:
        return self.standing.state == CertificateState.VALID


def sheet(certificate: Certificate, *, today: date) -> Sheet:
    """The sheet of a certificate as it stands today."""
    book = rulebook(certificate.rulebook)
    lines = _lines(certificate, book)
    history = tuple(_standing(change, book) for change in certificate.state_changes.all())
    state = certificates.state_on(certificate, today) or certificate.state
    return Sheet(
        certificate=certificate,
        statements=tuple(
            Statement(field.code, field.name, tuple(lines[field.code])) for field in book.certificates.fields
        ),
        standing=_present(certificate, state, history),
        history=tuple(reversed(history)),
        url=address_of(certificate),
    )


def address_of(certificate: Certificate) -> str:
    """The address of the live page, which a QR carries."""
    return f"{settings.PUBLIC_URL}{reverse('public:certificate', args=[certificate.number])}"


def _present(certificate: Certificate, state: str, history: tuple[Standing, ...]) -> Standing:
    """The last change of state; where the last day has passed and the calendar was not at it yet, that."""
    if history and history[-1].state == state:
        return history[-1]
    name = both(lambda: phrases.state("certificate", state))
    return Standing(state, name, None, "", None, "", certificate.expires_on)


def _standing(change: StateChange, book: Rulebook) -> Standing:
    reason = None
    listed = REASONED_BY.get(CertificateState(change.state))
    if listed and change.reason_code:
        reason = book.reason(listed, change.reason_code).name
    name = both(lambda: phrases.state("certificate", change.state))
    return Standing(change.state, name, change.at, change.reason_code, reason, change.reason, change.until)


def _lines(certificate: Certificate, book: Rulebook) -> dict[str, list[Text]]:
    mode = book.mode(certificate.mode)
    features = certificate.application.product_description
    return {
        "applicant": _said(certificate.holder_name, certificate.holder_address),
        "product": _said(certificate.product_name, certificate.product_specification, features),
        "manufacturer": [
            both(lambda: gettext("Trademark: %s") % (certificate.brand or pgettext("trademark", "none"))),
            *_said(certificate.manufacturer_name, certificate.manufacturer_address),
        ],
        "factory": _said(certificate.factory_name, certificate.factory_address),
        "standard": [
            *_said(f"{certificate.standard_number} {certificate.standard_title}"),
            *_requirements(certificate),
        ],
        "mode": [mode.name, mode.formula],
        "number": [
            *_said(certificate.number),
            *_named(gettext_national_number, certificate.register_number),
        ],
        "term": [
            *_said(certificate.body.name),
            both(lambda: gettext("Approval number %s") % certificate.body.approval_number),
            both(lambda: gettext("Issued on %s") % in_words(certificate.issued_on)),
            both(lambda: gettext("Valid until %s, that day included") % in_words(certificate.expires_on)),
            both(lambda: gettext("Next surveillance by %s") % in_words(certificate.surveillance_due_on)),
        ],
        "remarks": [
            both(lambda: gettext("The mark may be used for %s kg a year.") % plain(certificate.certified_kg)),
            *_said(certificate.remarks if certificate.remarks != features else ""),
        ],
    }


def gettext_national_number() -> str:
    """How the number that the national register gave is introduced."""
    return gettext("Number in the national register: %s")


def _named(sentence: Callable[[], str], value: str) -> list[Text]:
    return [both(lambda: sentence() % value)] if value else []


def _said(*values: str) -> list[Text]:
    """Data as they are, which have no second language."""
    return [Text(zh=value, en=value) for value in values if value.strip()]


def _requirements(certificate: Certificate) -> list[Text]:
    """The technical requirements: each indicator of the standard with its limit."""
    indicators = Indicator.objects.filter(clause__standard=certificate.standard_id).order_by(
        "clause__ordinal", "id"
    )
    limits = [f"{indicator.item} {limit_of(indicator)}" for indicator in indicators]
    if not limits:
        return []
    return [
        both(lambda: gettext("Technical requirements: %s") % pgettext("between limits", "; ").join(limits))
    ]


def as_data(shown: Sheet) -> dict[str, Any]:
    """The same for who asked for JSON. Keys are stable and English; days are ISO 8601."""
    certificate = shown.certificate
    return {
        "number": certificate.number,
        "register_number": certificate.register_number,
        "url": shown.url,
        "is_invented": certificate.is_invented,
        "state": shown.standing.state,
        "state_code": REGISTER_STATES[CertificateState(shown.standing.state)],
        "standing": _standing_data(shown.standing),
        "history": [_standing_data(standing) for standing in shown.history],
        "holder": {"name": certificate.holder_name, "address": certificate.holder_address},
        "product": {
            "name": certificate.product_name,
            "specification": certificate.product_specification,
            "features": certificate.application.product_description,
        },
        "trademark": certificate.brand,
        "manufacturer": {"name": certificate.manufacturer_name, "address": certificate.manufacturer_address},
        "factory": {"name": certificate.factory_name, "address": certificate.factory_address},
        "standard": {"number": certificate.standard_number, "title": certificate.standard_title},
        "mode": {
            "code": certificate.mode,
            "name": rulebook(certificate.rulebook).mode(certificate.mode).name.zh,
        },
        "body": {"name": certificate.body.name, "approval_number": certificate.body.approval_number},
        "certified_kg": str(certificate.certified_kg),
        "issued_on": certificate.issued_on.isoformat(),
        "expires_on": certificate.expires_on.isoformat(),
        "surveillance_due_on": certificate.surveillance_due_on.isoformat(),
        "remarks": certificate.remarks,
    }


def _standing_data(standing: Standing) -> dict[str, Any]:
    return {
        "state": standing.state,
        "since": standing.at.isoformat() if standing.at else None,
        "until": standing.until.isoformat() if standing.until else None,
        "reason_code": standing.reason_code,
        "reason": standing.reason.zh if standing.reason else "",
        "explanation": standing.explanation,
    }
