"""Standards as a Django application."""

from django.apps import AppConfig


class StandardsConfig(AppConfig):
    """See the package's docstring."""

    name = "yinxin.standards"
    default_auto_field = "django.db.models.BigAutoField"
