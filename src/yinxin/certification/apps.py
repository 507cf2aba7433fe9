"""Certification as a Django application."""

from django.apps import AppConfig


class CertificationConfig(AppConfig):
    """See the package's docstring."""

    name = "yinxin.certification"
    default_auto_field = "django.db.models.BigAutoField"
