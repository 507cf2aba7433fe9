"""What waits for an officer: read from the work itself, the most urgent first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from yinxin.certification.certificates.queries import suspensions_ended
from yinxin.certification.transitions.queries import unfinished
from yinxin.cultivation import queries as cultivation
from yinxin.cultivation.lifecycle import MembershipState
from yinxin.kernel.roles import Role
from yinxin.kernel.working_days import statutory_calendar, working_days_between
from yinxin.people.models import Office
from yinxin.publicity import queries as publicity
from yinxin.publicity.lifecycle import ArticleState
from yinxin.scheme.queries import rulebook
from yinxin.statistics import queries as statistics
from yinxin.supervision import queries as supervision
from yinxin.supervision.lifecycle import ReportState, RequestState
from yinxin.web.desk import stages
from yinxin.web.templatetags.yinxin import day, named

LATER = 10_000  # what has no last day comes after what has one


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the list. `left` are working days, negative when late; None where nothing sets a last day."""

    title: str
    note: str
    url: str
    icon: str
    colour: str
    left: int | None = None
    is_estimate: bool = False


def tasks_of(office: Office, *, today: date) -> list[Task]:
    """Everything that waits in the reach of an officer."""
    found = [
        *_reports(office, today),
        *_requests(office, today),
        *_suspensions(office, today),
        *_surveillance(office, today),
        *_transitions(office, today),
        *_removal_requests(office, today),
        *_drafts(office),
        *_unvisited(office, today),
    ]
    if office.as_role is Role.LEAGUE_OFFICER:  # only a league admits to the pool
        found += _nominations(office)
    return ordered(found)


def ordered(tasks: Iterable[Task]) -> list[Task]:
    """The most urgent first; what has no last day comes last."""
    return sorted(tasks, key=lambda task: LATER if task.left is None else task.left)


def left_until(today: date, last: date) -> int:
    """Working days until a last day, negative when it is over."""
    calendar = statutory_calendar()
    if last >= today:
        return working_days_between(today, last, calendar=calendar)
    return -working_days_between(last, today, calendar=calendar)


def _reports(office: Office, today: date) -> Iterator[Task]:
    language, book = get_language() or "zh-hans", rulebook()
    for report in supervision.reports_in_reach(office).filter(state=ReportState.RECEIVED):
        running = supervision.clock_of(report, today=today).clock
        yield Task(
            title=_("Report: %(kind)s") % {"kind": book.misuse_kind(report.kind).name.in_language(language)},
            note=_("%(number)s · received on %(day)s")
            % {"number": report.tracking, "day": day(report.received_at, "short")},
            url=reverse("field:report", args=[report.tracking]),
            icon="speakerphone",
            colour="red",
            left=running.left,
            is_estimate=running.is_estimate,
        )


def _requests(office: Office, today: date) -> Iterator[Task]:
    for request in supervision.requests_in_reach(office).filter(state=RequestState.ASKED):
        yield Task(
            title=_("%(body)s has not answered the request to suspend")
            % {"body": named(request.certificate.body)},
            note=_("Case %(case)s · certificate %(certificate)s")
            % {"case": request.case.number, "certificate": request.certificate.number},
            url=reverse("field:case", args=[request.case.number]),
            icon="gavel",
            colour="red",
            left=left_until(today, request.due_on),
        )


def _suspensions(office: Office, today: date) -> Iterator[Task]:
    for change in suspensions_ended(office, today=today):
        yield Task(
            title=_("A suspension has ended without a word from the body"),
            note=f"{change.certificate.number} · {change.certificate.holder_name}",
            url=reverse("desk:certificate", args=[change.certificate.number]),
            icon="ban",
            colour="gold",
            left=left_until(today, change.until) if change.until else None,
        )


def _surveillance(office: Office, today: date) -> Iterator[Task]:
    if office.division is None:
        return
    for certificate in statistics.coming_surveillance(division=office.division, as_of=today, days=0):
        yield Task(
            title=_("Surveillance is due: %(product)s") % {"product": certificate.product_name},
            note=f"{certificate.number} · {certificate.holder_name}",
            url=reverse("desk:certificate", args=[certificate.number]),
            icon="calendar-due",
            colour="gold",
            left=left_until(today, certificate.surveillance_due_on),
        )


def _transitions(office: Office, today: date) -> Iterator[Task]:
    """Superseded standards that certificates in the area still name, one line for each."""
    waiting = unfinished(office, today=today)
    for number, until in dict.fromkeys((each.certificate.standard.number, each.until) for each in waiting):
        names = sum(each.certificate.standard.number == number for each in waiting)
        yield Task(
            title=ngettext(
                "%(count)d certificate to convert: %(standard)s",
                "%(count)d certificates to convert: %(standard)s",
                names,
            )
            % {"count": names, "standard": number},
            note=_("The transition ends on %(day)s") % {"day": day(until)},
            url=reverse("desk:transition", args=[number]),
            icon="replace",
            colour="gold",
            left=left_until(today, until),
        )


def _nominations(office: Office) -> Iterator[Task]:
    for stay in cultivation.memberships_in_reach(office).filter(state=MembershipState.NOMINATED):
        yield Task(
            title=_("Nominated for the pool: %(enterprise)s") % {"enterprise": stay.enterprise.name},
            note=f"{named(stay.enterprise.division)} · {day(stay.nominated_on)}",
            url=reverse("desk:enterprise", args=[stay.enterprise_id]),
            icon="building-factory",
            colour="blue",
        )


def _removal_requests(office: Office, today: date) -> Iterator[Task]:
    for request in publicity.removal_requests_in_reach(office).filter(answered_at__isnull=True):
        yield Task(
            title=_("Removal asked for: %(article)s") % {"article": request.article.title},
            note=day(request.asked_at),
            url=reverse("desk:article", args=[request.article.slug]),
            icon="news",
            colour="gold",
            left=left_until(today, publicity.answer_due_on(request)),
        )


def _drafts(office: Office) -> Iterator[Task]:
    for article in publicity.articles_in_reach(office).filter(state=ArticleState.DRAFT):
        yield Task(
            title=_("To be published: %(article)s") % {"article": article.title},
            note=_("Drafted on %(day)s") % {"day": day(article.created_at)},
            url=reverse("desk:article", args=[article.slug]),
            icon="news",
            colour="grey",
        )


def _unvisited(office: Office, today: date) -> Iterator[Task]:
    if office.division is None:
        return
    pool = list(cultivation.pool_on(office.division, today).values_list("enterprise", flat=True))
    last = cultivation.last_visits(pool)
    since = today - stages.UNVISITED_AFTER
    count = sum(1 for pk in pool if last.get(pk, date.min) < since)
    if count:
        yield Task(
            title=ngettext(
                "%(count)d enterprise of the pool was not visited for %(days)d days",
                "%(count)d enterprises of the pool were not visited for %(days)d days",
                count,
            )
            % {"count": count, "days": stages.UNVISITED_AFTER // timedelta(days=1)},
            note=_("Visits are recorded on the enterprise's page."),
            url=f"{reverse('desk:enterprises')}?view=unvisited",
            icon="map-pin",
            colour="green",
        )
