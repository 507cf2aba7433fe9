"""Table of comments."""

from django.db import models
from django.db.models import Q

from yinxin.people.models import Office
from yinxin.standards.comments.lifecycle import CommentState
from yinxin.standards.projects.models import Project
from yinxin.standards.texts.models import Version


class Source(models.TextChoices):
    """How a comment came in."""

    PORTAL = "portal"
    LETTER = "letter"  # by letter, e-mail or at a meeting, and entered by the institute
    EXPERT = "expert"


class Outcome(models.TextChoices):
    """What became of a comment (采纳、部分采纳、不采纳)."""

    ADOPTED = "adopted"
    PARTLY = "partly"
    NOT_ADOPTED = "not_adopted"


class Comment(models.Model):
    """What somebody says of a draft.

    `version` is the text that was commented on; `clause_key` is the clause's key in it, null for the text as a whole.
    `tracking` lets the commenter see the answer. Name and contact are never public; the contact is erased some time
    after the answer. `revision` grows with every act.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="comments")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    clause_key = models.PositiveIntegerField(null=True, blank=True)
    clause_number = models.CharField(max_length=12, blank=True)
    tracking = models.CharField(max_length=20, unique=True)
    source = models.CharField(max_length=8, choices=Source.choices, default=Source.PORTAL)
    name = models.CharField(max_length=40)
    organisation_name = models.CharField(max_length=120, blank=True)
    contact = models.CharField(max_length=80, blank=True)
    text = models.TextField()
    proposed_text = models.TextField(blank=True)
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in CommentState],
        default=CommentState.PENDING.value,
    )
    received_at = models.DateTimeField()
    set_aside_reason = models.TextField(blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    is_invented = models.BooleanField(default=False)

    class Meta:
        app_label = "standards"
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(state=CommentState.ANSWERED.value, outcome__in=sorted(Outcome.values))
                | (~Q(state=CommentState.ANSWERED.value) & Q(outcome="")),
                name="standards_answered_comment_has_its_outcome",
            ),
        )

    def __str__(self) -> str:
        return self.tracking

    @property
    def subject(self) -> str:
        """The comment as the register names it."""
        return f"comment/{self.pk}"
