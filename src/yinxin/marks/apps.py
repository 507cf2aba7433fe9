"""Marks as a Django application."""

from django.apps import AppConfig


class MarksConfig(AppConfig):
    """See the package's docstring."""

    name = "yinxin.marks"
    default_auto_field = "django.db.models.BigAutoField"
