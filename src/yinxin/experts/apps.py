"""Experts as a Django application."""

from django.apps import AppConfig


class ExpertsConfig(AppConfig):
    """See the package's docstring."""

    name = "yinxin.experts"
    default_auto_field = "django.db.models.BigAutoField"
