"""`yinxin`: Django's commands and ours, with the settings of the installation."""

import os
import sys


def main() -> None:
    """Run one command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yinxin.settings.base")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - after the settings are named

    execute_from_command_line(["yinxin", *sys.argv[1:]])


if __name__ == "__main__":
    main()
