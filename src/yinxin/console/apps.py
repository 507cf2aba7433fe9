"""The command line as a Django application."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    """See the package's docstring."""

    name = "yinxin.console"
    label = "console"
