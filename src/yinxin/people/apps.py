"""People as a Django application."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """See the package's docstring."""

    name = "yinxin.people"
    default_auto_field = "django.db.models.BigAutoField"
