"""Tables of the expert pool."""

from django.db import models
from django.db.models import Q

from yinxin.experts.pool.lifecycle import ExpertState
from yinxin.people.models import Division, Organisation, User


class Expert(models.Model):
    """A person in the pool, or on the way into it. `fields` are codes of `rules.ExpertField`.

    `criteria` is {code of the rulebook's criterion: what shows that it is met}, kept at admission. `body` is the one
    certification body that the person belongs to (认证认可条例 art. 14). `term_until` is the last day of the term.
    """

    name = models.CharField(max_length=40)
    user = models.OneToOneField(User, models.PROTECT, null=True, blank=True, related_name="expert")
    employer = models.CharField(max_length=120, blank=True)  # as recommended; ties carry the dates
    title = models.CharField(max_length=60, blank=True)  # 职称
    speciality = models.CharField(max_length=120, blank=True)
    in_field_since = models.PositiveSmallIntegerField(null=True, blank=True)  # year
    fields = models.JSONField(default=list)
    division = models.ForeignKey(Division, models.PROTECT)  # who recommended
    body = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(
        max_length=12,
        choices=[(state.value, state.value) for state in ExpertState],
        default=ExpertState.RECOMMENDED.value,
    )
    recommended_on = models.DateField()
    admitted_on = models.DateField(null=True, blank=True)
    term_until = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    criteria = models.JSONField(default=dict)
    is_invented = models.BooleanField(default=False)

    class Meta:
        app_label = "experts"
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(state=ExpertState.ADMITTED.value)
                | Q(admitted_on__isnull=False, term_until__gte=models.F("admitted_on")),
                name="experts_admitted_has_a_term",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        """The expert as the register names it: never by name."""
        return f"expert/{self.pk}"


class TieKind(models.TextChoices):
    """What binds an expert to an organisation. `DECLARED` is whatever else the expert says would bias the work."""

    EMPLOYER = "employer"
    OWNERSHIP = "ownership"
    CONSULTANCY = "consultancy"
    FAMILY = "family"
    DECLARED = "declared"


class Tie(models.Model):
    """One tie, from a day until a day (open: still). Named, and linked where the organisation is known here."""

    expert = models.ForeignKey(Expert, models.CASCADE, related_name="ties")
    kind = models.CharField(max_length=12, choices=TieKind.choices)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    organisation_name = models.CharField(max_length=120)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)  # last day
    note = models.CharField(max_length=200, blank=True)
    entered_at = models.DateTimeField()
    is_own_entry = models.BooleanField(default=False)  # entered by the expert

    class Meta:
        app_label = "experts"
        ordering = ("expert", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=models.F("since")),
                name="experts_tie_ends_after_start",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.organisation_name}"


class Qualification(models.Model):
    """A title, licence or certificate of a person, with the last day of its validity if it has one."""

    expert = models.ForeignKey(Expert, models.CASCADE, related_name="qualifications")
    name = models.CharField(max_length=80)
    number = models.CharField(max_length=60, blank=True)
    issuer = models.CharField(max_length=120, blank=True)
    obtained_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    file = models.FileField(upload_to="experts/%Y/", blank=True)
    is_own_entry = models.BooleanField(default=False)

    class Meta:
        app_label = "experts"
        ordering = ("expert", "id")

    def __str__(self) -> str:
        return self.name


class Absence(models.Model):
    """Days on which an expert takes no work, both included."""

    expert = models.ForeignKey(Expert, models.CASCADE, related_name="absences")
    since = models.DateField()
    until = models.DateField()
    note = models.CharField(max_length=120, blank=True)
    is_own_entry = models.BooleanField(default=False)

    class Meta:
        app_label = "experts"
        ordering = ("expert", "since")
        constraints = (
            models.CheckConstraint(
                condition=Q(until__gte=models.F("since")), name="experts_absence_ends_after_start"
            ),
        )

    def __str__(self) -> str:
        return f"{self.since} – {self.until}"


class Training(models.Model):
    """A training that an expert attended."""

    expert = models.ForeignKey(Expert, models.CASCADE, related_name="trainings")
    title = models.CharField(max_length=120)
    held_on = models.DateField()
    hours = models.DecimalField(max_digits=5, decimal_places=1)
    is_passed = models.BooleanField(default=True)

    class Meta:
        app_label = "experts"
        ordering = ("expert", "-held_on")

    def __str__(self) -> str:
        return self.title
