"""What an enterprise has to do next, the most urgent first."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yinxin.certification.applications import queries as applications
from yinxin.certification.applications.lifecycle import ApplicationState
from yinxin.certification.applications.models import Application
from yinxin.certification.certificates import queries as certificates
from yinxin.certification.certificates.lifecycle import CertificateState
from yinxin.certification.certificates.models import Certificate
from yinxin.certification.evaluations.lifecycle import NonconformityState
from yinxin.certification.evaluations.models import Nonconformity
from yinxin.ledgers.queries import enterprises_in_reach
from yinxin.people.models import Office
from yinxin.scheme.queries import rulebook
from yinxin.standards.calls.queries import calls_for
from yinxin.web.templatetags.yinxin import day

# A surveillance is announced this long before it is due; a renewal when the rulebook opens it.
SURVEILLANCE_NOTICE_DAYS = 60


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do, as the home page lists it. `days_left` sorts; None has no last day."""

    title: str
    text: str
    url: str
    icon: str
    tone: str
    days_left: int | None = None

    @property
    def urgency(self) -> tuple[bool, int]:
        return (self.days_left is None, self.days_left or 0)


def next_steps(office: Office, *, today: date) -> list[NextStep]:
    """Nonconformities to answer, returned cases, drafts, certificates that end or are suspended, calls to answer."""
    cases = list(applications.applications_in_reach(office).prefetch_related("gaps"))
    open_points = Nonconformity.objects.filter(
        application__in=cases, state=NonconformityState.OPEN
    ).select_related("application__product", "clause")
    steps = [_nonconformity(point, today=today) for point in open_points]
    steps += [
        _case(case) for case in cases if case.state in {ApplicationState.DRAFT, ApplicationState.RETURNED}
    ]
    for certificate in certificates.certificates_in_reach(office).prefetch_related("state_changes"):
        steps += _certificate(certificate, today=today)
    steps += _calls(office, today=today)
    return sorted(steps, key=lambda step: step.urgency)


def days_in_words(days: int) -> str:
    """How long there is, in calendar days.

    >>> from django.utils.translation import override
    >>> with override("en"):
    ...     days_in_words(2), days_in_words(0), days_in_words(-1)
    ('2 days left', 'Due today', '1 day late')
    """
    if days < 0:
        return ngettext("%(n)s day late", "%(n)s days late", -days) % {"n": -days}
    if days == 0:
        return _("Due today")
    return ngettext("%(n)s day left", "%(n)s days left", days) % {"n": days}


def _nonconformity(point: Nonconformity, *, today: date) -> NextStep:
    left = (point.due_on - today).days
    return NextStep(
        _("Answer nonconformity %(number)s") % {"number": point.number},
        f"{point.application.product.name} · {point.clause.number} {point.clause.title} · {days_in_words(left)}",
        reverse("enterprise:nonconformity", args=[point.application.number, point.number]),
        "alert-triangle",
        "red" if left <= 7 else "amber",
        left,
    )


def _case(case: Application) -> NextStep:
    url = reverse("enterprise:application", args=[case.number])
    about = f"{case.product.name} · {case.number}"
    if case.state == ApplicationState.RETURNED:
        gaps = sum(not gap.is_answered for gap in case.gaps.all())
        told = ngettext("%(n)s point to complete", "%(n)s points to complete", gaps) % {"n": gaps}
        return NextStep(_("Complete the application"), f"{about} · {told}", url, "arrow-back-up", "amber", 0)
    return NextStep(_("Finish the draft"), about, url, "pencil", "blue")


def _calls(office: Office, *, today: date) -> list[NextStep]:
    """Calls for proposals that concern the enterprise's industry, until it has answered."""
    own = enterprises_in_reach(office).first()
    found = calls_for(own, own.industry_id, today=today) if own else []
    return [
        NextStep(
            _("Proposals for standards are called for"),
            f"{call.title} · {days_in_words((call.closes_on - today).days)}",
            f"{reverse('enterprise:proposal_new')}?call={call.key}",
            "bulb",
            "blue",
            (call.closes_on - today).days,
        )
        for call in found
    ]


def _certificate(certificate: Certificate, *, today: date) -> list[NextStep]:
    """A suspended one, one that soon ends, one whose surveillance is near."""
    url = reverse("enterprise:certificates")
    about = f"{certificate.product_name} · {certificate.number}"
    state = certificates.state_on(certificate, today)
    if state == CertificateState.SUSPENDED:
        text = _("Correct what led to it; until it is lifted the mark may not be used.")
        return [NextStep(_("A certificate is suspended"), f"{about} · {text}", url, "ban", "red", 0)]
    if state != CertificateState.VALID:
        return []
    found = []
    left = (certificate.expires_on - today).days
    if left <= rulebook(certificate.rulebook).certificates.renewal_opens_days.value:
        text = _("Valid until %(day)s: apply for renewal in time.") % {"day": day(certificate.expires_on)}
        found.append(
            NextStep(_("A certificate is about to end"), f"{about} · {text}", url, "hourglass", "amber", left)
        )
    to_surveillance = (certificate.surveillance_due_on - today).days
    if to_surveillance <= SURVEILLANCE_NOTICE_DAYS:
        text = _("The body must have checked by %(day)s; agree on a date.") % {
            "day": day(certificate.surveillance_due_on)
        }
        found.append(
            NextStep(
                _("Surveillance is due"), f"{about} · {text}", url, "calendar-due", "amber", to_surveillance
            )
        )
    return found
