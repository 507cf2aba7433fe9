"""Reads: batches in an office's reach, quotas, the batch of a label, and the codes of a batch, which are no rows."""

import csv
import io
from collections.abc import Iterator
from itertools import chain

from django.conf import settings
from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce

from yinxin.certification.models import Certificate
from yinxin.marks import rules
from yinxin.marks.codes import bulk
from yinxin.marks.codes.unit_code import UnitCode, display
from yinxin.marks.keys import keyring
from yinxin.marks.lifecycle import BatchState
from yinxin.marks.models import LabelBatch, Scan, ScanTotal
from yinxin.people.models import Office
from yinxin.people.queries import within_reach
from yinxin.scheme.queries import rulebook

BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # without it Excel takes UTF-8 for GBK
COLUMNS = ("code", "url", "lot", "serial", "gs1_url")


def batches_in_reach(by: Office) -> QuerySet[LabelBatch]:
    """An enterprise's own batches, those of certificates that a body issued, those in a regulator's division."""
    holder = "certificate__body" if by.is_of_body else "certificate__enterprise"
    return LabelBatch.objects.filter(
        within_reach(by, division="certificate__enterprise__division", organisation=holder)
    ).select_related("certificate")


def quota_of(certificate: Certificate, year: int) -> rules.Quota:
    """How many labels the certificate allows in a calendar year (Asia/Shanghai), and how many were issued.

    Counted by the day of issue. A product without a pack size has no quota, since packages cannot be counted.
    """
    pack_g = certificate.product.pack_g
    if not pack_g:
        return rules.Quota(year=year, total=0, used=0)
    issued_g = voided_g = 0
    batches = LabelBatch.objects.filter(certificate=certificate, issued_at__year=year)
    spoiled = Coalesce(Sum("voided_ranges__count"), 0)
    for batch in batches.annotate(spoiled=spoiled):
        issued_g += batch.count * batch.pack_g
        voided_g += (batch.count if batch.state == BatchState.VOIDED else batch.spoiled) * batch.pack_g
    conversions = rulebook(certificate.rulebook).marks.conversions_of(certificate.product.kind)
    return rules.quota(
        year=year,
        certified_kg=certificate.certified_kg,
        pack_g=pack_g,
        # The form of the product is not recorded: the smallest share among its kind's forms is on the safe side.
        label_loss=min(conversion.label_loss for conversion in conversions),
        issued_g=issued_g,
        voided_g=voided_g,
    )


def batch_of(unit: UnitCode) -> LabelBatch | None:
    """The batch in whose range a label's counter lies; None if it was never issued."""
    batch = (
        LabelBatch.objects.filter(epoch_id=unit.epoch, first_counter__lte=unit.counter)
        .select_related(
            "certificate__body",
            "certificate__enterprise__division",
            "certificate__product",
            "certificate__standard",
        )
        .prefetch_related("certificate__state_changes")
        .order_by("-first_counter")
        .first()
    )
    return batch if batch and unit.counter < batch.first_counter + batch.count else None


def serial_of(unit: UnitCode, batch: LabelBatch) -> int:
    """The place of a label in its batch, counted from 1."""
    return unit.counter - batch.first_counter + 1


def voided_spans(batch: LabelBatch) -> list[rules.Span]:
    """The ranges of a batch that were voided one by one."""
    return [(span.first, span.count) for span in batch.voided_ranges.all()]


def total_of(unit: UnitCode) -> ScanTotal | None:
    """How often a label was checked; None if never."""
    return ScanTotal.objects.filter(epoch=unit.epoch, counter=unit.counter).first()


def scans_of(unit: UnitCode) -> QuerySet[Scan]:
    """Every check of a label."""
    return Scan.objects.filter(epoch=unit.epoch, counter=unit.counter)


def unit_code(batch: LabelBatch, serial: int) -> str:
    """The code on one label of a batch. IndexError for a serial that the batch does not have."""
    if not 1 <= serial <= batch.count:
        raise IndexError(serial)
    key = keyring().key(batch.epoch_id)
    (code,) = chain.from_iterable(
        bulk.codes(key, epoch=batch.epoch_id, first=batch.first_counter + serial - 1, count=1)
    )
    return code


def verification_url(code: str) -> str:
    """The address that a label's QR code holds."""
    return f"{settings.PUBLIC_URL}/v/{code}"


def gs1_url(gtin: str, code: str) -> str:
    """The same as a GS1 Digital Link, for a product that has a GTIN."""
    return f"{settings.PUBLIC_URL}/01/{gtin}/21/{code}"


def code_lines(batch: LabelBatch) -> Iterator[bytes]:
    """The labels of a batch as CSV for a printer, a chunk at a time; voided labels are left out.

    UTF-8 with a byte order mark; columns `code` (grouped, as it is printed under the mark), `url` (what the QR code
    holds), `lot`, `serial` (from 1), `gs1_url` (empty without a GTIN). Nothing is stored: the codes are computed.
    """
    yield BYTE_ORDER_MARK + _csv([COLUMNS])
    if batch.state == BatchState.VOIDED:
        return
    key = keyring().key(batch.epoch_id)
    for first, count in rules.remaining(batch.count, voided_spans(batch)):
        serial = first
        for codes in bulk.codes(
            key, epoch=batch.epoch_id, first=batch.first_counter + first - 1, count=count
        ):
            yield _csv(_row(batch, code, serial + place) for place, code in enumerate(codes))
            serial += len(codes)


def _row(batch: LabelBatch, code: str, serial: int) -> tuple[str, ...]:
    linked = gs1_url(batch.gtin, code) if batch.gtin else ""
    return display(code), verification_url(code), batch.lot, str(serial), linked


def _csv(rows: object) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)  # type: ignore[arg-type]
    return text.getvalue().encode()
