"""Tables of evaluators, element reports, nonconformities and test reports."""

from django.db import models
from django.db.models import Q

from yinxin.certification.applications.models import Application
from yinxin.certification.evaluations.lifecycle import NonconformityState
from yinxin.people.models import Office
from yinxin.standards.texts.models import Clause, Indicator


class Evaluator(models.Model):
    """Somebody who took part in the evaluation of a case, in whatever way, and so neither reviews nor decides it."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="evaluators")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    since = models.DateTimeField()

    class Meta:
        app_label = "certification"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("application", "office"), name="certification_evaluator_once"),
        )

    def __str__(self) -> str:
        return f"{self.application_id} {self.office_id}"


class ElementReport(models.Model):
    """What one evaluation element showed. The latest report of an element stands; `replaced_at` marks the earlier."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="element_reports")
    element = models.CharField(max_length=20)  # of the rulebook: documents | site | test
    conforms = models.BooleanField()
    summary = models.TextField()
    started_on = models.DateField()
    finished_on = models.DateField()
    man_days = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "certification"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("application", "element"),
                condition=Q(replaced_at__isnull=True),
                name="certification_one_report_an_element",
            ),
            models.CheckConstraint(
                condition=Q(finished_on__gte=models.F("started_on")),
                name="certification_report_ends_after_start",
            ),
        )

    def __str__(self) -> str:
        return f"{self.application_id} {self.element}"


class Nonconformity(models.Model):
    """A requirement that is not met, with its grade and the day by which it must be corrected."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="nonconformities")
    number = models.CharField(max_length=8)  # N-01 within the case
    clause = models.ForeignKey(Clause, models.PROTECT, related_name="+")
    grade = models.CharField(max_length=12)  # of the rulebook
    statement = models.TextField()
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in NonconformityState],
        default=NonconformityState.OPEN.value,
    )
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(Office, models.PROTECT, related_name="+")
    due_on = models.DateField()
    answer = models.TextField(blank=True)
    evidence = models.FileField(upload_to="corrections/%Y/", blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    verification = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "certification"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("application", "number"), name="certification_nonconformity_number"
            ),
        )

    def __str__(self) -> str:
        return self.number


class TestReport(models.Model):
    """A laboratory's report. Refused by the actions where the CMA does not cover the day of the test."""

    __test__ = False  # pytest: a table, not a test

    application = models.ForeignKey(Application, models.PROTECT, related_name="test_reports")
    number = models.CharField(max_length=40)
    laboratory = models.CharField(max_length=120)
    cma_number = models.CharField(max_length=12)
    cma_until = models.DateField()
    sampled_on = models.DateField()
    tested_on = models.DateField()
    sample = models.CharField(max_length=60)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        app_label = "certification"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("application", "number"), name="certification_test_report_once"),
        )

    def __str__(self) -> str:
        return self.number


class TestResult(models.Model):
    """One measured value beside the limit that it was judged against."""

    __test__ = False

    report = models.ForeignKey(TestReport, models.PROTECT, related_name="results")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=12, decimal_places=4)
    conforms = models.BooleanField()

    class Meta:
        app_label = "certification"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("report", "indicator"), name="certification_one_value_an_indicator"
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.value}"
