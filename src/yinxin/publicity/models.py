"""Tables of articles and removal requests."""

from django.db import models

from yinxin.people.models import Division
from yinxin.publicity.lifecycle import ArticleState


class Article(models.Model):
    """A text on the portal. A clipping has its source, its original link and its disclaimer."""

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=160)
    body = models.TextField()  # paragraphs separated by empty lines
    author = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=120, blank=True)
    original_url = models.URLField(max_length=300, blank=True)
    disclaimer = models.TextField(blank=True)
    division = models.ForeignKey(Division, models.PROTECT)
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in ArticleState],
        default=ArticleState.DRAFT.value,
    )
    originally_at = models.DateTimeField(null=True, blank=True)  # as the source dates it
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("-published_at", "-id")

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> str:
        """The article as the register names it."""
        return f"article/{self.slug}"

    @property
    def is_clipping(self) -> bool:
        return bool(self.original_url)


class RemovalRequest(models.Model):
    """Somebody asks that a clipping be taken down. The contact is read by officers only."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="removal_requests")
    reason = models.TextField()
    contact = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.article_id} {self.asked_at:%Y-%m-%d}"
