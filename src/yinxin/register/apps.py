"""The register as a Django application."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """See the package's docstring."""

    name = "yinxin.register"
    default_auto_field = "django.db.models.BigAutoField"
