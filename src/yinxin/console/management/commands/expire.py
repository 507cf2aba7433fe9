"""`yinxin expire`: what the calendar does, each night."""

from typing import Any

from django.core.management.base import BaseCommand

from yinxin.certification.certificates import actions as certificates
from yinxin.standards.calls import actions as calls
from yinxin.standards.projects import actions as projects
from yinxin.standards.texts import actions as texts
from yinxin.web import clock


class Command(BaseCommand):
    """Ends what ends by its date: certificates, calls, idle projects, transitions. A second run does nothing more."""

    help = (
        "End certificates, calls, idle projects and transitions of standards whose last day is over; nightly."
    )

    def handle(self, *_: Any, **__: Any) -> None:
        """Print what ended: certificates, calls, projects, then standards that were withdrawn."""
        today, now = clock.today(), clock.now()
        for certificate in certificates.expire_due(on=today, at=now):
            self.stdout.write(certificate.number)
        for call in calls.close_due(on=today, at=now):
            self.stdout.write(call.subject)
        for project in projects.lapse_due(on=today, at=now):
            self.stdout.write(project.number)
        for standard in texts.withdraw_due(on=today, at=now):
            self.stdout.write(standard.number)
