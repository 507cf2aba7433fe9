"""`yinxin expire`: what the calendar does, each night."""

from typing import Any

from django.core.management.base import BaseCommand

from yinxin.certification.certificates import actions as certificates
from yinxin.standards.calls import actions as calls
from yinxin.standards.projects import actions as projects
from yinxin.web import clock


class Command(BaseCommand):
    """Ends what ends by its date: certificates, calls, idle projects. A second run does nothing more."""

    help = "Let certificates expire, calls close and idle projects lapse whose last day is over; for the nightly job."

    def handle(self, *_: Any, **__: Any) -> None:
        """Print the number of each certificate that expired, then each call that was closed, then each project."""
        today, now = clock.today(), clock.now()
        for certificate in certificates.expire_due(on=today, at=now):
            self.stdout.write(certificate.number)
        for call in calls.close_due(on=today, at=now):
            self.stdout.write(call.subject)
        for project in projects.lapse_due(on=today, at=now):
            self.stdout.write(project.number)
