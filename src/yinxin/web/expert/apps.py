"""The expert's pages as a Django application."""

from django.apps import AppConfig


class ExpertPagesConfig(AppConfig):
    """See the package's docstring."""

    name = "yinxin.web.expert"
    label = "web_expert"
