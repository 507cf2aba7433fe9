"""Tables of draws and their candidates."""

from django.db import models
from django.db.models import Q

from yinxin.draws.lifecycle import DrawState
from yinxin.people.models import Office


class Draw(models.Model):
    """One draw. `strata` is [{"code", "name", "seats"}], drawn in this order; who was taken in one is out of the next.

    `list_sha256` binds the candidates, `committed_entry` is the register entry that says so, `checkpoint_size` the
    checkpoint whose root goes into `key`. `value` is the public value as it was entered, `evidence` where it stands.
    """

    number = models.CharField(max_length=16, unique=True)  # CQ2026-003
    title = models.CharField(max_length=160)  # public
    purpose = models.CharField(max_length=20)
    subject_of = models.CharField(max_length=120)  # what it is for, as the register names it
    strata = models.JSONField()
    list_sha256 = models.CharField(max_length=64)
    source = models.CharField(max_length=200)  # named beforehand: which public value
    source_due_at = models.DateTimeField()  # nobody can know it before
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in DrawState],
        default=DrawState.COMMITTED.value,
    )
    committed_by = models.ForeignKey(Office, models.PROTECT, related_name="+")
    committed_at = models.DateTimeField()
    committed_entry = models.BigIntegerField()
    drawn_by = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    drawn_at = models.DateTimeField(null=True, blank=True)
    checkpoint_size = models.BigIntegerField(null=True, blank=True)
    value = models.CharField(max_length=200, blank=True)
    evidence = models.URLField(max_length=300, blank=True)
    key = models.CharField(max_length=400, blank=True)
    abandoned_reason = models.TextField(blank=True)
    is_invented = models.BooleanField(default=False)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    state=DrawState.DRAWN.value, checkpoint_size__isnull=False, drawn_by__isnull=False
                )
                | (~Q(state=DrawState.DRAWN.value) & Q(key="")),
                name="draws_drawn_has_its_key",
            ),
            # Two lists that wait for a value would leave a choice between them once it is known.
            models.UniqueConstraint(
                fields=("subject_of",),
                condition=Q(state=DrawState.COMMITTED.value),
                name="draws_one_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """The draw as the register names it."""
        return f"draw/{self.number}"


class Candidate(models.Model):
    """One line of the list. The public sees ordinal, token, strata and weight; `subject` and `salt` open the token."""

    draw = models.ForeignKey(Draw, models.CASCADE, related_name="candidates")
    ordinal = models.PositiveIntegerField()
    subject = models.CharField(max_length=120)  # "expert/12"
    salt = models.CharField(max_length=32)  # hex
    token = models.CharField(max_length=64)  # SHA-256(salt || subject), hex
    strata = models.JSONField()  # codes of the strata that it stands in
    weight = models.PositiveSmallIntegerField()
    taken_in = models.CharField(max_length=40, blank=True)  # code of the stratum
    taken_as = models.PositiveSmallIntegerField(null=True, blank=True)  # the how-manieth of the whole draw

    class Meta:
        ordering = ("draw", "ordinal")
        constraints = (
            models.UniqueConstraint(fields=("draw", "ordinal"), name="draws_candidate_ordinal_once"),
            models.UniqueConstraint(fields=("draw", "subject"), name="draws_candidate_once"),
            models.CheckConstraint(condition=Q(weight__gte=1), name="draws_candidate_has_weight"),
        )

    def __str__(self) -> str:
        return f"{self.draw_id} {self.ordinal}"
