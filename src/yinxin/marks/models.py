"""Tables of label batches, voided ranges and scans. A unit code is not a row: its counter lies in a batch's range."""

from django.db import models
from django.db.models import Q

from yinxin.certification.models import Certificate
from yinxin.marks.lifecycle import BatchState
from yinxin.people.models import Office


class Epoch(models.Model):
    """A key epoch and the next counter that nobody has. Counters are drawn under this row's lock and never reused."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    next_counter = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)


class LabelBatch(models.Model):
    """Labels of one lot of one certified product: the counters first … first + count - 1 of an epoch."""

    number = models.CharField(max_length=20, unique=True)
    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="label_batches")
    lot = models.CharField(max_length=40)
    produced_on = models.DateField()
    gtin = models.CharField(max_length=14, blank=True)
    pack_g = models.PositiveIntegerField()
    epoch = models.ForeignKey(Epoch, models.PROTECT, related_name="batches")
    first_counter = models.BigIntegerField()
    count = models.PositiveIntegerField()
    state = models.CharField(
        max_length=8,
        choices=[(state.value, state.value) for state in BatchState],
        default=BatchState.ISSUED.value,
    )
    issued_at = models.DateTimeField()
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=("epoch", "first_counter"), name="marks_batch_starts_once"),
            models.CheckConstraint(condition=Q(count__gt=0), name="marks_batch_is_not_empty"),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """The batch as the register names it."""
        return f"label_batch/{self.number}"


class VoidedRange(models.Model):
    """Labels of a batch that were spoiled, lost or recalled: its serials first … first + count - 1, counted from 1."""

    batch = models.ForeignKey(LabelBatch, models.PROTECT, related_name="voided_ranges")
    first = models.PositiveIntegerField()
    count = models.PositiveIntegerField()
    reason = models.CharField(max_length=200)
    voided_at = models.DateTimeField()

    class Meta:
        ordering = ("batch", "first")
        constraints = (
            models.CheckConstraint(condition=Q(count__gt=0), name="marks_voided_range_is_not_empty"),
        )

    def __str__(self) -> str:
        return f"{self.batch_id} {self.first}+{self.count}"


class ScanTotal(models.Model):
    """How often one label was checked. Only labels that were checked have a row."""

    epoch = models.PositiveSmallIntegerField()
    counter = models.BigIntegerField()
    times = models.PositiveIntegerField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("epoch", "counter"), name="marks_one_total_a_label"),)

    def __str__(self) -> str:
        return f"{self.epoch}/{self.counter}: {self.times}"


class Scan(models.Model):
    """One check of one label. `place` and `device` are salted hashes, dropped after 90 days (PIPL 6, 19).

    A check of a text that is no code of ours has no counter.
    """

    at = models.DateTimeField(db_index=True)
    epoch = models.PositiveSmallIntegerField(null=True, blank=True)
    counter = models.BigIntegerField(null=True, blank=True)
    verdict = models.CharField(max_length=12)
    place = models.CharField(max_length=40, blank=True)
    device = models.CharField(max_length=32, blank=True)

    class Meta:
        indexes = (models.Index(fields=("epoch", "counter", "at"), name="marks_scans_of_a_label"),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.verdict}"
