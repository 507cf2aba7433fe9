"""Writes: label batches, voided labels, and the record of checks."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from yinxin.certification.certificates import queries as certificates
from yinxin.certification.certificates.lifecycle import CertificateState
from yinxin.certification.models import Certificate
from yinxin.kernel.refusals import NotAcceptable, NotFound, NotYours, WrongState
from yinxin.kernel.roles import Role
from yinxin.marks import queries, rules, verification
from yinxin.marks.codes.unit_code import UnitCode
from yinxin.marks.keys import keyring
from yinxin.marks.lifecycle import BATCH_LIFE
from yinxin.marks.models import Epoch, LabelBatch, Scan, ScanTotal, VoidedRange
from yinxin.people import actions as people
from yinxin.people.models import Office


class NoMarkWhileNotValid(WrongState):
    """No label is issued while the certificate is not valid (认证证书和认证标志管理办法 12)."""

    code = "no_mark_while_not_valid"


class PackSizeMissing(NotAcceptable):
    """Without the net content of a package the quota cannot be counted in packages."""

    code = "pack_size_missing"


class LotUnreadable(NotAcceptable):
    """A lot is letters, digits and a few signs, since it is printed on packs and read by machines."""

    code = "lot_unreadable"


class LotOfAnotherDay(NotAcceptable):
    """A lot has one day of production; this one was labelled with another."""

    code = "lot_of_another_day"


class ProductionDayOutOfRange(NotAcceptable):
    """The lot was produced before the certificate, after its end, or in the future."""

    code = "production_day_out_of_range"


class ProducedWhileNotValid(NotAcceptable):
    """The certificate was suspended on the day of production, so the lot may not bear the mark."""

    code = "produced_while_not_valid"


class QuotaExceeded(NotAcceptable):
    """More labels than the certified quantity of the year still allows (modelled on 有机产品认证管理办法 33, 34)."""

    code = "quota_exceeded"


class OutsideBatch(NotAcceptable):
    """The batch does not have all of these labels."""

    code = "labels_outside_batch"


class AlreadyVoided(NotAcceptable):
    """Some of these labels are voided already."""

    code = "labels_already_voided"


class ReasonMissing(NotAcceptable):
    """Voiding cannot be undone, so it says why."""

    code = "void_reason_missing"


@transaction.atomic
def issue_batch(
    certificate_number: str, *, lot: str, produced_on: date, count: int, by: Office, at: datetime
) -> LabelBatch:
    """Draw counters for the labels of one lot, within the certificate's category, scope and quantity.

    Refuses NotFound for a certificate of somebody else, NotYours to all but the holder, NoMarkWhileNotValid,
    PackSizeMissing, LotUnreadable, LotOfAnotherDay, ProductionDayOutOfRange, ProducedWhileNotValid and QuotaExceeded,
    which says what is left. Records `label_batch.issued`, open to the public.
    """
    certificate = _locked_certificate(certificate_number, by=by)
    if by.as_role is not Role.ENTERPRISE:
        raise NotYours(noun="label batch", verb="issue_batch", role=by.role)
    today, lot = localtime(at).date(), lot.strip()
    state = certificates.state_at(certificate, at)
    if state is not CertificateState.VALID:
        raise NoMarkWhileNotValid(state=state, certificate=certificate.number)
    _check_lot(certificate, lot=lot, produced_on=produced_on, today=today)
    pack_g = certificate.product.pack_g
    if not pack_g:
        raise PackSizeMissing(product=certificate.product_name)
    quota = queries.quota_of(certificate, today.year)
    if not 1 <= count <= quota.left:
        raise QuotaExceeded(field="count", left=quota.left, total=quota.total, year=quota.year)

    # The row's lock is held to the end: no two batches have the same number or the same counters.
    epoch = _locked_epoch(keyring().current_epoch)
    batch = LabelBatch.objects.create(
        number=_next_number(today.year),
        certificate=certificate,
        lot=lot,
        produced_on=produced_on,
        gtin=certificate.product.gtin,
        pack_g=pack_g,
        epoch=epoch,
        first_counter=epoch.next_counter,
        count=count,
        issued_at=at,
        office=by,
    )
    epoch.next_counter += count
    epoch.save(update_fields=["next_counter"])
    people.record(
        "label_batch.issued",
        subject=batch.subject,
        by=by,
        at=at,
        facts={
            "state": batch.state,
            "certificate": certificate.number,
            "product": certificate.product_name,
            "epoch": epoch.number,
            "first": batch.first_counter,
            "count": count,
            "lot": lot,
            "produced_on": produced_on.isoformat(),
        },
        is_open=True,
    )
    return batch


@transaction.atomic
def void_range(
    batch_number: str, *, first: int, count: int, reason: str, by: Office, at: datetime
) -> VoidedRange:
    """Void the labels with serials first … first + count - 1: spoiled, lost or recalled. For ever.

    Refuses NotYours to all but the holder and the body's certifier, WrongState, ReasonMissing, OutsideBatch and
    AlreadyVoided. Records `label_batch.range_voided`, open to the public but for the reason.
    """
    batch = _locked_batch(batch_number, by=by)
    BATCH_LIFE.move("void_range", state=batch.state, role=by.as_role)
    if not reason.strip():
        raise ReasonMissing(field="reason")
    if count < 1 or first < 1 or first + count - 1 > batch.count:
        raise OutsideBatch(field="first", last=batch.count)
    if rules.overlaps((first, count), queries.voided_spans(batch)):
        raise AlreadyVoided(field="first")
    voided = VoidedRange.objects.create(
        batch=batch, first=first, count=count, reason=reason.strip(), voided_at=at
    )
    people.record(
        "label_batch.range_voided",
        subject=batch.subject,
        by=by,
        at=at,
        facts={"state": batch.state, "first": first, "count": count},
        private={"reason": voided.reason},
        is_open=True,
    )
    return voided


@transaction.atomic
def void(batch_number: str, *, reason: str, by: Office, at: datetime) -> LabelBatch:
    """Void every label of a batch. For ever.

    Refuses NotYours to all but the holder and the body's certifier, WrongState and ReasonMissing. Records
    `label_batch.voided`, open to the public but for the reason.
    """
    batch = _locked_batch(batch_number, by=by)
    move = BATCH_LIFE.move("void", state=batch.state, role=by.as_role)
    if not reason.strip():
        raise ReasonMissing(field="reason")
    batch.state = move.target
    batch.save(update_fields=["state"])
    people.record(
        "label_batch.voided",
        subject=batch.subject,
        by=by,
        at=at,
        facts={"state": batch.state},
        private={"reason": reason.strip()},
        is_open=True,
    )
    return batch


@transaction.atomic
def check(
    text: str, *, gtin: str = "", at: datetime, place: str = "", device: str = ""
) -> verification.Verdict:
    """Answer what a code stands for and count the question, so that the next one is told of this one.

    `place` and `device` are hashes of who asks, or empty. A code that names no label of ours is noted without a label.
    """
    found = verification.located(text, at=at)
    if found.batch and found.unit:
        earlier = _counted(found.unit, at=at)
        found = verification.judged(found, gtin=gtin, place=place, device=device, checks=earlier)
    record_scan(found, place=place, device=device)
    return found


def record_scan(verdict: verification.Verdict, *, place: str, device: str) -> Scan:
    """Note one question and its answer."""
    unit = verdict.unit
    return Scan.objects.create(
        at=verdict.at,
        epoch=unit.epoch if unit else None,
        counter=unit.counter if unit else None,
        verdict=verdict.verdict,
        place=place,
        device=device,
    )


def _counted(unit: UnitCode, *, at: datetime) -> verification.Checks:
    """The checks of a label before this one, which is added. Of two at once, one waits for the other's commit."""
    labels = ScanTotal.objects.select_for_update().filter(epoch=unit.epoch, counter=unit.counter)
    total = labels.first()
    if total is None:
        blank = ScanTotal(epoch=unit.epoch, counter=unit.counter, times=0, first_at=at, last_at=at)
        ScanTotal.objects.bulk_create([blank], ignore_conflicts=True)
        total = labels.get()
    earlier = verification.Checks(total.times, total.first_at, total.last_at)
    total.times, total.last_at = total.times + 1, at
    total.save(update_fields=["times", "last_at"])
    return earlier if earlier.times else verification.Checks()


def _check_lot(certificate: Certificate, *, lot: str, produced_on: date, today: date) -> None:
    if not rules.LOT.fullmatch(lot):
        raise LotUnreadable(field="lot", lot=lot)
    last = min(today, certificate.expires_on)
    if not certificate.issued_on <= produced_on <= last:
        raise ProductionDayOutOfRange(
            field="produced_on", first=certificate.issued_on.isoformat(), last=last.isoformat()
        )
    state = certificates.state_on(certificate, produced_on)
    if state != CertificateState.VALID:
        raise ProducedWhileNotValid(field="produced_on", state=state, day=produced_on.isoformat())
    other = certificate.label_batches.filter(lot=lot).exclude(produced_on=produced_on).first()
    if other is not None:
        raise LotOfAnotherDay(
            field="lot", lot=lot, batch=other.number, produced_on=other.produced_on.isoformat()
        )


def _next_number(year: int) -> str:
    prefix = f"LB-{year}-"
    return f"{prefix}{LabelBatch.objects.filter(number__startswith=prefix).count() + 1:04d}"


def _locked_certificate(number: str, *, by: Office) -> Certificate:
    certificate = (
        certificates.certificates_in_reach(by).select_for_update(of=("self",)).filter(number=number).first()
    )
    if certificate is None:
        raise NotFound(noun="certificate", number=number)
    return certificate


def _locked_batch(number: str, *, by: Office) -> LabelBatch:
    batch = queries.batches_in_reach(by).select_for_update(of=("self",)).filter(number=number).first()
    if batch is None:
        raise NotFound(noun="label batch", number=number)
    return batch


def _locked_epoch(number: int) -> Epoch:
    Epoch.objects.bulk_create([Epoch(number=number)], ignore_conflicts=True)
    return Epoch.objects.select_for_update().get(number=number)
