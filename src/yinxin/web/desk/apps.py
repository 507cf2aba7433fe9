"""The desk pages as a Django application."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """See the package's docstring."""

    name = "yinxin.web.desk"
    label = "web_desk"
