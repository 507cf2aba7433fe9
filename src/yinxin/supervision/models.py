"""Tables of reports, cases, findings and suspension requests."""

from django.db import models

from yinxin.certification.models import Certificate
from yinxin.people.models import Division, Office
from yinxin.supervision.lifecycle import CaseState, ReportState, RequestState


class Report(models.Model):
    """A tip from anyone. Contact is optional, and read by the handling regulator only."""

    tracking = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=30)  # a misuse kind of the rulebook
    code_text = models.CharField(max_length=40, blank=True)  # as it was typed or scanned
    certificate = models.ForeignKey(
        Certificate, models.PROTECT, null=True, blank=True, related_name="reports"
    )
    division = models.ForeignKey(Division, models.PROTECT)  # who handles it
    place = models.CharField(max_length=160, blank=True)
    text = models.TextField()
    photo = models.ImageField(upload_to="reports/%Y/", blank=True)
    contact = models.CharField(max_length=80, blank=True)
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in ReportState],
        default=ReportState.RECEIVED.value,
    )
    received_at = models.DateTimeField()
    answer = models.TextField(blank=True)  # shown to whoever has the tracking number
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.tracking

    @property
    def subject(self) -> str:
        """The report as the register names it."""
        return f"report/{self.tracking}"


class Case(models.Model):
    """An inspector's case. `revision` grows with every act, so that the second of two persons is told."""

    number = models.CharField(max_length=16, unique=True)
    report = models.OneToOneField(Report, models.PROTECT, null=True, blank=True, related_name="case")
    certificate = models.ForeignKey(Certificate, models.PROTECT, null=True, blank=True, related_name="cases")
    kind = models.CharField(max_length=30)
    division = models.ForeignKey(Division, models.PROTECT)
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in CaseState],
        default=CaseState.OPEN.value,
    )
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Office, models.PROTECT, related_name="+")
    conclusion = models.TextField(blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)  # confirmed or dismissed
    closed_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """The case as the register names it."""
        return f"case/{self.number}"


class Finding(models.Model):
    """What an inspector saw, where and when."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="findings")
    text = models.TextField()
    place = models.CharField(max_length=160, blank=True)
    photo = models.ImageField(upload_to="findings/%Y/", blank=True)
    seen_on = models.DateField()
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.case_id} {self.seen_on}"


class SuspensionRequest(models.Model):
    """What an inspector asks of a body, and its answer. Due within the rulebook's days after confirmation."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="suspension_requests")
    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="suspension_requests")
    reason_code = models.CharField(max_length=8)
    reason = models.TextField()
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=8,
        choices=[(state.value, state.value) for state in RequestState],
        default=RequestState.ASKED.value,
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.case_id} {self.certificate_id}"

    @property
    def subject(self) -> str:
        """The request as the register names it."""
        return f"suspension_request/{self.pk}"
