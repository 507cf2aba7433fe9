"""Cultivation as a Django application."""

from django.apps import AppConfig


class CultivationConfig(AppConfig):
    """See the package's docstring."""

    name = "yinxin.cultivation"
    default_auto_field = "django.db.models.BigAutoField"
