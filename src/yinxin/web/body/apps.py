"""The body pages as a Django application."""

from django.apps import AppConfig


class BodyConfig(AppConfig):
    """See the package's docstring."""

    name = "yinxin.web.body"
    label = "web_body"
