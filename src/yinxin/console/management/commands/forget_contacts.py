"""`yinxin forget_contacts`: how to reach whose report or comment was answered long ago is erased. Run once a night."""

from typing import Any

from django.core.management.base import BaseCommand

from yinxin.standards.comments import jobs as comments
from yinxin.supervision import jobs as supervision
from yinxin.web import clock


class Command(BaseCommand):
    """Erases contacts."""

    help = (
        "Erase the contacts of reports and comments that were answered longer ago than contacts are kept for."
    )

    def handle(self, *_: object, **__: Any) -> None:
        """Say how many."""
        now = clock.now()
        erased = supervision.forget_contacts(at=now) + comments.forget_contacts(at=now)
        self.stdout.write(f"erased {erased} contacts")
