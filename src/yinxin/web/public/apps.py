"""The public pages as a Django application."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """See the package's docstring."""

    name = "yinxin.web.public"
    label = "web_public"
