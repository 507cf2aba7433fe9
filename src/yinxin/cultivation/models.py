"""Tables of the pool, of readiness and of visits."""

from django.db import models
from django.db.models import Q

from yinxin.cultivation.lifecycle import MembershipState
from yinxin.ledgers.models import Enterprise, Product
from yinxin.people.models import Office
from yinxin.standards.texts.models import Clause


class Membership(models.Model):
    """One stay in the pool. An enterprise may come back: then it has a second row."""

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="memberships")
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in MembershipState],
        default=MembershipState.NOMINATED.value,
    )
    nominated_on = models.DateField()
    reason = models.TextField()
    admitted_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    left_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("enterprise",),
                condition=Q(state__in=[MembershipState.NOMINATED.value, MembershipState.ADMITTED.value]),
                name="cultivation_one_open_stay",
            ),
        )

    def __str__(self) -> str:
        return f"{self.enterprise} {self.state}"


class Fulfilment(models.TextChoices):
    """How far a clause is met."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"


class Assessment(models.Model):
    """How far a product meets one clause, by whom and when. The latest word stands; the register keeps the earlier."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="assessments")
    clause = models.ForeignKey(Clause, models.PROTECT, related_name="+")
    fulfilment = models.CharField(max_length=14, choices=Fulfilment.choices)
    note = models.TextField(blank=True)
    evidence = models.FileField(upload_to="readiness/%Y/", blank=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    assessed_at = models.DateTimeField()

    class Meta:
        ordering = ("clause__ordinal",)
        constraints = (
            models.UniqueConstraint(fields=("product", "clause"), name="cultivation_one_assessment_a_clause"),
        )

    def __str__(self) -> str:
        return f"{self.product_id} {self.clause_id} {self.fulfilment}"


class Visit(models.Model):
    """What was seen and needed at an enterprise on a day."""

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="visits")
    visited_on = models.DateField()
    met = models.CharField(max_length=120, blank=True)
    summary = models.TextField()
    needs = models.TextField(blank=True)
    photo = models.ImageField(upload_to="visits/%Y/", blank=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("-visited_on", "-id")

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.visited_on}"
