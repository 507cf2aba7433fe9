"""Statistics as a Django application."""

from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    """See the package's docstring."""

    name = "yinxin.statistics"
    default_auto_field = "django.db.models.BigAutoField"
