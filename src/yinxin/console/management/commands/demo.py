"""`yinxin demo load|accounts|check`: the demonstration of Alxa League, its accounts, and a walk through its pages."""

from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from yinxin.console.demonstration import accounts, loading
from yinxin.console.demonstration.walk import looking, stops
from yinxin.console.demonstration.walk.visitor import Visitor
from yinxin.web import clock


class Command(BaseCommand):
    """See the module's docstring."""

    help = "Load the demonstration, print its accounts, or look at all its pages."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Three sub-commands."""
        commands = parser.add_subparsers(dest="what", required=True)
        load = commands.add_parser("load", help="load the demonstration, or keep the one that is there")
        load.add_argument("--fresh", action="store_true", help="throw away what is there and start over")
        load.add_argument("--from", dest="folder", type=Path, default=Path(settings.ROOT) / "demo" / "alxa")
        shown = commands.add_parser("accounts", help="print the accounts and an address for each verdict")
        check = commands.add_parser("check", help="open every page over HTTP, say what was seen, exit 0 or 1")
        for each in (load, shown, check):
            each.add_argument("--base-url", default=settings.PUBLIC_URL, help="where the pages are served")

    def handle(self, **options: Any) -> None:
        """Do what was asked."""
        base_url = options["base_url"].rstrip("/")
        if options["what"] == "check":
            self._check(base_url)
            return
        if options["what"] == "load":
            try:
                loading.load(options["folder"], now=clock.now(), is_fresh=options["fresh"], say=self.say)
            except loading.NotHere as refusal:
                raise CommandError(str(refusal)) from refusal
        for line in accounts.lines(base_url=base_url, now=clock.now()):
            self.say(line)

    def _check(self, base_url: str) -> None:
        faults = 0
        total = 0
        for seen in looking.walk(stops.stops(now=clock.now()), enter=partial(Visitor, base_url)):
            total += 1
            faults += bool(seen.fault)
            self.say(looking.line_of(seen))
        self.say(f"{total} addresses opened, {faults} not as they should be.")
        if faults:
            raise SystemExit(1)

    def say(self, text: str, *, end: str = "\n") -> None:
        """Show a text at once, so that whoever waits sees that something goes on."""
        self.stdout.write(text, ending=end)
        self.stdout.flush()
