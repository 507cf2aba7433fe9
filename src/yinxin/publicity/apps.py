"""Publicity as a Django application."""

from django.apps import AppConfig


class PublicityConfig(AppConfig):
    """See the package's docstring."""

    name = "yinxin.publicity"
    default_auto_field = "django.db.models.BigAutoField"
