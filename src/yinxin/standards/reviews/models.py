"""Tables of panel reviews, ballots and opinions."""

from django.db import models
from django.db.models import Q

from yinxin.experts.assignments.models import Assignment, Matter
from yinxin.standards.projects.models import Project
from yinxin.standards.reviews.lifecycle import ReviewState
from yinxin.standards.texts.models import Version


class Form(models.TextChoices):
    """How a panel meets (会审、函审)."""

    MEETING = "meeting"
    LETTER = "letter"


class PanelReview(models.Model):
    """One review of a project's draft. The assignments of `matter` are its panel. Tallies are kept when it concludes.

    `quorum_share` and `approval_share` are copied from the rulebook when the vote is opened. `conclusion` of a review
    that was called off is the reason.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="reviews")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")  # 送审稿
    matter = models.OneToOneField(Matter, models.PROTECT, related_name="panel_review")
    form = models.CharField(max_length=8, choices=Form.choices, default=Form.MEETING)
    place = models.CharField(max_length=120, blank=True)
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in ReviewState],
        default=ReviewState.FORMING.value,
    )
    opened_at = models.DateTimeField()
    voting_opened_at = models.DateTimeField(null=True, blank=True)
    voting_until = models.DateTimeField(null=True, blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)
    quorum_share = models.DecimalField(max_digits=4, decimal_places=3, null=True, blank=True)
    approval_share = models.DecimalField(max_digits=4, decimal_places=3, null=True, blank=True)
    panel = models.PositiveSmallIntegerField(null=True, blank=True)
    in_favour = models.PositiveSmallIntegerField(null=True, blank=True)
    against = models.PositiveSmallIntegerField(null=True, blank=True)
    abstained = models.PositiveSmallIntegerField(null=True, blank=True)
    is_passed = models.BooleanField(null=True, blank=True)
    conclusion = models.TextField(blank=True)

    class Meta:
        app_label = "standards"
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=("project",),
                condition=Q(state__in=[ReviewState.FORMING.value, ReviewState.VOTING.value]),
                name="standards_one_open_review",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReviewState.CONCLUDED.value) | Q(is_passed__isnull=False),
                name="standards_concluded_review_has_its_result",
            ),
        )

    def __str__(self) -> str:
        return f"{self.project_id} {self.pk}"

    @property
    def subject(self) -> str:
        """The review as the register names it."""
        return f"panel_review/{self.pk}"


class Choice(models.TextChoices):
    """How one votes."""

    IN_FAVOUR = "in_favour"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Ballot(models.Model):
    """A vote, as a dated event: a later ballot of the same expert takes the place of an earlier one, which stays."""

    review = models.ForeignKey(PanelReview, models.CASCADE, related_name="ballots")
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="ballots")
    choice = models.CharField(max_length=10, choices=Choice.choices)
    reason = models.TextField(blank=True)
    cast_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "standards"
        ordering = ("cast_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("review", "assignment"),
                condition=Q(replaced_at__isnull=True),
                name="standards_one_ballot_an_expert",
            ),
        )

    def __str__(self) -> str:
        return f"{self.review_id} {self.choice}"

    @property
    def subject(self) -> str:
        """The ballot as the register names it."""
        return f"ballot/{self.pk}"


class Opinion(models.Model):
    """What an expert of the panel says of a clause of the draft, or of all of it, and what the institute answers."""

    review = models.ForeignKey(PanelReview, models.CASCADE, related_name="opinions")
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="opinions")
    clause_number = models.CharField(max_length=12, blank=True)
    text = models.TextField()
    given_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "standards"
        ordering = ("clause_number", "id")

    def __str__(self) -> str:
        return f"{self.review_id} {self.clause_number}"

    @property
    def subject(self) -> str:
        """The opinion as the register names it."""
        return f"opinion/{self.pk}"
