"""Reports of misuse, the inspector's cases, and what was asked of a body."""

from datetime import timedelta

from yinxin.console.demonstration import cast, papers
from yinxin.console.demonstration.data import supervision as data
from yinxin.console.demonstration.labels import Labels
from yinxin.console.demonstration.story import Scene
from yinxin.console.demonstration.times import Times
from yinxin.kernel.roles import Role
from yinxin.supervision import actions as supervision
from yinxin.supervision.models import Case, Report


def report(told: data.Report, labels: Labels, times: Times) -> Scene:
    """A report, and what came of it."""
    at = yield times.ago(told.days_ago, minutes=420)
    row = supervision.submit_report(
        kind=told.kind,
        code_text=labels.code(told.label) if told.label else "",
        text=told.text,
        place=told.place,
        photo=papers.photo("举报").file if told.photo else None,
        contact=told.contact,
        division=told.division,
        at=at,
    )
    if told.set_aside_days_ago is not None:
        at = yield times.ago(told.set_aside_days_ago, minutes=70)
        supervision.set_aside(row.tracking, answer=told.answer, by=cast.inspector(), at=at)
    if told.case:
        yield from _case(told.case, row, times)


def _case(told: data.Inquiry, report: Report, times: Times) -> Scene:
    at = yield times.ago(told.opened_days_ago, minutes=75)
    number = supervision.open_case(report.tracking, by=cast.inspector(), at=at).number
    for finding in told.findings:
        at = yield times.ago(finding.days_ago, minutes=330)
        supervision.record_finding(
            number,
            text=finding.text,
            place=finding.place,
            photo=papers.photo("检查").file if finding.photo else None,
            seen_on=times.day_ago(finding.days_ago),
            seen=_seen(number),
            by=cast.inspector(),
            at=at,
        )
    if told.dismissed_days_ago is not None:
        at = yield times.ago(told.dismissed_days_ago, minutes=340)
        supervision.dismiss(
            number, conclusion=told.conclusion, seen=_seen(number), by=cast.inspector(), at=at
        )
    if told.confirmed_days_ago is not None:
        at = yield times.ago(told.confirmed_days_ago, minutes=340)
        supervision.confirm(
            number, conclusion=told.conclusion, seen=_seen(number), by=cast.inspector(), at=at
        )
    if told.request:
        yield from _request(told.request, number, times)
    if told.closed:
        at = yield times.ago(told.closed.days_ago, minutes=360)
        supervision.close(number, answer=told.closed.answer, seen=_seen(number), by=cast.inspector(), at=at)


def _request(told: data.Request, number: str, times: Times) -> Scene:
    at = yield times.ago(told.days_ago, minutes=350)
    request = supervision.ask_to_suspend(
        number,
        reason_code=told.reason_code,
        reason=told.reason,
        seen=_seen(number),
        by=cast.inspector(),
        at=at,
    )
    if told.granted_days_ago is not None:
        at = yield times.ago(told.granted_days_ago, minutes=355)
        supervision.grant_suspension(
            request.pk,
            until=times.today + timedelta(days=told.until_in_days),
            answer=told.answer,
            by=cast.holder(Role.CERTIFIER, unit=request.certificate.body.name),
            at=at,
        )


def _seen(number: str) -> int:
    """The page as it is now: nobody acts in between."""
    return Case.objects.get(number=number).revision
