"""Reads: reports, cases and requests in an office's reach, who handles a report, and how time stands."""

from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet
from django.db.models.functions import Length
from django.utils.timezone import localtime

from yinxin.kernel import tracking as tracking_numbers
from yinxin.kernel.roles import Role
from yinxin.kernel.working_days import (
    Clock,
    Deadline,
    Stay,
    add_days,
    clock,
    statutory_calendar,
)
from yinxin.people.models import Division, Office
from yinxin.people.queries import within_reach
from yinxin.scheme.queries import rulebook, rulebook_in_force
from yinxin.supervision import rules
from yinxin.supervision.models import Case, Report, SuspensionRequest


def reports_in_reach(by: Office) -> QuerySet[Report]:
    """Reports that a regulator's division handles. Nobody else reaches any (认证认可条例 55)."""
    reports = Report.objects.select_related("division", "certificate", "case")
    return reports.filter(division__path__startswith=by.division.path) if by.division else reports.none()


def cases_in_reach(by: Office) -> QuerySet[Case]:
    """Cases of a regulator's division and below. Nobody else reaches any."""
    cases = Case.objects.select_related("division", "certificate", "report", "opened_by__user")
    return cases.filter(division__path__startswith=by.division.path) if by.division else cases.none()


def requests_in_reach(by: Office) -> QuerySet[SuspensionRequest]:
    """Requests to suspend: a body's own certificates, and what a regulator's division asked for."""
    return SuspensionRequest.objects.filter(
        within_reach(by, division="case__division", organisation="certificate__body")
    ).select_related("case", "certificate", "office__user", "office__division")


def report_by_tracking(text: str) -> Report | None:
    """The report whose tracking number somebody typed. Whoever has the number may read state and answer only."""
    tracking = tracking_numbers.as_typed(rules.TRACKING_PREFIX, text)
    return Report.objects.filter(tracking=tracking).first() if tracking else None


def handling_division(code: str = "") -> Division:
    """The division of that code, else the widest that keeps an inspector: who handles a report without a place."""
    chosen = Division.objects.filter(code=code).first() if code else None
    if chosen is not None:
        return chosen
    inspectors = Office.objects.filter(role=Role.INSPECTOR, until__isnull=True).select_related("division")
    widest = inspectors.order_by(Length("division__path"), "division_id").first()
    if widest is None or widest.division is None:
        return Division.objects.order_by(Length("path"), "code")[0]
    return widest.division


def divisions_to_choose() -> QuerySet[Division]:
    """The league and the banners below it, for somebody who reports without a readable code."""
    return Division.objects.filter(path__startswith=handling_division().path)


class TimeLimit(NamedTuple):
    """How the time to decide about a report stands, and the day limit that it is held against."""

    clock: Clock
    limit: int


def clock_of(report: Report, *, today: date) -> TimeLimit:
    """The working days within which it is decided whether a report becomes a case (投诉举报处理 23, 31)."""
    received = localtime(report.received_at).date()
    limit = rulebook_in_force(received).clock("tip_check", on=received).days
    case = getattr(report, "case", None)
    taken_up = case.opened_at if case else report.answered_at
    stay = Stay(received, localtime(taken_up).date() if taken_up else None, counts=True)
    return TimeLimit(clock([stay], limit=limit, calendar=statutory_calendar(), today=today), limit)


def suspension_due(case: Case) -> Deadline:
    """The day by which a body suspends after the failure was confirmed (认证机构管理办法; invariant: five days)."""
    if case.concluded_at is None or case.certificate is None:
        message = f"{case} is not confirmed, or names no certificate"
        raise LookupError(message)
    confirmed = localtime(case.concluded_at).date()
    days = rulebook(case.certificate.rulebook).clock("suspension", on=confirmed).days
    return add_days(confirmed, days, calendar=statutory_calendar())
