"""Table of the expert pool."""

from django.db import models

from yinxin.experts.lifecycle import ExpertState
from yinxin.people.models import Division


class Expert(models.Model):
    """A person in the pool, or on the way into it. `fields` are codes of the rulebook's expert fields."""

    name = models.CharField(max_length=40)
    employer = models.CharField(max_length=120, blank=True)
    fields = models.JSONField(default=list)
    division = models.ForeignKey(Division, models.PROTECT)  # who recommended
    state = models.CharField(
        max_length=12,
        choices=[(state.value, state.value) for state in ExpertState],
        default=ExpertState.RECOMMENDED.value,
    )
    recommended_on = models.DateField()
    admitted_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    is_invented = models.BooleanField(default=False)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        """The expert as the register names it: never by name."""
        return f"expert/{self.pk}"
