"""Writes: reports from anyone, the inspector's cases, and what is asked of a body and answered by it."""

from datetime import date, datetime
from pathlib import PurePath

from django.core.files import File
from django.db import transaction
from django.utils.timezone import localtime

from yinxin.certification.certificates import actions as certificates
from yinxin.certification.certificates.lifecycle import CertificateState
from yinxin.kernel import tracking as tracking_numbers
from yinxin.kernel.refusals import ChangedMeanwhile, NotAcceptable, NotFound, WrongState
from yinxin.marks import verification
from yinxin.people import actions as people
from yinxin.people.models import Office
from yinxin.register import actions as register
from yinxin.register.rules import OfficeMark
from yinxin.scheme.queries import rulebook
from yinxin.scheme.rules.values import UnknownName
from yinxin.supervision import queries, rules
from yinxin.supervision.lifecycle import CASE_LIFE, REPORT_LIFE, REQUEST_LIFE, RequestState
from yinxin.supervision.models import Case, Finding, Report, SuspensionRequest

ANYONE = OfficeMark(role="public", unit="public")
CODE_KEPT = 40  # characters of what was typed as a code


class MisuseUnknown(NotAcceptable):
    """The rulebook knows no such kind of misuse."""

    code = "misuse_unknown"


class NothingSaid(NotAcceptable):
    """A report, a finding, a conclusion, a reason or an answer without words."""

    code = "nothing_said"


class FindingMissing(NotAcceptable):
    """A misuse is confirmed on what was seen, so there is at least one finding."""

    code = "finding_missing"


class FindingInFuture(NotAcceptable):
    """What was seen was seen today or before."""

    code = "finding_in_future"


class NothingToSuspend(NotAcceptable):
    """The case names no certificate, or one that is not valid any more."""

    code = "nothing_to_suspend"


class SuspensionReasonUnknown(NotAcceptable):
    """The national register takes no such reason for a suspension."""

    code = "suspension_reason_unknown"


class AlreadyAsked(WrongState):
    """The body has not answered the earlier request yet."""

    code = "suspension_already_asked"


class RequestUnanswered(WrongState):
    """A case is not closed while the body owes its answer."""

    code = "suspension_request_unanswered"


# ---------------------------------------------------------------------------------------------- reports


@transaction.atomic
def submit_report(
    *,
    kind: str,
    text: str,
    code_text: str = "",
    place: str = "",
    photo: File | None = None,  # type: ignore[type-arg]
    contact: str = "",
    division: str = "",
    at: datetime,
) -> Report:
    """Take a report of misuse from anyone (认证认可条例 55), and give it a tracking number that cannot be guessed.

    A code that reads links the report to its certificate, and to the division that looks after the holder; else
    `division` handles it, or the league. Refuses MisuseUnknown and NothingSaid. Records `report.received`, sealed and
    without the contact, which stands in the report's row only and is erased by `jobs.forget_contacts`.
    """
    try:
        rulebook().misuse_kind(kind)
    except UnknownName as error:
        raise MisuseUnknown(field="kind", kind=kind) from error
    said = _said(text, field="text")
    batch = verification.located(code_text, at=at).batch if code_text.strip() else None
    certificate = batch.certificate if batch else None
    tracking = tracking_numbers.fresh(rules.TRACKING_PREFIX)
    report = Report.objects.create(
        tracking=tracking,
        kind=kind,
        code_text=code_text.strip()[:CODE_KEPT],
        certificate=certificate,
        division=certificate.enterprise.division if certificate else queries.handling_division(division),
        place=place.strip(),
        text=said,
        photo=_renamed(photo, tracking),
        contact=contact.strip(),
        received_at=at,
    )
    register.append(
        "report.received",
        subject=report.subject,
        office=ANYONE,
        at=at,
        facts={
            "state": report.state,
            "kind": kind,
            "division": report.division_id,
            "certificate": certificate.number if certificate else "",
        },
    )
    return report


@transaction.atomic
def set_aside(tracking: str, *, answer: str, by: Office, at: datetime) -> Report:
    """Answer a report without opening a case. Refuses NotFound, NotYours, WrongState, NothingSaid."""
    report = _locked_report(tracking, by=by)
    move = REPORT_LIFE.move("set_aside", state=report.state, role=by.as_role)
    report.state = move.target
    report.answer = _said(answer, field="answer")
    report.answered_at = at
    report.save(update_fields=["state", "answer", "answered_at"])
    people.record(
        "report.set_aside",
        subject=report.subject,
        by=by,
        at=at,
        facts={"state": report.state, "answer": report.answer},
    )
    return report


@transaction.atomic
def open_case(tracking: str, *, by: Office, at: datetime) -> Case:
    """Open a case on a report. Refuses NotFound, NotYours, WrongState. Records `report.taken_up` and `case.opened`."""
    report = _locked_report(tracking, by=by)
    move = REPORT_LIFE.move("open_case", state=report.state, role=by.as_role)
    report.state = move.target
    report.save(update_fields=["state"])
    people.record("report.taken_up", subject=report.subject, by=by, at=at, facts={"state": report.state})
    # The register's head is locked from here on, so that no two cases are given the same number.
    case = Case.objects.create(
        number=_next_number(localtime(at).year),
        report=report,
        certificate=report.certificate,
        kind=report.kind,
        division=report.division,
        opened_at=at,
        opened_by=by,
    )
    people.record(
        "case.opened",
        subject=case.subject,
        by=by,
        at=at,
        facts={"state": case.state, "kind": case.kind, "report": report.tracking},
    )
    return case


# ------------------------------------------------------------------------------------------------ cases


@transaction.atomic
def record_finding(
    case_number: str,
    *,
    text: str,
    place: str = "",
    photo: File | None = None,  # type: ignore[type-arg]
    seen_on: date,
    seen: int,
    by: Office,
    at: datetime,
) -> Finding:
    """Write down what was seen, where and when.

    Refuses NotFound, NotYours, WrongState, ChangedMeanwhile, NothingSaid, FindingInFuture.
    """
    case = _locked_case(case_number, by=by)
    CASE_LIFE.move("record_finding", state=case.state, role=by.as_role)
    _check_seen(case, seen)
    if seen_on > localtime(at).date():
        raise FindingInFuture(field="seen_on")
    finding = Finding.objects.create(
        case=case,
        text=_said(text, field="text"),
        place=place.strip(),
        photo=_renamed(photo, case.number),
        seen_on=seen_on,
        office=by,
        recorded_at=at,
    )
    _save(case)
    people.record(
        "case.finding_recorded",
        subject=case.subject,
        by=by,
        at=at,
        facts={
            "state": case.state,
            "text": finding.text,
            "place": finding.place,
            "seen_on": seen_on.isoformat(),
        },
    )
    return finding


@transaction.atomic
def confirm(case_number: str, *, conclusion: str, seen: int, by: Office, at: datetime) -> Case:
    """State that the mark was misused. From this day a body has the rulebook's days to suspend.

    Refuses NotFound, NotYours, WrongState, ChangedMeanwhile, NothingSaid, and FindingMissing without a finding.
    """
    case = _locked_case(case_number, by=by)
    move = CASE_LIFE.move("confirm", state=case.state, role=by.as_role)
    _check_seen(case, seen)
    if not case.findings.exists():
        raise FindingMissing
    case.state = move.target
    case.conclusion = _said(conclusion, field="conclusion")
    case.concluded_at = at
    _save(case, "state", "conclusion", "concluded_at")
    people.record(
        "case.confirmed",
        subject=case.subject,
        by=by,
        at=at,
        facts={"state": case.state, "conclusion": case.conclusion},
    )
    return case


@transaction.atomic
def dismiss(
    case_number: str, *, conclusion: str, answer: str = "", seen: int, by: Office, at: datetime
) -> Case:
    """State that no misuse was found, and answer the report: with `answer`, or else with the conclusion.

    Refuses NotFound, NotYours, WrongState, ChangedMeanwhile, NothingSaid.
    """
    case = _locked_case(case_number, by=by)
    move = CASE_LIFE.move("dismiss", state=case.state, role=by.as_role)
    _check_seen(case, seen)
    case.state = move.target
    case.conclusion = _said(conclusion, field="conclusion")
    case.concluded_at = at
    _save(case, "state", "conclusion", "concluded_at")
    people.record(
        "case.dismissed",
        subject=case.subject,
        by=by,
        at=at,
        facts={"state": case.state, "conclusion": case.conclusion},
    )
    _answer_report(case, answer=answer.strip() or case.conclusion, by=by, at=at)
    return case


@transaction.atomic
def close(case_number: str, *, answer: str, seen: int, by: Office, at: datetime) -> Case:
    """End a confirmed case and answer its report. A body cannot: NotYours.

    Refuses NotFound, NotYours, WrongState, ChangedMeanwhile, NothingSaid, and RequestUnanswered while a body owes its
    answer.
    """
    case = _locked_case(case_number, by=by)
    move = CASE_LIFE.move("close", state=case.state, role=by.as_role)
    _check_seen(case, seen)
    if case.suspension_requests.filter(state=RequestState.ASKED).exists():
        raise RequestUnanswered(case=case.number)
    said = _said(answer, field="answer")
    case.state = move.target
    case.closed_at = at
    _save(case, "state", "closed_at")
    people.record(
        "case.closed", subject=case.subject, by=by, at=at, facts={"state": case.state, "answer": said}
    )
    _answer_report(case, answer=said, by=by, at=at)
    return case


# --------------------------------------------------------------------------------- requests to suspend


@transaction.atomic
def ask_to_suspend(
    case_number: str, *, reason_code: str, reason: str, seen: int, by: Office, at: datetime
) -> SuspensionRequest:
    """Ask the body to suspend the certificate of a confirmed case: a regulator never suspends (认证认可条例 13).

    Due within the rulebook's days after the confirmation. Refuses NotFound, NotYours, WrongState, ChangedMeanwhile,
    NothingToSuspend, SuspensionReasonUnknown, NothingSaid and AlreadyAsked.
    """
    case = _locked_case(case_number, by=by)
    CASE_LIFE.move("ask_to_suspend", state=case.state, role=by.as_role)
    _check_seen(case, seen)
    certificate = case.certificate
    if certificate is None or certificate.state != CertificateState.VALID:
        raise NothingToSuspend(case=case.number)
    try:
        known = rulebook(certificate.rulebook).reason("suspend", reason_code)
    except UnknownName as error:
        raise SuspensionReasonUnknown(field="reason_code", code=reason_code) from error
    if case.suspension_requests.filter(state=RequestState.ASKED).exists():
        raise AlreadyAsked(case=case.number)
    request = SuspensionRequest.objects.create(
        case=case,
        certificate=certificate,
        reason_code=known.code,
        reason=_said(reason, field="reason"),
        asked_at=at,
        due_on=queries.suspension_due(case).day,
        office=by,
    )
    _save(case)
    people.record(
        "suspension_request.made",
        subject=request.subject,
        by=by,
        at=at,
        facts={
            "state": request.state,
            "case": case.number,
            "certificate": certificate.number,
            "reason_code": request.reason_code,
            "reason": request.reason,
            "due_on": request.due_on.isoformat(),
        },
    )
    return request


@transaction.atomic
def grant_suspension(
    request_pk: int, *, until: date, answer: str, by: Office, at: datetime
) -> SuspensionRequest:
    """The body suspends as it was asked to, and says so. Only its certifier: NotYours.

    The certificate is suspended in the same transaction; what `certificates.suspend` refuses is refused here.
    """
    request = _locked_request(request_pk, by=by)
    move = REQUEST_LIFE.move("grant", state=request.state, role=by.as_role)
    certificates.suspend(
        request.certificate.number,
        reason_code=request.reason_code,
        reason=request.reason,
        until=until,
        by=by,
        at=at,
    )
    request.state = move.target
    request.answer = answer.strip()
    _save_answer(request, at=at)
    people.record(
        "suspension_request.granted",
        subject=request.subject,
        by=by,
        at=at,
        facts={"state": request.state, "until": until.isoformat(), "answer": request.answer},
    )
    return request


@transaction.atomic
def refuse_suspension(request_pk: int, *, answer: str, by: Office, at: datetime) -> SuspensionRequest:
    """The body does not suspend, and says why. Only its certifier: NotYours. Refuses WrongState, NothingSaid."""
    request = _locked_request(request_pk, by=by)
    move = REQUEST_LIFE.move("refuse", state=request.state, role=by.as_role)
    request.state = move.target
    request.answer = _said(answer, field="answer")
    _save_answer(request, at=at)
    people.record(
        "suspension_request.refused",
        subject=request.subject,
        by=by,
        at=at,
        facts={"state": request.state, "answer": request.answer},
    )
    return request


# ------------------------------------------------------------------------------------------------ parts


def _answer_report(case: Case, *, answer: str, by: Office, at: datetime) -> None:
    if case.report_id is None:
        return
    report = Report.objects.select_for_update().get(pk=case.report_id)
    move = REPORT_LIFE.move("answer", state=report.state, role=by.as_role)
    report.state = move.target
    report.answer = answer
    report.answered_at = at
    report.save(update_fields=["state", "answer", "answered_at"])
    people.record(
        "report.answered",
        subject=report.subject,
        by=by,
        at=at,
        facts={"state": report.state, "answer": answer},
    )


def _save(case: Case, *fields: str) -> None:
    """Save with a new revision, so that whoever has the old page open is told."""
    case.revision += 1
    case.save(update_fields=[*fields, "revision"])


def _save_answer(request: SuspensionRequest, *, at: datetime) -> None:
    request.answered_at = at
    request.save(update_fields=["state", "answer", "answered_at"])
    _save(request.case)


def _check_seen(case: Case, seen: int) -> None:
    if case.revision != seen:
        raise ChangedMeanwhile(noun="case", number=case.number)


def _said(text: str, *, field: str) -> str:
    said = text.strip()
    if not said:
        raise NothingSaid(field=field)
    return said


def _renamed(photo: File | None, name: str) -> File | str:  # type: ignore[type-arg]
    """The photo under a name of ours: the name on somebody's phone may say who they are."""
    if photo is None:
        return ""
    photo.name = f"{name}{PurePath(photo.name or '').suffix.lower()}"
    return photo


def _next_number(year: int) -> str:
    prefix = f"AJ-{year}-"
    return f"{prefix}{Case.objects.filter(number__startswith=prefix).count() + 1:04d}"


def _locked_report(tracking: str, *, by: Office) -> Report:
    report = queries.reports_in_reach(by).select_for_update(of=("self",)).filter(tracking=tracking).first()
    if report is None:
        raise NotFound(noun="report", number=tracking)
    return report


def _locked_case(number: str, *, by: Office) -> Case:
    case = queries.cases_in_reach(by).select_for_update(of=("self",)).filter(number=number).first()
    if case is None:
        raise NotFound(noun="case", number=number)
    return case


def _locked_request(pk: int, *, by: Office) -> SuspensionRequest:
    request = queries.requests_in_reach(by).select_for_update(of=("self", "case")).filter(pk=pk).first()
    if request is None:
        raise NotFound(noun="suspension request", number=pk)
    return request
