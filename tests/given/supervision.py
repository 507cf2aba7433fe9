"""Reports of misuse, cases in any state, and requests to suspend."""

from datetime import date, datetime

from tests.given import certification, marks, people
from yinxin.certification.models import Certificate
from yinxin.kernel.roles import Role
from yinxin.people.models import Office
from yinxin.supervision import actions as supervision
from yinxin.supervision.lifecycle import CaseState, ReportState, RequestState
from yinxin.supervision.models import Case, Finding, Report, SuspensionRequest

REPORTED = certification.on(11, 20)
OPENED, SEEN, CONFIRMED = certification.on(11, 21), certification.on(11, 22), certification.on(11, 25)
ASKED, ANSWERED, CLOSED = certification.on(11, 26), certification.on(11, 27), certification.on(11, 28)
UNTIL = date(2025, 2, 20)


def report(
    of: Certificate | None = None,
    *,
    kind: str = "uncertified_product",
    code_text: str | None = None,
    text: str = "超市里的散装奶粉也贴了这个标志。",
    place: str = "巴彦浩特镇示例超市",
    contact: str = "13800000000",
    division: str = "",
    state: ReportState = ReportState.RECEIVED,
    at: datetime = REPORTED,
) -> Report:
    """A report with the code of a label, unless another text (or none) was typed."""
    people.inspector()
    typed = marks.code(marks.batch(of)) if code_text is None else code_text
    row = supervision.submit_report(
        kind=kind,
        code_text=typed,
        text=text,
        place=place,
        photo=None,
        contact=contact,
        division=division,
        at=at,
    )
    if state is ReportState.SET_ASIDE:
        row = supervision.set_aside(
            row.tracking, answer="已核查，标签属实。", by=people.inspector(), at=OPENED
        )
    if state in {ReportState.IN_CASE, ReportState.ANSWERED}:
        opened = supervision.open_case(row.tracking, by=people.inspector(), at=OPENED)
        if state is ReportState.ANSWERED:
            dismissed(opened)
        row.refresh_from_db()
    return row


def case(of: Report | None = None, *, state: CaseState = CaseState.OPEN) -> Case:
    """A case on a report, in a state."""
    row = supervision.open_case((of or report()).tracking, by=people.inspector(), at=OPENED)
    if state is CaseState.DISMISSED:
        return dismissed(row)
    if state in {CaseState.CONFIRMED, CaseState.CLOSED}:
        row = confirmed(row)
    return closed(row) if state is CaseState.CLOSED else row


def finding(
    of: Case, *, text: str = "货架上三袋散装奶粉贴有获证产品的标签。", by: Office | None = None
) -> Finding:
    """What an inspector saw."""
    of.refresh_from_db()
    return supervision.record_finding(
        of.number,
        text=text,
        place="巴彦浩特镇示例超市",
        photo=None,
        seen_on=SEEN.date(),
        seen=of.revision,
        by=by or people.inspector(),
        at=SEEN,
    )


def confirmed(of: Case | None = None) -> Case:
    """A case whose misuse was confirmed on a finding."""
    row = of or case()
    finding(row)
    row.refresh_from_db()
    return supervision.confirm(
        row.number,
        conclusion="在非认证产品上使用标志，属实。",
        seen=row.revision,
        by=people.inspector(),
        at=CONFIRMED,
    )


def dismissed(of: Case | None = None) -> Case:
    """A case in which no misuse was found."""
    row = of or case()
    return supervision.dismiss(
        row.number,
        conclusion="标签与产品一致。",
        answer="经核查未发现违法行为。",
        seen=row.revision,
        by=people.inspector(),
        at=CONFIRMED,
    )


def closed(of: Case | None = None) -> Case:
    """A confirmed case that was closed."""
    row = of or confirmed()
    return supervision.close(
        row.number, answer="已责令改正。", seen=row.revision, by=people.inspector(), at=CLOSED
    )


def request(of: Case | None = None, *, state: RequestState = RequestState.ASKED) -> SuspensionRequest:
    """A request to suspend the certificate of a confirmed case."""
    row = of or confirmed()
    asked = supervision.ask_to_suspend(
        row.number,
        reason_code="0204",
        reason="涉嫌在非认证产品上使用标志，正在调查。",
        seen=row.revision,
        by=people.inspector(),
        at=ASKED,
    )
    if state is RequestState.GRANTED:
        return supervision.grant_suspension(
            asked.pk, until=UNTIL, answer="已暂停。", by=certifier(asked), at=ANSWERED
        )
    if state is RequestState.REFUSED:
        return supervision.refuse_suspension(
            asked.pk, answer="企业已提供证据。", by=certifier(asked), at=ANSWERED
        )
    return asked


def certifier(of: SuspensionRequest) -> Office:
    """Who answers a request."""
    return certification.staff(Role.CERTIFIER, of=of.certificate.body)
