"""Tables of matters, their parties, and assignments."""

from django.db import models
from django.db.models import Q

from yinxin.draws.models import Draw
from yinxin.experts.assignments.lifecycle import AssignmentState
from yinxin.experts.pool.models import Expert
from yinxin.people.models import Division, Organisation


class Purpose(models.TextChoices):
    """What experts are wanted for."""

    REVIEW = "review"  # of a draft standard
    STUDY = "study"  # in the field
    TRAINING = "training"
    CONSULTATION = "consultation"


class Matter(models.Model):
    """What experts are wanted for. `subject_of` is the thing as the register names it (`project/XM2024-003`)."""

    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    subject_of = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=160)
    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # who wants them
    starts_on = models.DateField()
    ends_on = models.DateField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    is_invented = models.BooleanField(default=False)

    class Meta:
        app_label = "experts"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")), name="experts_matter_ends_after_start"
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> str:
        """The matter as the register names it."""
        return f"matter/{self.pk}"


class PartyKind(models.TextChoices):
    """How somebody is interested in a matter."""

    PROPOSER = "proposer"
    DRAFTER = "drafter"
    APPLICANT = "applicant"
    OTHER = "other"


class Party(models.Model):
    """An organisation, or an expert in person, with an interest in a matter."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="parties")
    kind = models.CharField(max_length=10, choices=PartyKind.choices)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120)
    expert = models.ForeignKey(Expert, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        app_label = "experts"
        ordering = ("matter", "id")

    def __str__(self) -> str:
        return self.name


class Seat(models.TextChoices):
    """What part an expert has."""

    MEMBER = "member"
    CHAIR = "chair"


class Assignment(models.Model):
    """One expert's part in a matter, drawn by lot (`draw`) or named.

    `declaration` is what was declared: of whoever accepts the parties against which nothing stands, one a line; of
    whoever steps aside the reason. `end_reason` is empty where a conflict with a new party ended the assignment.
    """

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="assignments")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="assignments")
    seat = models.CharField(max_length=8, choices=Seat.choices, default=Seat.MEMBER)
    draw = models.ForeignKey(Draw, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(
        max_length=14,
        choices=[(state.value, state.value) for state in AssignmentState],
        default=AssignmentState.INVITED.value,
    )
    invited_at = models.DateTimeField()
    answer_due_on = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True)
    declaration = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.TextField(blank=True)
    hours = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    is_punctual = models.BooleanField(null=True, blank=True)
    feedback = models.TextField(blank=True)

    class Meta:
        app_label = "experts"
        ordering = ("matter", "id")
        constraints = (
            models.UniqueConstraint(fields=("matter", "expert"), name="experts_assigned_once"),
            models.UniqueConstraint(
                fields=("matter",),
                condition=Q(
                    seat=Seat.CHAIR.value,
                    state__in=[
                        AssignmentState.INVITED.value,
                        AssignmentState.ACCEPTED.value,
                        AssignmentState.DONE.value,
                    ],
                ),
                name="experts_one_chair",
            ),
        )

    def __str__(self) -> str:
        return f"{self.matter_id} {self.expert_id}"

    @property
    def subject(self) -> str:
        """The assignment as the register names it."""
        return f"assignment/{self.pk}"
