"""`yinxin expire`: what the calendar does to certificates, each night."""

from typing import Any

from django.core.management.base import BaseCommand

from yinxin.certification.certificates import actions
from yinxin.web import clock


class Command(BaseCommand):
    """Lets certificates whose last day is over expire. Running it twice does nothing the second time."""

    help = "Let certificates expire whose last day of validity is over; for the nightly job."

    def handle(self, *_: Any, **__: Any) -> None:
        """Print the number of each certificate that expired."""
        for certificate in actions.expire_due(on=clock.today(), at=clock.now()):
            self.stdout.write(certificate.number)
