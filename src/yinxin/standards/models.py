"""Tables of proposals, standards, clauses and indicators."""

from django.db import models
from django.db.models import Q

from yinxin.ledgers.models import Industry
from yinxin.people.models import Division, Organisation
from yinxin.standards.lifecycle import ProposalState, StandardState


class Proposal(models.Model):
    """A request for a standard (研制目录征集)."""

    title = models.CharField(max_length=120)
    industry = models.ForeignKey(Industry, models.PROTECT, null=True, blank=True)
    reason = models.TextField(blank=True)
    division = models.ForeignKey(Division, models.PROTECT)
    proposer = models.ForeignKey(Organisation, models.PROTECT)
    proposed_on = models.DateField()
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in ProposalState],
        default=ProposalState.PROPOSED.value,
    )
    decided_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    is_invented = models.BooleanField(default=False)

    class Meta:
        ordering = ("-proposed_on", "id")

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> str:
        """The proposal as the register names it."""
        return f"proposal/{self.pk}"


class Standard(models.Model):
    """A certification standard.

    `number` is canonical (T/NMSP MZB02.14-2023), `printed_number` as its owner prints it.
    """

    number = models.CharField(max_length=40, unique=True)
    printed_number = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    title_en = models.CharField(max_length=160, blank=True)
    product_kinds = models.JSONField(default=list)  # codes of the rulebook
    industry = models.ForeignKey(Industry, models.PROTECT, null=True, blank=True, related_name="standards")
    division = models.ForeignKey(
        Division, models.PROTECT, related_name="standards"
    )  # whose products it is for
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in StandardState],
        default=StandardState.DRAFT.value,
    )
    published_on = models.DateField(null=True, blank=True)
    effective_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    is_placeholder = models.BooleanField(default=False)  # the real number or text is not public

    class Meta:
        ordering = ("number",)
        constraints = (
            models.CheckConstraint(
                condition=Q(state=StandardState.DRAFT.value, published_on__isnull=True)
                | (~Q(state=StandardState.DRAFT.value) & Q(published_on__isnull=False)),
                name="standards_published_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(state=StandardState.WITHDRAWN.value, withdrawn_on__isnull=False)
                | (~Q(state=StandardState.WITHDRAWN.value) & Q(withdrawn_on__isnull=True)),
                name="standards_withdrawn_has_its_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.printed_number} {self.title}"

    @property
    def subject(self) -> str:
        """The standard as the register names it."""
        return f"standard/{self.number}"


class ClauseKind(models.TextChoices):
    """What a clause asks about."""

    ORIGIN = "origin"
    INPUT = "input"
    PROCESS = "process"
    INDICATOR = "indicator"
    INSPECTION = "inspection"
    MARK = "mark"
    PROCEDURE = "procedure"


class Clause(models.Model):
    """One requirement. `origin` holds, for an origin rule, any of divisions, box and altitude (see `rules.Origin`)."""

    standard = models.ForeignKey(Standard, models.CASCADE, related_name="clauses")
    number = models.CharField(max_length=12)
    ordinal = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=ClauseKind.choices)
    title = models.CharField(max_length=80)
    text = models.TextField()
    is_critical = models.BooleanField(default=False)
    origin = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ("standard", "ordinal")
        constraints = (
            models.UniqueConstraint(fields=("standard", "number"), name="standards_clause_number_once"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Comparison(models.TextChoices):
    """How a measured value is held against a limit."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BETWEEN = "between"


class Indicator(models.Model):
    """A limit (and an upper one for BETWEEN), with the national limit that it goes beyond."""

    clause = models.ForeignKey(Clause, models.CASCADE, related_name="indicators")
    item = models.CharField(max_length=60)
    unit = models.CharField(max_length=20, blank=True)
    comparison = models.CharField(max_length=8, choices=Comparison.choices)
    limit = models.DecimalField(max_digits=12, decimal_places=4)
    upper = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    national_limit = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    national_basis = models.CharField(max_length=60, blank=True)
    method = models.CharField(max_length=60, blank=True)
    is_placeholder = models.BooleanField(default=False)

    class Meta:
        ordering = ("clause", "id")

    def __str__(self) -> str:
        return self.item
