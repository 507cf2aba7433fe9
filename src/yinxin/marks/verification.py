"""What a code on a package stands for: one clear verdict with its reason, computed from the code and the records.

The code gives a counter, the counter a batch, the batch a certificate; its state is read on the day of production and
now (认证证书和认证标志管理办法 12, 25). An unknown code is not called a fake: the verdict says what was
checked. Nothing is written here: `actions.check` answers and counts.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.utils.timezone import localtime

from yinxin.certification.certificates import queries as certificates
from yinxin.certification.certificates.lifecycle import CertificateState
from yinxin.certification.models import Certificate
from yinxin.kernel.identifiers import gtin as gtins
from yinxin.marks import queries, rules
from yinxin.marks.codes.unit_code import Foreign, Mistyped, UnitCode, display, read
from yinxin.marks.keys import keyring
from yinxin.marks.lifecycle import BatchState
from yinxin.marks.models import LabelBatch
from yinxin.scheme.queries import rulebook

SHOWN_OF_MISTYPED = 40  # characters


class Answer(StrEnum):
    """The verdicts. Stable: others build on them."""

    GENUINE = "genuine"
    SUSPENDED = "suspended"
    ENDED = "ended"
    VOID = "void"
    SUSPECT = "suspect"
    MISTYPED = "mistyped"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why the verdict is what it is. Stable: others build on them."""

    FIRST_CHECK = "first_check"
    CHECKED_BEFORE = "checked_before"
    CERTIFICATE_SUSPENDED = "certificate_suspended"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    LABEL_VOIDED = "label_voided"
    BATCH_VOIDED = "batch_voided"
    GTIN_MISMATCH = "gtin_mismatch"
    MANY_PLACES = "many_places"
    MANY_DEVICES = "many_devices"
    LENGTH = "length"
    CHARACTER = "character"
    CHECK = "check"
    NOT_OF_THIS_SCHEME = "not_of_this_scheme"
    NOT_ISSUED = "not_issued"


@dataclass(frozen=True, slots=True)
class Checks:
    """What is known of earlier checks of a label."""

    times: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to one question. Facts that do not apply are empty."""

    verdict: Answer
    reason: Reason
    code: str  # grouped as on the label, or as it was typed where it cannot be read
    at: datetime
    unit: UnitCode | None = None
    position: int | None = None  # of the wrong character, from 1
    batch: LabelBatch | None = None
    serial: int | None = None
    state_when_produced: CertificateState | None = None
    state_now: CertificateState | None = None
    state_since: date | None = None
    suspended_until: date | None = None
    ordinal: int = 0  # the how manieth check of this label, this one included
    first_at: datetime | None = None
    last_at: datetime | None = None  # the check before this one
    places: int = 0  # of the last hours that the rulebook names, this one included
    is_surveillance_overdue: bool = False

    @property
    def certificate(self) -> Certificate | None:
        """The certificate of the label's batch."""
        return self.batch.certificate if self.batch else None


def verdict(
    text: str, *, gtin: str = "", at: datetime, place: str = "", device: str = "", is_counted: bool = False
) -> Verdict:
    """What would be answered to this question now. `place` and `device` are hashes of who asks, or empty.

    `gtin` is the product number of the address that was scanned, if it was a GS1 Digital Link. `is_counted` says that
    this very question was counted a moment ago and is only shown again, as in another language.
    """
    found = located(text, at=at)
    total = queries.total_of(found.unit) if found.unit and found.batch else None
    times = total.times - is_counted if total else 0
    earlier = Checks(times, total.first_at, total.last_at) if total and times > 0 else Checks()
    return judged(found, gtin=gtin, place=place, device=device, checks=earlier)


def located(text: str, *, at: datetime) -> Verdict:
    """The label that a text names: a verdict as far as the code alone gives it."""
    try:
        unit = read(text, keyring().keys)
    except Mistyped as fault:
        typed = text.strip()[:SHOWN_OF_MISTYPED]
        return Verdict(Answer.MISTYPED, Reason(fault.defect), typed, at, position=fault.position)
    except Foreign:
        return Verdict(Answer.UNKNOWN, Reason.NOT_OF_THIS_SCHEME, display(text), at)
    batch = queries.batch_of(unit)
    if batch is None:
        return Verdict(Answer.UNKNOWN, Reason.NOT_ISSUED, display(text), at, unit=unit)
    serial = queries.serial_of(unit, batch)
    return Verdict(
        Answer.GENUINE, Reason.FIRST_CHECK, display(text), at, unit=unit, batch=batch, serial=serial
    )


def judged(found: Verdict, *, gtin: str, place: str, device: str, checks: Checks) -> Verdict:
    """The verdict with the facts of the certificate and of earlier checks. One without a batch stays as it is."""
    if found.unit is None or found.batch is None or found.serial is None:
        return found
    batch, today = found.batch, localtime(found.at).date()
    places, devices = _seen(found, place=place, device=device)
    state, since, until = _standing(batch.certificate, found.at)
    answer, reason = (
        _of_label(batch, found.serial, gtin=gtin)
        or _of_certificate(state)
        or _of_scans(batch.certificate, places=places, devices=devices)
        or (Answer.GENUINE, Reason.CHECKED_BEFORE if checks.times else Reason.FIRST_CHECK)
    )
    return replace(
        found,
        verdict=answer,
        reason=reason,
        state_when_produced=certificates.state_on(batch.certificate, batch.produced_on),
        state_now=state,
        state_since=since,
        suspended_until=until,
        ordinal=checks.times + 1,
        first_at=checks.first_at,
        last_at=checks.last_at,
        places=places,
        is_surveillance_overdue=_is_surveillance_overdue(batch.certificate, state, today),
    )


def _standing(certificate: Certificate, at: datetime) -> tuple[CertificateState, date, date | None]:
    """The state at a moment, the day from which it holds, and the end that was set for a suspension."""
    state = certificates.state_at(certificate, at)
    change = max(
        (each for each in certificate.state_changes.all() if each.at <= at),
        key=lambda each: each.at,
        default=None,
    )
    if state is None or change is None:
        message = f"{certificate} was not issued yet, and has labels"
        raise LookupError(message)
    if state is CertificateState.EXPIRED:
        return state, certificate.expires_on + timedelta(days=1), None
    return state, localtime(change.at).date(), change.until


def _of_label(batch: LabelBatch, serial: int, *, gtin: str) -> tuple[Answer, Reason] | None:
    if batch.state == BatchState.VOIDED:
        return Answer.VOID, Reason.BATCH_VOIDED
    if rules.contains(queries.voided_spans(batch), serial):
        return Answer.VOID, Reason.LABEL_VOIDED
    if gtin and gtins.to_gtin14(gtins.compact(gtin)) != batch.gtin:
        return Answer.SUSPECT, Reason.GTIN_MISMATCH
    return None


def _of_certificate(state: CertificateState) -> tuple[Answer, Reason] | None:
    match state:
        case CertificateState.SUSPENDED:
            return Answer.SUSPENDED, Reason.CERTIFICATE_SUSPENDED
        case CertificateState.VALID:
            return None
        case _:
            return Answer.ENDED, Reason(state)


def _of_scans(certificate: Certificate, *, places: int, devices: int) -> tuple[Answer, Reason] | None:
    """A copied label shows in many places, or to many people, within hours; one odd check accuses nobody."""
    alerts = rulebook(certificate.rulebook).marks.alerts
    if places >= alerts.copied_places:
        return Answer.SUSPECT, Reason.MANY_PLACES
    if devices >= alerts.scans_per_day:
        return Answer.SUSPECT, Reason.MANY_DEVICES
    return None


def _seen(found: Verdict, *, place: str, device: str) -> tuple[int, int]:
    """In how many places and by how many devices the label was checked lately, with this one."""
    if found.unit is None or found.batch is None:
        return 0, 0
    hours = rulebook(found.batch.certificate.rulebook).marks.alerts.copied_within_hours
    recent = queries.scans_of(found.unit).filter(at__gt=found.at - timedelta(hours=hours), at__lte=found.at)
    rows = [*recent.values_list("place", "device"), (place, device)]
    return rules.distinct([row[0] for row in rows]), rules.distinct([row[1] for row in rows])


def _is_surveillance_overdue(certificate: Certificate, state: CertificateState, today: date) -> bool:
    grace = rulebook(certificate.rulebook).certificates.surveillance_grace_days.value
    return state is CertificateState.VALID and today > certificate.surveillance_due_on + timedelta(days=grace)
