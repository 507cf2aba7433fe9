"""`yinxin forget_contacts`: how to reach people whose reports were answered long ago is erased. Run once a night."""

from typing import Any

from django.core.management.base import BaseCommand

from yinxin.supervision import jobs
from yinxin.web import clock


class Command(BaseCommand):
    """Erases contacts."""

    help = "Erase the contacts of reports that were answered longer ago than contacts are kept for."

    def handle(self, *_: object, **__: Any) -> None:
        """Say how many."""
        self.stdout.write(f"erased {jobs.forget_contacts(at=clock.now())} contacts")
