"""An address to try for each verdict, found anew each time: what a label answers changes as people check it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.urls import reverse

from yinxin.kernel.alphabet import SYMBOLS
from yinxin.kernel.identifiers import gtin as gtins
from yinxin.marks import queries
from yinxin.marks.codes.unit_code import UnitCode, encode
from yinxin.marks.keys import keyring
from yinxin.marks.models import Epoch, LabelBatch, ScanTotal
from yinxin.marks.verification import Answer, Reason, verdict

# Neither has a label: one is a code under a key that nobody has, the other a product of nobody.
FOREIGN_KEY = sha256(b"a key of no installation").digest()
FOREIGN_GTIN = gtins.to_gtin14(gtins.with_check_digit("952000000000"))
FAR_BEYOND = 10**9  # counters that are not issued yet

_ANSWERS, _REASONS = list(Answer), list(Reason)


@dataclass(frozen=True, slots=True)
class Address:
    """What one would be told at a path now."""

    answer: Answer
    reason: Reason
    path: str


def addresses(*, now: datetime) -> list[Address]:
    """One address for each verdict and reason that can be shown, the genuine first."""
    found: dict[tuple[Answer, Reason], Address] = {}
    for code, gtin in _candidates():
        given = verdict(code, gtin=gtin, at=now)
        path = (
            reverse("public:verify_gs1", kwargs={"gtin": gtin, "code": code})
            if gtin
            else reverse("public:verify", kwargs={"code": code})
        )
        found.setdefault((given.verdict, given.reason), Address(given.verdict, given.reason, path))
    order = sorted(found, key=lambda key: (_ANSWERS.index(key[0]), _REASONS.index(key[1])))
    return [found[key] for key in order]


def _candidates() -> Iterator[tuple[str, str]]:
    """Codes, each with the product number of its address or none."""
    batches = LabelBatch.objects.prefetch_related("voided_ranges").order_by("-produced_on", "-id")
    last = ""
    for batch in batches:
        for serial in _serials(batch):
            last = queries.unit_code(batch, serial)
            yield last, ""
        if batch.gtin:
            yield last, FOREIGN_GTIN
    epoch = Epoch.objects.order_by("number").last()
    if epoch is None:
        return
    yield _mistyped(last), ""
    yield encode(UnitCode(epoch.number, 0), FOREIGN_KEY), ""
    yield encode(UnitCode(epoch.number, epoch.next_counter + FAR_BEYOND), keyring().key(epoch.number)), ""


def _serials(batch: LabelBatch) -> list[int]:
    """A voided label, those checked most often, and one that nobody has checked."""
    voided = [span.first for span in batch.voided_ranges.all()[:1]]
    counters = range(batch.first_counter, batch.first_counter + batch.count)
    totals = ScanTotal.objects.filter(
        epoch=batch.epoch_id, counter__gte=counters.start, counter__lt=counters.stop
    )
    checked = [counter - counters.start + 1 for counter in totals.values_list("counter", flat=True)]
    often = totals.order_by("-times", "counter").values_list("counter", flat=True)[:2]
    fresh = next((serial for serial in range(1, batch.count + 1) if serial not in set(checked)), None)
    return [*voided, *(counter - counters.start + 1 for counter in often), *([fresh] if fresh else [])]


def _mistyped(code: str) -> str:
    """The code with another last character, as a slip of the finger leaves it."""
    return code[:-1] + SYMBOLS[(SYMBOLS.index(code[-1]) + 1) % len(SYMBOLS)]
