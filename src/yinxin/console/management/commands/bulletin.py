"""`yinxin bulletin`: the paragraph that states the figures as of a day."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from yinxin.console.arguments import add_division_and_day
from yinxin.statistics import queries, rules
from yinxin.web import clock


class Command(BaseCommand):
    """Prints the paragraph."""

    help = "Write the paragraph of the bulletin that states the figures of a division as of a day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which division, day and language."""
        add_division_and_day(parser)
        parser.add_argument("--language", choices=sorted(rules.MANNERS), default="zh")

    def handle(self, *_: object, **options: Any) -> None:
        """Print it."""
        parts = queries.bulletin(
            division=options["division"],
            as_of=options["as_of"] or clock.today(),
            language=options["language"],
        )
        self.stdout.write(rules.text_of(parts))
