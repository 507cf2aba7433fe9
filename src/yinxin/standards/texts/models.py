"""Tables of standards, their versions, clauses and indicators."""

from django.db import models
from django.db.models import Q

from yinxin.ledgers.models import Industry
from yinxin.people.models import Division, Office
from yinxin.standards.texts.lifecycle import StandardState


class Standard(models.Model):
    """A certification standard.

    `number` is canonical (T/NMSP MZB02.14-2023), `printed_number` as its owner prints it; both are empty until a draft
    gets its number. `replaces` is the standard that this one supersedes when it is published.
    """

    number = models.CharField(max_length=40, blank=True)
    printed_number = models.CharField(max_length=40, blank=True)
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
    reviewed_on = models.DateField(null=True, blank=True)  # of the last periodic review (复审)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="successors")
    superseded_on = models.DateField(null=True, blank=True)  # the successor takes effect
    transition_until = models.DateField(null=True, blank=True)  # last day for certificates that name this one
    withdrawn_on = models.DateField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)  # grows with every change of a draft's text
    ics = models.CharField(max_length=40, blank=True)  # International Classification for Standards
    ccs = models.CharField(max_length=20, blank=True)  # 中国标准文献分类
    source = models.CharField(max_length=200, blank=True)
    is_placeholder = models.BooleanField(default=False)  # the real number or text is not public

    class Meta:
        app_label = "standards"
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
            models.UniqueConstraint(
                fields=("number",), condition=~Q(number=""), name="standards_number_is_unique"
            ),
            models.CheckConstraint(
                condition=Q(state=StandardState.DRAFT.value) | ~Q(number=""),
                name="standards_published_has_its_number",
            ),
            models.CheckConstraint(
                condition=~Q(state=StandardState.SUPERSEDED.value)
                | Q(superseded_on__isnull=False, transition_until__gte=models.F("superseded_on")),
                name="standards_superseded_has_its_transition",
            ),
        )

    def __str__(self) -> str:
        return f"{self.printed_number} {self.title}".strip()

    @property
    def subject(self) -> str:
        """The standard as the register names it."""
        return f"standard/{self.pk}"


class Version(models.Model):
    """The text as it stood when it was frozen for a stage. `text` is `rules.snapshot` of the clauses, never changed."""

    standard = models.ForeignKey(Standard, models.CASCADE, related_name="versions")
    ordinal = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=20)  # what it was frozen for: a stage of the project
    text = models.JSONField()
    sha256 = models.CharField(max_length=64)  # of the canonical JSON of the text; stands in the register
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField()

    class Meta:
        app_label = "standards"
        ordering = ("standard", "ordinal")
        constraints = (
            models.UniqueConstraint(fields=("standard", "ordinal"), name="standards_version_ordinal_once"),
        )

    def __str__(self) -> str:
        return f"{self.standard_id} {self.ordinal} {self.label}"


class ClauseKind(models.TextChoices):
    """What a clause asks about. The first four order the text and ask for nothing (GB/T 1.1)."""

    SCOPE = "scope"
    REFERENCES = "references"
    TERMS = "terms"
    HEADING = "heading"
    ORIGIN = "origin"
    INPUT = "input"
    PROCESS = "process"
    INDICATOR = "indicator"
    INSPECTION = "inspection"
    MARK = "mark"
    PROCEDURE = "procedure"


ORDERING_KINDS = frozenset({ClauseKind.SCOPE, ClauseKind.REFERENCES, ClauseKind.TERMS, ClauseKind.HEADING})


class Annex(models.TextChoices):
    """What an annex is for (GB/T 1.1-2020, 9.5): it asks as the chapters do (规范性), or it explains (资料性)."""

    NORMATIVE = "normative"
    INFORMATIVE = "informative"


class Clause(models.Model):
    """One requirement, or a part that orders the text (`ORDERING_KINDS`).

    The tree is implied by order and `depth` (1 for a chapter or an annex); editing a draft renumbers it. `annex` is set
    for the head of an annex, empty for all else. `origin` holds, for an origin rule, any of divisions, box, polygon and
    altitude (see `rules.Origin`). `succeeds` is the clause of the replaced standard that this one was copied from.
    `revision` is that of the standard's text in which this clause was last changed.
    """

    standard = models.ForeignKey(Standard, models.CASCADE, related_name="clauses")
    number = models.CharField(max_length=12)
    ordinal = models.PositiveSmallIntegerField()
    depth = models.PositiveSmallIntegerField(default=1)
    annex = models.CharField(max_length=11, choices=Annex.choices, blank=True)
    kind = models.CharField(max_length=12, choices=ClauseKind.choices)
    title = models.CharField(max_length=80)
    text = models.TextField(blank=True)
    is_critical = models.BooleanField(default=False)
    origin = models.JSONField(null=True, blank=True)
    succeeds = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        app_label = "standards"
        ordering = ("standard", "ordinal")
        constraints = (
            models.UniqueConstraint(fields=("standard", "number"), name="standards_clause_number_once"),
            models.CheckConstraint(
                condition=Q(annex="") | Q(depth=1), name="standards_annex_stands_beside_chapters"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def asks(self) -> bool:
        """Whether this is a requirement; the others order the text."""
        return self.kind not in ORDERING_KINDS


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
        app_label = "standards"
        ordering = ("clause", "id")

    def __str__(self) -> str:
        return self.item
