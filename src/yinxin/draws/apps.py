"""Draws as a Django application."""

from django.apps import AppConfig


class DrawsConfig(AppConfig):
    """See the package's docstring."""

    name = "yinxin.draws"
    default_auto_field = "django.db.models.BigAutoField"
