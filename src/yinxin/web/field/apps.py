"""The field pages as a Django application."""

from django.apps import AppConfig


class FieldConfig(AppConfig):
    """See the package's docstring."""

    name = "yinxin.web.field"
    label = "web_field"
