"""Table of forms that were submitted, so that a second submit of the same form does nothing twice."""

from django.db import models

from yinxin.people.models import User


class Receipt(models.Model):
    """One rendering of a form was submitted, and led here."""

    token = models.CharField(max_length=32, primary_key=True)
    user = models.ForeignKey(User, models.CASCADE, null=True, blank=True)
    location = models.CharField(max_length=300)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.token
