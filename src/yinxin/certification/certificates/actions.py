"""Writes: the issue of a certificate and every change of its state."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction

from yinxin.certification.applications.actions import BodyOutOfScope
from yinxin.certification.applications.models import Application
from yinxin.certification.applications.rules import day_of
from yinxin.certification.bodies.queries import may_certify
from yinxin.certification.certificates import queries, rules
from yinxin.certification.certificates.lifecycle import CERTIFICATE_LIFE, CertificateState
from yinxin.certification.certificates.models import Certificate, StateChange
from yinxin.kernel.months import months_after
from yinxin.kernel.refusals import NotAcceptable, NotFound
from yinxin.kernel.roles import Role
from yinxin.people import actions as people
from yinxin.people.models import Office
from yinxin.register import actions as register
from yinxin.register.rules import OfficeMark
from yinxin.scheme.queries import rulebook
from yinxin.scheme.rules.book import Rulebook
from yinxin.scheme.rules.certificates import Reason

CALENDAR = OfficeMark(role=Role.CALENDAR, unit="installation")


class ReasonUnknown(NotAcceptable):
    """The rulebook has no such reason for this change."""

    code = "certificate_reason_unknown"


class ExplanationMissing(NotAcceptable):
    """The reason must be explained in words."""

    code = "certificate_explanation_missing"


class SuspensionTooLong(NotAcceptable):
    """A suspension ends after today, and not later than the rulebook allows."""

    code = "suspension_end"


class SurveillanceDayOutOfRange(NotAcceptable):
    """Surveillance ended after the issue, and not in the future."""

    code = "surveillance_day_out_of_range"


@transaction.atomic
def issue(application: Application, *, by: Office, at: datetime) -> Certificate:
    """Issue the certificate of a case that was granted; called in the transaction of the countersignature.

    Everything that 认证证书和认证标志管理办法 art. 7 asks for is copied in. Refuses BodyOutOfScope where the body's
    approval ended meanwhile. What rests on invented data is marked as such. Recorded in the open, without persons.
    """
    if application.annual_output_kg is None:  # submit() does not let such a case pass
        raise ValueError(application.number)
    today = day_of(at)
    body, enterprise, product = application.body, application.enterprise, application.product
    if not may_certify(body, product.kind, on=today):
        raise BodyOutOfScope(body=body.name)
    book = rulebook(application.rulebook)
    certificate = _numbered(
        book,
        Certificate(
            application=application,
            enterprise=enterprise,
            product=product,
            standard=application.standard,
            body=body,
            state=CertificateState.VALID,
            holder_name=enterprise.name,
            holder_address=enterprise.address,
            product_name=product.name,
            product_specification=product.specification,
            brand=product.brand,
            manufacturer_name=application.manufacturer_name,
            manufacturer_address=application.manufacturer_address,
            factory_name=application.factory_name,
            factory_address=application.factory_address,
            standard_number=application.standard.printed_number,
            standard_title=application.standard.title,
            mode=book.mode_of(product.kind).code,
            rulebook=book.version,
            certified_kg=application.annual_output_kg,
            issued_on=today,
            expires_on=rules.term_ends_on(today, years=book.term_years),
            surveillance_due_on=months_after(today, book.surveillance_months),
            remarks=application.product_description,
            is_invented=(
                enterprise.is_invented
                or product.is_invented
                or body.is_invented
                or application.standard.is_placeholder
            ),
        ),
    )
    _changed(certificate, by=by, at=at)
    people.record(
        "certificate.issued",
        subject=certificate.subject,
        by=by,
        at=at,
        facts=_public_facts(certificate),
        private={"application": application.number},
        is_open=True,
    )
    return certificate


@transaction.atomic
def record_surveillance(
    number: str, *, finished_on: date, summary: str, by: Office, at: datetime
) -> Certificate:
    """Record that surveillance found the requirements still met; the next is due by the rulebook (条例 art. 26).

    Where they are no longer met, the certifier suspends. Refuses SurveillanceDayOutOfRange, and ExplanationMissing
    without a summary. Recorded in the open, without the summary.
    """
    certificate = _moved(number, "record_surveillance", by=by, at=at)
    today = day_of(at)
    if not certificate.issued_on < finished_on <= today:
        raise SurveillanceDayOutOfRange(
            field="finished_on", first=certificate.issued_on.isoformat(), last=today.isoformat()
        )
    if not summary.strip():
        raise ExplanationMissing(field="summary")
    months = rulebook(certificate.rulebook).surveillance_months
    certificate.surveillance_due_on = months_after(finished_on, months)
    certificate.save(update_fields=["surveillance_due_on"])
    facts = {
        "finished_on": finished_on.isoformat(),
        "surveillance_due_on": certificate.surveillance_due_on.isoformat(),
    }
    _record("certificate.surveillance_recorded", certificate, facts, summary, by=by, at=at)
    return certificate


@transaction.atomic
def suspend(
    number: str, *, reason_code: str, reason: str, until: date, by: Office, at: datetime
) -> Certificate:
    """Stop the certificate's marks from verifying until it is reinstated; marks themselves are not touched.

    Refuses ReasonUnknown, ExplanationMissing, and SuspensionTooLong for an end beyond what the rulebook allows for
    that reason. Recorded in the open: the coded reason and the end, not the words (条例 art. 26).
    """
    certificate = _moved(number, "suspend", by=by, at=at)
    book = rulebook(certificate.rulebook)
    coded = _reason(book, "suspend", reason_code, reason)
    months = (coded.max_months or book.certificates.suspension_max_months).value
    latest = rules.latest_end(day_of(at), months=months)
    if not day_of(at) < until <= latest:
        raise SuspensionTooLong(field="until", latest=latest.isoformat(), months=months)
    certificate.save(update_fields=["state"])
    _changed(certificate, by=by, at=at, reason_code=reason_code, reason=reason.strip(), until=until)
    facts = {"reason_code": reason_code, "until": until.isoformat()}
    _record("certificate.suspended", certificate, facts, reason, by=by, at=at)
    return certificate


@transaction.atomic
def reinstate(number: str, *, reason: str, by: Office, at: datetime) -> Certificate:
    """Lift a suspension, saying why its cause is gone (ISO/IEC 17065 7.11.6). Refuses ExplanationMissing."""
    certificate = _moved(number, "reinstate", by=by, at=at)
    if not reason.strip():
        raise ExplanationMissing(field="reason")
    certificate.save(update_fields=["state"])
    _changed(certificate, by=by, at=at, reason=reason.strip())
    _record("certificate.reinstated", certificate, {}, reason, by=by, at=at)
    return certificate


@transaction.atomic
def withdraw(number: str, *, reason_code: str, reason: str, by: Office, at: datetime) -> Certificate:
    """End a certificate against its holder's will (撤销), for good. Refuses ReasonUnknown and ExplanationMissing."""
    certificate = _moved(number, "withdraw", by=by, at=at)
    _reason(rulebook(certificate.rulebook), "withdraw", reason_code, reason)
    certificate.save(update_fields=["state"])
    _changed(certificate, by=by, at=at, reason_code=reason_code, reason=reason.strip())
    _record("certificate.withdrawn", certificate, {"reason_code": reason_code}, reason, by=by, at=at)
    return certificate


@transaction.atomic
def cancel(number: str, *, reason_code: str, reason: str, by: Office, at: datetime) -> Certificate:
    """End a certificate that is no longer wanted or needed (注销), for good. Refuses as `withdraw` does."""
    certificate = _moved(number, "cancel", by=by, at=at)
    _reason(rulebook(certificate.rulebook), "cancel", reason_code, reason)
    certificate.save(update_fields=["state"])
    _changed(certificate, by=by, at=at, reason_code=reason_code, reason=reason.strip())
    _record("certificate.cancelled", certificate, {"reason_code": reason_code}, reason, by=by, at=at)
    return certificate


@transaction.atomic
def expire_due(*, on: date, at: datetime) -> list[Certificate]:
    """Every certificate whose last day lies before `on` expires: what the calendar does each night. May run twice."""
    due = (
        queries.public_certificates()
        .select_for_update(of=("self",))
        .filter(state__in=rules.LIVE, expires_on__lt=on)
    )
    expired = list(due)
    for certificate in expired:
        move = CERTIFICATE_LIFE.move("expire", state=certificate.state, role=Role.CALENDAR)
        certificate.state = move.target
        certificate.save(update_fields=["state"])
        _changed(certificate, by=None, at=at)
        register.append(
            "certificate.expired",
            subject=certificate.subject,
            office=CALENDAR,
            at=at,
            facts={"state": certificate.state, "expires_on": certificate.expires_on.isoformat()},
            is_open=True,
        )
    return expired


def _numbered(book: Rulebook, certificate: Certificate) -> Certificate:
    """Save under the next number of the year. Where another certificate took it first, the one after it."""
    year = certificate.issued_on.year
    while True:
        serial = Certificate.objects.filter(issued_on__year=year).count() + 1
        certificate.number = book.certificates.number_template.value.format(
            year=year,
            division=certificate.enterprise.division_id[:6],
            body=certificate.body.approval_number,
            serial=serial,
        )
        try:
            with transaction.atomic():
                certificate.save(force_insert=True)
        except IntegrityError:
            if not Certificate.objects.filter(number=certificate.number).exists():
                raise
        else:
            return certificate


def _public_facts(certificate: Certificate) -> dict[str, object]:
    """What the public may know of a certificate for ever."""
    return {
        "state": certificate.state,
        "number": certificate.number,
        "holder": certificate.holder_name,
        "product": certificate.product_name,
        "specification": certificate.product_specification,
        "brand": certificate.brand,
        "manufacturer": certificate.manufacturer_name,
        "factory": certificate.factory_name,
        "standard": certificate.standard_number,
        "mode": certificate.mode,
        "body": certificate.body.name,
        "issued_on": certificate.issued_on.isoformat(),
        "expires_on": certificate.expires_on.isoformat(),
        "certified_kg": str(certificate.certified_kg),
        "is_invented": certificate.is_invented,
    }


def _moved(number: str, verb: str, *, by: Office, at: datetime) -> Certificate:
    """The certificate, locked, in the state that the verb leads to; saved by the caller once the rules agree."""
    certificate = (
        queries.certificates_in_reach(by).select_for_update(of=("self",)).filter(number=number).first()
    )
    if certificate is None:
        raise NotFound(noun="certificate", number=number)
    # After its last day a certificate has expired, even before the nightly job has said so.
    state = queries.state_at(certificate, at) or certificate.state
    move = CERTIFICATE_LIFE.move(verb, state=state, role=by.as_role)
    certificate.state = move.target
    return certificate


def _reason(book: Rulebook, change: str, code: str, text: str) -> Reason:
    known = {reason.code: reason for reason in book.reasons_for(change)}
    if code not in known:
        raise ReasonUnknown(field="reason_code", reason_code=code)
    if known[code].needs_explanation and not text.strip():
        raise ExplanationMissing(field="reason")
    return known[code]


def _changed(
    certificate: Certificate,
    *,
    by: Office | None,
    at: datetime,
    reason_code: str = "",
    reason: str = "",
    until: date | None = None,
) -> None:
    StateChange.objects.create(
        certificate=certificate,
        state=certificate.state,
        at=at,
        reason_code=reason_code,
        reason=reason,
        until=until,
        office=by,
    )


def _record(
    kind: str, certificate: Certificate, facts: Mapping[str, object], reason: str, *, by: Office, at: datetime
) -> None:
    people.record(
        kind,
        subject=certificate.subject,
        by=by,
        at=at,
        facts={"state": certificate.state, **facts},
        private={"reason": reason.strip()} if reason.strip() else None,
        is_open=True,
    )
