"""Table of certification bodies."""

from django.db import models

from yinxin.people.models import Organisation


class Body(Organisation):
    """A certification body. `approved_kinds` are product kinds of the rulebook."""

    approval_number = models.CharField(max_length=30, unique=True)  # CNCA-R-yyyy-nnn
    approved_kinds = models.JSONField(default=list)
    approved_until = models.DateField()

    class Meta:
        app_label = "certification"
