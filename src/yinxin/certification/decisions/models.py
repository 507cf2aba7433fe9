"""Tables of reviews and decisions."""

from django.db import models

from yinxin.certification.applications.models import Application
from yinxin.people.models import Office


class Outcome(models.TextChoices):
    """What is recommended or decided."""

    GRANTED = "granted"
    REFUSED = "refused"


class Review(models.Model):
    """The recommendation of a person who did not evaluate."""

    application = models.OneToOneField(Application, models.PROTECT, related_name="review")
    recommendation = models.CharField(max_length=8, choices=Outcome.choices)
    reasons = models.TextField()
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()

    class Meta:
        app_label = "certification"

    def __str__(self) -> str:
        return f"{self.application_id} {self.recommendation}"


class Decision(models.Model):
    """The decision, signed first by the certifier, then by the head of the body."""

    application = models.OneToOneField(Application, models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    reasons = models.TextField()
    certifier = models.ForeignKey(Office, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    head = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    countersigned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "certification"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(head__isnull=True, countersigned_at__isnull=True)
                | models.Q(head__isnull=False, countersigned_at__gte=models.F("decided_at")),
                name="certification_countersigned_after_decision",
            ),
        )

    def __str__(self) -> str:
        return f"{self.application_id} {self.outcome}"
