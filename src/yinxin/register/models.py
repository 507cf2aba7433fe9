"""Tables of the register. Triggers (migration 0002) refuse update and delete on entries and checkpoints."""

from django.db import models


class Head(models.Model):
    """The one row under whose lock entries are appended: size and frontier of the tree.

    Written only by `actions.append`, under its row lock.
    """

    size = models.BigIntegerField(default=0)
    frontier = models.JSONField(default=list)  # hex digests, largest subtree first

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="register_has_one_head"),)


class Entry(models.Model):
    """One act. `seq` starts at 1 and has no gaps."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=64)
    subject = models.CharField(max_length=120)
    is_open = models.BooleanField()
    leaf = models.TextField()
    leaf_hash = models.BinaryField(max_length=32)

    class Meta:
        ordering = ("seq",)
        indexes = (
            models.Index(fields=("subject", "seq"), name="register_entry_of_subject"),
            models.Index(fields=("kind", "at"), name="register_entry_of_kind"),
        )

    def __str__(self) -> str:
        return f"{self.seq} {self.kind} {self.subject}"


class Detail(models.Model):
    """What an entry's commitment commits to. The only part that a retention rule may one day erase."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="detail")
    salt = models.BinaryField(max_length=16)
    text = models.TextField()  # canonical JSON


class Checkpoint(models.Model):
    """A signed statement of size and root, as it was given out."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=32)
    note = models.TextField()
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ("size",)
