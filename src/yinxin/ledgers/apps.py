"""Ledgers as a Django application."""

from django.apps import AppConfig


class LedgersConfig(AppConfig):
    """See the package's docstring."""

    name = "yinxin.ledgers"
    default_auto_field = "django.db.models.BigAutoField"
