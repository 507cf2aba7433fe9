"""What all pages share, as a Django application."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """See the package's docstring."""

    name = "yinxin.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
