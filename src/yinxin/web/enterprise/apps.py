"""The enterprise pages as a Django application."""

from django.apps import AppConfig


class EnterpriseConfig(AppConfig):
    """See the package's docstring."""

    name = "yinxin.web.enterprise"
    label = "web_enterprise"
