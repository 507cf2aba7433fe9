"""Tables of field studies, samples, measurements and photos."""

from django.db import models
from django.db.models import Q

from yinxin.ledgers.models import Enterprise
from yinxin.people.models import Division, Office
from yinxin.standards.projects.models import Project
from yinxin.standards.studies.lifecycle import StudyState


class FieldStudy(models.Model):
    """A journey for a project: where, when, why, whom one met and what one saw. Degrees are WGS 84."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="studies")
    purpose = models.CharField(max_length=200)
    place = models.CharField(max_length=120)
    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, null=True, blank=True, related_name="studies")
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    altitude_m = models.IntegerField(null=True, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    state = models.CharField(
        max_length=8,
        choices=[(state.value, state.value) for state in StudyState],
        default=StudyState.PLANNED.value,
    )
    met = models.TextField(blank=True)  # people met: never public
    findings = models.TextField(blank=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    is_invented = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        app_label = "standards"
        ordering = ("-starts_on", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")), name="standards_study_ends_after_start"
            ),
        )

    def __str__(self) -> str:
        return f"{self.place} {self.starts_on}"

    @property
    def subject(self) -> str:
        """The study as the register names it."""
        return f"study/{self.pk}"


class Sample(models.Model):
    """What was taken along: of what, where exactly, when, how much."""

    study = models.ForeignKey(FieldStudy, models.CASCADE, related_name="samples")
    code = models.CharField(max_length=20)
    what = models.CharField(max_length=80)
    place = models.CharField(max_length=120, blank=True)
    taken_on = models.DateField()
    amount = models.CharField(max_length=40, blank=True)

    class Meta:
        app_label = "standards"
        ordering = ("study", "code")
        constraints = (models.UniqueConstraint(fields=("study", "code"), name="standards_sample_code_once"),)

    def __str__(self) -> str:
        return self.code


class Measurement(models.Model):
    """A value of an item, of a sample or taken on the spot."""

    study = models.ForeignKey(FieldStudy, models.CASCADE, related_name="measurements")
    sample = models.ForeignKey(Sample, models.CASCADE, null=True, blank=True, related_name="measurements")
    item = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=14, decimal_places=5)
    unit = models.CharField(max_length=20, blank=True)
    instrument = models.CharField(max_length=80, blank=True)
    method = models.CharField(max_length=60, blank=True)
    measured_on = models.DateField()

    class Meta:
        app_label = "standards"
        ordering = ("item", "id")

    def __str__(self) -> str:
        return f"{self.item} {self.value} {self.unit}".strip()


class StudyPhoto(models.Model):
    """A photo of a study, with what it shows."""

    study = models.ForeignKey(FieldStudy, models.CASCADE, related_name="photos")
    file = models.ImageField(upload_to="studies/%Y/")
    caption = models.CharField(max_length=120, blank=True)
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField()

    class Meta:
        app_label = "standards"
        ordering = ("id",)

    def __str__(self) -> str:
        return self.caption
