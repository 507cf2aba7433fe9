"""Bodies and their people, cases in any state, nonconformities and certificates.

A case is brought where it is wanted by the acts of its persons, each on a day of its own in the autumn of 2024.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256

from django.core.files.base import ContentFile

from tests.given import ledgers, people, standards
from yinxin.certification.applications import actions as applications
from yinxin.certification.applications.lifecycle import ApplicationState as State
from yinxin.certification.applications.models import Application, Document
from yinxin.certification.applications.queries import documents_needed
from yinxin.certification.bodies import actions as bodies
from yinxin.certification.bodies.models import Body
from yinxin.certification.certificates import actions as certificates
from yinxin.certification.certificates.models import Certificate
from yinxin.certification.decisions import actions as decisions
from yinxin.certification.evaluations import actions as evaluations
from yinxin.certification.evaluations.models import ElementReport, Nonconformity, TestReport
from yinxin.certification.evaluations.queries import indicators_of
from yinxin.kernel.roles import Role
from yinxin.ledgers.models import Enterprise, Product, Site
from yinxin.people.models import Office
from yinxin.scheme.queries import rulebook
from yinxin.standards.texts.models import Clause, Standard

PDF = b"%PDF-1.4\n%%EOF\n"
KINDS = ("camel_milk", "mutton", "camel_down", "cistanche", "dunaliella")


def on(month: int, day: int, hour: int = 2) -> datetime:
    """A moment of 2024, when the cases below are dealt with; ten in the morning in Alxa unless said otherwise."""
    return datetime(2024, month, day, hour, tzinfo=UTC)


STARTED, SUBMITTED, ACCEPTED = on(9, 2), on(9, 3), on(9, 5)
DOCUMENTS_READ, SITE_SEEN, TESTED = on(9, 12), on(9, 25), on(10, 14)
CONCLUDED, REVIEWED, DECIDED, COUNTERSIGNED = on(10, 16), on(10, 18), on(10, 22), on(10, 24)


# ------------------------------------------------------------------------------------ bodies and people


def body(
    name: str = "示例认证中心",
    *,
    approval_number: str = "",
    kinds: Sequence[str] = KINDS,
    until: date = date(2028, 12, 31),
    is_invented: bool = True,
) -> Body:
    """A certification body that may certify the five industries' products."""
    found = Body.objects.filter(name=name).first()
    return found or bodies.register_body(
        name,
        name_en=f"Example body {Body.objects.count() + 1}",
        division=people.division("150000"),
        approval_number=approval_number or f"CNCA-R-2019-{Body.objects.count() + 901}",
        approved_kinds=kinds,
        approved_until=until,
        is_invented=is_invented,
        at=people.LONG_AGO,
    )


def staff(role: Role, *, of: Body | None = None, username: str = "") -> Office:
    """Somebody of a body; another person for each role unless a name is given."""
    return people.office(role, of=of or body(), username=username)


def applicant(enterprise: Enterprise | None = None) -> Office:
    """The person who acts for an enterprise."""
    return people.office(Role.ENTERPRISE, of=enterprise or ledgers.enterprise())


# ------------------------------------------------------------------------------------ before acceptance


def product(enterprise: Enterprise | None = None, **facts: object) -> Product:
    """A product with its site; its enterprise has told its output of last year."""
    owner = enterprise or ledgers.enterprise()
    if not owner.yearly_figures.exists():
        ledgers.year(owner)
    site = Site.objects.filter(enterprise=owner).first() or ledgers.site(owner)
    return ledgers.product(owner, site=site, **facts)


def standard() -> Standard:
    """A published standard for camel milk."""
    return Standard.objects.filter(number=standards.NUMBER).first() or standards.standard()


def draft(
    of: Product | None = None,
    *,
    standard_number: str = "",
    by_body: Body | None = None,
    at: datetime = STARTED,
) -> Application:
    """A case that was started and no more."""
    chosen = of or product()
    number = standard_number or standard().number
    assert chosen.site is not None
    return applications.start(
        chosen.pk,
        standard_number=number,
        site_pk=chosen.site.pk,
        body_pk=(by_body or body()).pk,
        by=applicant(chosen.enterprise),
        at=at,
    )


def document(
    application: Application,
    item: str,
    *,
    text: bytes = PDF,
    by: Office | None = None,
    at: datetime = STARTED,
) -> Document:
    """A file for one item of the list, in the first format that is taken."""
    name = f"{item}.{rulebook(application.rulebook).document(item).formats[0]}"
    return applications.attach_document(
        application.number,
        item=item,
        file=ContentFile(text, name=name),
        name=name,
        size=len(text),
        sha256=sha256(text).hexdigest(),
        by=by or applicant(application.enterprise),
        at=at,
    )


def completed(application: Application, *, at: datetime = STARTED) -> Application:
    """A draft to which everything that it lacked was added."""
    by = applicant(application.enterprise)
    for needed in documents_needed(application):
        if needed.is_lacking:
            document(application, needed.item.code, by=by, at=at)
    application.refresh_from_db()
    return applications.save_draft(
        application.number,
        changes={"undertaking_given": True, "product_description": "全脂驼乳粉，300 g/罐"},
        seen=application.revision,
        by=by,
        at=at,
    )


# ---------------------------------------------------------------------------------------- the evaluation


def element(
    application: Application,
    name: str,
    *,
    conforms: bool = True,
    by: Office | None = None,
    at: datetime | None = None,
) -> ElementReport:
    """A report of one element."""
    at = at or {"documents": DOCUMENTS_READ, "site": SITE_SEEN, "test": TESTED}[name]
    return evaluations.record_element(
        application.number,
        element=name,
        conforms=conforms,
        summary="逐条核对，符合标准要求。" if conforms else "多项不符合标准要求。",
        started_on=at.date() - timedelta(days=1),
        finished_on=at.date(),
        man_days=Decimal("2.0") if name == "site" else None,
        place="一号牧场" if name == "site" else "",
        by=by or staff(Role.LEAD_AUDITOR, of=application.body),
        at=at,
    )


def laboratory_report(
    application: Application,
    *,
    number: str = "WT-2024-0117",
    value: str = "3.6",
    by: Office | None = None,
    at: datetime = TESTED,
) -> TestReport:
    """A laboratory's report with the same value for every indicator."""
    return evaluations.record_test(
        application.number,
        report_number=number,
        laboratory="示例检验检测中心",
        cma_number="240500140001",
        cma_until=date(2027, 3, 1),
        sampled_on=date(2024, 9, 25),
        tested_on=date(2024, 10, 11),
        sample="CY-2024-0117",
        values={indicator.pk: Decimal(value) for indicator in indicators_of(application)},
        by=by or staff(Role.LEAD_AUDITOR, of=application.body),
        at=at,
    )


def nonconformity(
    application: Application | None = None,
    *,
    grade: str = "major",
    state: str = "open",
    by: Office | None = None,
    at: datetime = SITE_SEEN,
) -> Nonconformity:
    """A nonconformity in a case under evaluation: open, answered or closed."""
    case = application or application_in(State.UNDER_EVALUATION)
    auditor = by or staff(Role.LEAD_AUDITOR, of=case.body)
    clause = Clause.objects.get(standard=case.standard, number="4.2")
    found = evaluations.raise_nonconformity(
        case.number,
        clause_pk=clause.pk,
        grade=grade,
        statement="原奶入库记录缺少两批的牧户编号。",
        by=auditor,
        at=at,
    )
    if state in {"answered", "closed"}:
        found = evaluations.answer_nonconformity(
            found.pk,
            answer="已补录，附收购单照片。",
            by=applicant(case.enterprise),
            at=at + timedelta(days=3),
        )
    if state == "closed":
        found = evaluations.close_nonconformity(
            found.pk, verification="经核对整改证据，可以追溯。", by=auditor, at=at + timedelta(days=5)
        )
    return found


# ------------------------------------------------------------------------------------- cases in any state


def application_in(
    state: State, *, of: Product | None = None, by_body: Body | None = None, outcome: str = "granted"
) -> Application:
    """A case in a state, reached by the acts of those whose acts they are."""
    case = draft(of, by_body=by_body)
    for step in _PATHS[state]:
        case.refresh_from_db()
        step(case, outcome)
    case.refresh_from_db()
    return case


def _submit(case: Application, _outcome: str) -> None:
    case = completed(case)
    applications.submit(case.number, seen=case.revision, by=applicant(case.enterprise), at=SUBMITTED)


def _return(case: Application, _outcome: str) -> None:
    applications.return_for_completion(
        case.number,
        gaps=[("business_licence", "营业执照已过期。"), ("", "请写明年产量的依据。")],
        seen=case.revision,
        by=staff(Role.ACCEPTANCE_OFFICER, of=case.body),
        at=on(9, 4),
    )


def _decline(case: Application, _outcome: str) -> None:
    officer = staff(Role.ACCEPTANCE_OFFICER, of=case.body)
    applications.decline(
        case.number, reasons="产品不在认证范围内。", seen=case.revision, by=officer, at=ACCEPTED
    )


def _accept(case: Application, _outcome: str) -> None:
    applications.accept(
        case.number, seen=case.revision, by=staff(Role.ACCEPTANCE_OFFICER, of=case.body), at=ACCEPTED
    )


def _evaluate(case: Application, outcome: str) -> None:
    element(case, "documents")
    element(case, "site", conforms=outcome == "granted")
    laboratory_report(case)
    element(case, "test")
    case.refresh_from_db()
    evaluations.conclude(
        case.number, seen=case.revision, by=staff(Role.LEAD_AUDITOR, of=case.body), at=CONCLUDED
    )


def _review(case: Application, outcome: str) -> None:
    decisions.review(
        case.number,
        recommendation=outcome,
        reasons="评价材料完整，结论有据。",
        seen=case.revision,
        by=staff(Role.REVIEWER, of=case.body),
        at=REVIEWED,
    )


def _decide(case: Application, outcome: str) -> None:
    decisions.decide(
        case.number,
        outcome=outcome,
        reasons="同意复核意见。",
        seen=case.revision,
        by=staff(Role.CERTIFIER, of=case.body),
        at=DECIDED,
    )


def _countersign(case: Application, _outcome: str) -> None:
    decisions.countersign(
        case.number, seen=case.revision, by=staff(Role.HEAD_OF_BODY, of=case.body), at=COUNTERSIGNED
    )


def _withdraw(case: Application, _outcome: str) -> None:
    applications.withdraw(case.number, seen=case.revision, by=applicant(case.enterprise), at=ACCEPTED)


Step = Callable[[Application, str], None]
_ACCEPTED: tuple[Step, ...] = (_submit, _accept)
_PATHS: dict[State, tuple[Step, ...]] = {
    State.DRAFT: (),
    State.SUBMITTED: (_submit,),
    State.RETURNED: (_submit, _return),
    State.DECLINED: (_submit, _decline),
    State.UNDER_EVALUATION: _ACCEPTED,
    State.EVALUATED: (*_ACCEPTED, _evaluate),
    State.REVIEWED: (*_ACCEPTED, _evaluate, _review),
    State.DECIDED: (*_ACCEPTED, _evaluate, _review, _decide),
    State.CONCLUDED: (*_ACCEPTED, _evaluate, _review, _decide, _countersign),
    State.WITHDRAWN: (_submit, _withdraw),
}


# ------------------------------------------------------------------------------------------ certificates


def certificate(of: Product | None = None, *, by_body: Body | None = None) -> Certificate:
    """A valid certificate, issued on 24 October 2024."""
    return Certificate.objects.get(application=application_in(State.CONCLUDED, of=of, by_body=by_body))


def suspended_certificate(
    of: Product | None = None, *, until: date = date(2025, 2, 1), at: datetime = people.NOW
) -> Certificate:
    """A certificate that its body suspended."""
    row = certificate(of)
    return certificates.suspend(
        row.number,
        reason_code="0204",
        reason="涉嫌在非认证产品上使用标志，正在调查。",
        until=until,
        by=staff(Role.CERTIFIER, of=row.body),
        at=at,
    )


def withdrawn_certificate(of: Product | None = None, *, at: datetime = people.NOW) -> Certificate:
    """A certificate that its body withdrew."""
    row = certificate(of)
    return certificates.withdraw(
        row.number, reason_code="0206", reason="发生质量事故。", by=staff(Role.CERTIFIER, of=row.body), at=at
    )


def cancelled_certificate(of: Product | None = None, *, at: datetime = people.NOW) -> Certificate:
    """A certificate that its body cancelled at the holder's wish."""
    row = certificate(of)
    return certificates.cancel(
        row.number,
        reason_code="0204",
        reason="持证人申请注销。",
        by=staff(Role.CERTIFIER, of=row.body),
        at=at,
    )


def expired_certificate(of: Product | None = None, *, by_body: Body | None = None) -> Certificate:
    """A certificate whose three years are over."""
    row = certificate(of, by_body=by_body)
    certificates.expire_due(on=row.expires_on + timedelta(days=1), at=datetime(2027, 10, 24, 17, tzinfo=UTC))
    row.refresh_from_db()
    return row
