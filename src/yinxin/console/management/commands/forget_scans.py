"""`yinxin forget_scans`: old scans lose what they say of who asked. Run once a night."""

from typing import Any

from django.core.management.base import BaseCommand

from yinxin.marks import jobs
from yinxin.web import clock


class Command(BaseCommand):
    """Drops places and devices."""

    help = "Drop places and devices of scans that are older than the time they are kept for."

    def handle(self, *_: object, **__: Any) -> None:
        """Say how many."""
        self.stdout.write(f"forgot who asked in {jobs.forget_scans(at=clock.now())} scans")
