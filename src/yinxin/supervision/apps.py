"""Supervision as a Django application."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """See the package's docstring."""

    name = "yinxin.supervision"
    default_auto_field = "django.db.models.BigAutoField"
