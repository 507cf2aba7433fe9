"""Tables of projects, their stages, drafters and papers."""

from django.db import models
from django.db.models import Q

from yinxin.experts.pool.models import Expert
from yinxin.ledgers.models import Industry
from yinxin.people.models import Division, Office, Organisation
from yinxin.standards.calls.models import Proposal
from yinxin.standards.projects.lifecycle import STAGES, ProjectState
from yinxin.standards.texts.models import Standard

COMMENT_VERSION, APPROVED_VERSION = "comment", "approval"  # for what a text is frozen here


class ProjectKind(models.TextChoices):
    """Whether a project makes a new standard, replaces one, or amends one (修改单)."""

    NEW = "new"
    REVISION = "revision"
    AMENDMENT = "amendment"


class Project(models.Model):
    """One standard on its way. `standard` is its text; `revises` is the published one that it replaces or amends.

    `lapses_on` is the last day before an idle project lapses; every move to a stage sets it anew. `comment_until` is
    the last day of the present public comment, `passed_by` who concluded the review that it passed. `revision` grows
    with every act.
    """

    number = models.CharField(max_length=16, unique=True)  # XM2024-003
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=ProjectKind.choices, default=ProjectKind.NEW)
    proposals = models.ManyToManyField(Proposal, related_name="projects", blank=True)
    standard = models.OneToOneField(Standard, models.PROTECT, related_name="project")
    revises = models.ForeignKey(Standard, models.PROTECT, null=True, blank=True, related_name="revisions")
    industry = models.ForeignKey(Industry, models.PROTECT, null=True, blank=True, related_name="+")
    division = models.ForeignKey(Division, models.PROTECT, related_name="+")  # whose products it is for
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # who runs it
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in ProjectState],
        default=ProjectState.PLANNED.value,
    )
    year = models.PositiveSmallIntegerField()
    planned_on = models.DateField()
    lapses_on = models.DateField()
    comment_until = models.DateField(null=True, blank=True)
    passed_by = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    ended_on = models.DateField(null=True, blank=True)  # published, lapsed or stopped
    reason = models.TextField(blank=True)  # why it was stopped, or is at a stage again
    rulebook = models.CharField(max_length=20)
    revision = models.PositiveIntegerField(default=1)
    is_invented = models.BooleanField(default=False)

    class Meta:
        app_label = "standards"
        ordering = ("-year", "-number")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind=ProjectKind.NEW.value, revises__isnull=True)
                | (~Q(kind=ProjectKind.NEW.value) & Q(revises__isnull=False)),
                name="standards_revision_names_what_it_revises",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProjectState.COMMENT.value) | Q(comment_until__isnull=False),
                name="standards_comment_has_its_end",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def subject(self) -> str:
        """The project as the register names it."""
        return f"project/{self.number}"


class StageSpan(models.Model):
    """When a project was to be at a stage, and when it was. Of a stage that is entered again, the last time."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="stages")
    stage = models.CharField(max_length=10, choices=[(stage.value, stage.value) for stage in STAGES])
    planned_until = models.DateField()
    entered_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        app_label = "standards"
        ordering = ("project", "planned_until", "id")
        constraints = (
            models.UniqueConstraint(fields=("project", "stage"), name="standards_one_span_a_stage"),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=models.F("entered_on")),
                name="standards_stage_left_after_entered",
            ),
        )

    def __str__(self) -> str:
        return f"{self.project_id} {self.stage}"


class Drafter(models.Model):
    """An organisation or a person who writes. `expert` where the person is in the pool: drafters may not review."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="drafters")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="drafting"
    )
    organisation_name = models.CharField(max_length=120)
    person = models.CharField(max_length=40, blank=True)
    expert = models.ForeignKey(Expert, models.PROTECT, null=True, blank=True, related_name="drafting")
    ordinal = models.PositiveSmallIntegerField()

    class Meta:
        app_label = "standards"
        ordering = ("project", "ordinal")

    def __str__(self) -> str:
        return f"{self.organisation_name} {self.person}".strip()


class PaperKind(models.TextChoices):
    """The papers of a project, in the order in which stages ask for them."""

    DRAFT = "draft"  # 草案
    EXPLANATORY_NOTE = "explanatory_note"  # 编制说明
    TEST_DATA = "test_data"  # 检测数据
    COMMENT_SUMMARY = "comment_summary"  # 意见汇总处理表
    REVIEW_MINUTES = "review_minutes"  # 审查会议纪要
    APPROVAL = "approval"  # 批准文件
    OTHER = "other"


class Paper(models.Model):
    """A file of a project. A newer one of its kind takes the place of an older, which stays (`OTHER` only adds)."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=20, choices=PaperKind.choices)
    file = models.FileField(upload_to="projects/%Y/")
    name = models.CharField(max_length=160)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    is_generated = models.BooleanField(default=False)  # written by the program from its own rows
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "standards"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("project", "kind"),
                condition=Q(replaced_at__isnull=True) & ~Q(kind=PaperKind.OTHER.value),
                name="standards_one_present_paper",
            ),
        )

    def __str__(self) -> str:
        return self.name
