"""`yinxin figures`: the five figures of the notice as of a day."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from yinxin.console.arguments import add_division_and_day
from yinxin.people.models import Division
from yinxin.statistics import queries
from yinxin.statistics.rules import OF_THE_NOTICE, Figure
from yinxin.web import clock


class Command(BaseCommand):
    """Prints them as one JSON object, or as a table."""

    help = "State the figures of a division as of a day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which division and day, and in which form."""
        add_division_and_day(parser)
        parser.add_argument("--format", choices=("text", "json"), default="text")
        parser.add_argument("--rows", action="store_true", help="show what was counted, below each figure")

    def handle(self, *_: object, **options: Any) -> None:
        """Print the figures."""
        division: Division = options["division"]
        day: date = options["as_of"] or clock.today()
        figures = queries.figures(OF_THE_NOTICE, division=division, as_of=day)
        if options["format"] == "json":
            stated: dict[str, Any] = {name: figure.value for name, figure in figures.items()}
            if options["rows"]:
                stated = {name: _as_data(figure) for name, figure in figures.items()}
            self.stdout.write(json.dumps(stated, ensure_ascii=False))
            return
        self.stdout.write(f"{division.name} ({division.pk}), {day.isoformat()}")
        for name, figure in figures.items():
            self.stdout.write(f"{name:<30}{figure.value:>6}")
            for row in figure.rows if options["rows"] else ():
                self.stdout.write(f"    {row.on.isoformat()}  {row.name}  {row.note}".rstrip())


def _as_data(figure: Figure) -> dict[str, Any]:
    return {
        "value": figure.value,
        "rows": [
            {"subject": row.subject, "name": row.name, "note": row.note, "on": row.on.isoformat()}
            for row in figure.rows
        ],
    }
