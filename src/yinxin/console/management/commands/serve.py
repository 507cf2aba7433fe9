"""`yinxin serve`: the pages over HTTP by granian, with the static files collected first."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

BLOCKING_THREADS = 4


class Command(BaseCommand):
    """See the module's docstring."""

    help = "Serve the pages."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen, and with how many processes."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=1, help="more than one only with PostgreSQL")

    def handle(self, **options: Any) -> None:
        """Collect, say where, and serve until interrupted."""
        self.stdout.write("Collecting the static files")
        self.stdout.flush()
        call_command("collectstatic", interactive=False, verbosity=0)
        self.stdout.write(f"Serving on http://{options['host']}:{options['port']} (Ctrl+C ends it)")
        self.stdout.flush()
        Granian(
            "yinxin.wsgi:application",
            address=options["host"],
            port=options["port"],
            interface=Interfaces.WSGI,
            workers=options["workers"],
            blocking_threads=BLOCKING_THREADS,
            websockets=False,
            log_level=LogLevels.warning,
        ).serve()
