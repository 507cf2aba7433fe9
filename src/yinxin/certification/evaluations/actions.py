"""Writes: what the elements of an evaluation showed, what does not conform, what the laboratory measured."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.core.files.base import File
from django.db import transaction

from yinxin.certification.applications.actions import in_hand, moved, stated, touched
from yinxin.certification.applications.lifecycle import ApplicationState
from yinxin.certification.applications.models import Application
from yinxin.certification.applications.rules import day_of
from yinxin.certification.evaluations import queries, rules
from yinxin.certification.evaluations.lifecycle import NONCONFORMITY_LIFE
from yinxin.certification.evaluations.models import (
    ElementReport,
    Evaluator,
    Nonconformity,
    TestReport,
    TestResult,
)
from yinxin.kernel.identifiers import laboratory_number
from yinxin.kernel.refusals import NotAcceptable, NotFound, WrongState
from yinxin.kernel.working_days import add_days, statutory_calendar
from yinxin.people import actions as people
from yinxin.people.models import Office
from yinxin.scheme.queries import rulebook
from yinxin.standards.texts.queries import requirements
from yinxin.standards.texts.rules import conforms as keeps_limit


class ElementNotOfMode(NotAcceptable):
    """The certification mode has no such element: no step is added (认证认可条例 art. 21)."""

    code = "element_not_of_mode"


class DaysDisagree(NotAcceptable):
    """The work ended before it began, or on a day that has not come."""

    code = "element_days_disagree"


class SiteDaysTooFew(NotAcceptable):
    """The visit took less time than the rulebook asks for."""

    code = "site_days_too_few"


class ClauseNotOfStandard(NotAcceptable):
    """The clause belongs to another standard, or asks for nothing."""

    code = "clause_not_of_standard"


class GradeUnknown(NotAcceptable):
    """The rulebook knows no such grade."""

    code = "grade_unknown"


class TestReportTwice(NotAcceptable):
    """This case has a report of that number."""

    __test__ = False
    code = "test_report_twice"


class LaboratoryNotRelied(NotAcceptable):
    """The laboratory's approval does not cover the test, or the days cannot be."""

    code = "laboratory_not_relied"


class IndicatorsDisagree(NotAcceptable):
    """The report tests something else than the standard asks for: too little, or other things."""

    code = "indicators_disagree"


class NotConcludable(NotAcceptable):
    """Parts of the evaluation are missing; all of them are named."""

    code = "evaluation_not_concludable"


class CaseEnded(WrongState):
    """The case was declined or withdrawn; nothing more is answered or verified."""

    code = "case_ended"


@transaction.atomic
def record_element(
    number: str,
    *,
    element: str,
    conforms: bool,
    summary: str,
    started_on: date,
    finished_on: date,
    man_days: Decimal | None = None,
    place: str = "",
    by: Office,
    at: datetime,
) -> ElementReport:
    """Report one element of the case's mode; a later report takes the place of the earlier one, which is kept.

    Refuses ElementNotOfMode, DaysDisagree, and SiteDaysTooFew where a site visit was shorter than the rulebook asks.
    """
    application = _evaluated_by(number, by=by, at=at)
    book = rulebook(application.rulebook)
    if element not in book.mode_of(application.product.kind).elements:
        raise ElementNotOfMode(field="element", element=element)
    if not started_on <= finished_on <= day_of(at):
        raise DaysDisagree(field="finished_on")
    minimum = book.evaluation.site_days_minimum.value
    if element == "site" and not rules.are_days_enough(man_days, minimum):
        raise SiteDaysTooFew(field="man_days", minimum=minimum)
    application.element_reports.filter(element=element, replaced_at__isnull=True).update(replaced_at=at)
    report = ElementReport.objects.create(
        application=application,
        element=element,
        conforms=conforms,
        summary=stated(summary),
        started_on=started_on,
        finished_on=finished_on,
        man_days=man_days,
        place=place,
        office=by,
        recorded_at=at,
    )
    touched(application)
    people.record(
        "element.reported",
        subject=application.subject,
        by=by,
        at=at,
        facts={
            "element": element,
            "conforms": conforms,
            "summary": report.summary,
            "started_on": started_on.isoformat(),
            "finished_on": finished_on.isoformat(),
            "man_days": None if man_days is None else str(man_days),
            "place": place,
        },
    )
    return report


@transaction.atomic
def raise_nonconformity(
    number: str, *, clause_pk: int, grade: str, statement: str, by: Office, at: datetime
) -> Nonconformity:
    """State which clause is not met, how gravely, and by when the rulebook wants it corrected.

    Refuses ClauseNotOfStandard and GradeUnknown.
    """
    application = _evaluated_by(number, by=by, at=at)
    clause = requirements().filter(pk=clause_pk, standard=application.standard_id).first()
    if clause is None:
        raise ClauseNotOfStandard(field="clause")
    grades = {each.code: each for each in rulebook(application.rulebook).grades}
    if grade not in grades:
        raise GradeUnknown(field="grade", grade=grade)
    due = add_days(day_of(at), grades[grade].days_to_correct, calendar=statutory_calendar())
    nonconformity = Nonconformity.objects.create(
        application=application,
        number=f"N-{application.nonconformities.count() + 1:02d}",
        clause=clause,
        grade=grade,
        statement=stated(statement),
        raised_at=at,
        raised_by=by,
        due_on=due.day,
    )
    touched(application)
    _record(
        "nonconformity.raised",
        nonconformity,
        by=by,
        at=at,
        clause=clause.number,
        grade=grade,
        statement=nonconformity.statement,
        due_on=due.day.isoformat(),
    )
    return nonconformity


@transaction.atomic
def answer_nonconformity(
    pk: int, *, answer: str, evidence: "File[bytes] | None" = None, by: Office, at: datetime
) -> Nonconformity:
    """Say how the cause was removed, with evidence if there is some. The enterprise's own act."""
    nonconformity = _locked(pk, "answer", by=by)
    nonconformity.answer = stated(answer)
    nonconformity.answered_at = at
    if evidence is not None:
        nonconformity.evidence = evidence
    nonconformity.save(update_fields=["state", "answer", "answered_at", "evidence"])
    touched(nonconformity.application)
    _record("nonconformity.answered", nonconformity, by=by, at=at, answer=nonconformity.answer)
    return nonconformity


@transaction.atomic
def close_nonconformity(pk: int, *, verification: str, by: Office, at: datetime) -> Nonconformity:
    """Confirm that the correction holds, saying how it was verified. Who does so has evaluated."""
    nonconformity = _locked(pk, "close", by=by)
    nonconformity.verification = stated(verification)
    nonconformity.closed_at = at
    nonconformity.save(update_fields=["state", "verification", "closed_at"])
    _took_part(nonconformity.application, by=by, at=at)
    touched(nonconformity.application)
    _record("nonconformity.closed", nonconformity, by=by, at=at, verification=nonconformity.verification)
    return nonconformity


@transaction.atomic
def reopen_nonconformity(pk: int, *, verification: str, by: Office, at: datetime) -> Nonconformity:
    """Say why the correction does not hold; the enterprise answers again, by the same day."""
    nonconformity = _locked(pk, "reopen", by=by)
    nonconformity.verification = stated(verification)
    nonconformity.save(update_fields=["state", "verification"])
    _took_part(nonconformity.application, by=by, at=at)
    touched(nonconformity.application)
    _record("nonconformity.reopened", nonconformity, by=by, at=at, verification=nonconformity.verification)
    return nonconformity


@transaction.atomic
def record_test(
    number: str,
    *,
    report_number: str,
    laboratory: str,
    cma_number: str,
    cma_until: date,
    sampled_on: date,
    tested_on: date,
    sample: str,
    values: Mapping[int, Decimal],
    by: Office,
    at: datetime,
) -> TestReport:
    """Enter a laboratory's report: one value for each indicator of the standard, judged at once against its limit.

    Refuses LaboratoryNotRelied (number unreadable, approval not valid on the day of the test, days that cannot be),
    IndicatorsDisagree (an item of the standard is missing, or another one is there) and TestReportTwice.
    """
    application = _evaluated_by(number, by=by, at=at)
    cma = laboratory_number.compact(cma_number)
    why = rules.laboratory_problem(
        cma, cma_until=cma_until, sampled_on=sampled_on, tested_on=tested_on, today=day_of(at)
    )
    if why:
        raise LaboratoryNotRelied(field=_FIELD_OF[why], why=why, number=cma_number)
    indicators = {indicator.pk: indicator for indicator in queries.indicators_of(application)}
    missing = [indicator.item for pk, indicator in indicators.items() if pk not in values]
    foreign = sorted(set(values) - set(indicators))
    if missing or foreign:
        raise IndicatorsDisagree(missing=tuple(missing), foreign=foreign)
    if application.test_reports.filter(number=report_number).exists():
        raise TestReportTwice(field="report_number", number=report_number)
    report = TestReport.objects.create(
        application=application,
        number=report_number,
        laboratory=laboratory,
        cma_number=cma,
        cma_until=cma_until,
        sampled_on=sampled_on,
        tested_on=tested_on,
        sample=sample,
        office=by,
        recorded_at=at,
    )
    results = TestResult.objects.bulk_create(
        TestResult(
            report=report, indicator=indicator, value=values[pk], conforms=keeps_limit(indicator, values[pk])
        )
        for pk, indicator in indicators.items()
    )
    touched(application)
    people.record(
        "test_report.recorded",
        subject=application.subject,
        by=by,
        at=at,
        facts={
            "number": report_number,
            "laboratory": laboratory,
            "cma_number": cma,
            "sampled_on": sampled_on.isoformat(),
            "tested_on": tested_on.isoformat(),
            "values": {result.indicator.item: str(result.value) for result in results},
            "conforms": all(result.conforms for result in results),
        },
    )
    return report


@transaction.atomic
def conclude(number: str, *, seen: int, by: Office, at: datetime) -> Application:
    """End the evaluation and hand the case to review. Refuses NotConcludable with all that is missing."""
    application, move = in_hand(number, "conclude_evaluation", seen=seen, by=by)
    lacking = queries.lacking_of(application)
    if lacking:
        book = rulebook(application.rulebook)
        raise NotConcludable(
            lacking=lacking,
            missing=tuple(
                book.element(each.which).name if each.what == "element" else each.which for each in lacking
            ),
        )
    _took_part(application, by=by, at=at)
    moved(application, move)
    people.record(
        "application.evaluated",
        subject=application.subject,
        by=by,
        at=at,
        facts={"state": application.state, "conforms": queries.is_conforming(application)},
    )
    return application


_FIELD_OF = {
    "cma_unreadable": "cma_number",
    "cma_not_valid": "cma_until",
    "sampled_after_tested": "sampled_on",
    "tested_in_future": "tested_on",
}
_ENDED = frozenset({ApplicationState.DECLINED, ApplicationState.WITHDRAWN})


def _evaluated_by(number: str, *, by: Office, at: datetime) -> Application:
    """The case, locked, while it may be evaluated by this office, whose person has evaluated from now on."""
    application, _ = in_hand(number, "conclude_evaluation", by=by)
    _took_part(application, by=by, at=at)
    return application


def _took_part(application: Application, *, by: Office, at: datetime) -> None:
    Evaluator.objects.get_or_create(application=application, office=by, defaults={"since": at})


def _locked(pk: int, verb: str, *, by: Office) -> Nonconformity:
    """The nonconformity, its case locked with it, in the state that the verb leads to; saved by the caller."""
    nonconformity = (
        queries.nonconformities_in_reach(by)
        .select_for_update(of=("self", "application"))
        .filter(pk=pk)
        .first()
    )
    if nonconformity is None:
        raise NotFound(noun="nonconformity", number=pk)
    move = NONCONFORMITY_LIFE.move(verb, state=nonconformity.state, role=by.as_role)
    if nonconformity.application.state in _ENDED:
        raise CaseEnded(state=nonconformity.application.state, open=())
    nonconformity.state = move.target
    return nonconformity


def _record(kind: str, nonconformity: Nonconformity, *, by: Office, at: datetime, **facts: object) -> None:
    people.record(
        kind,
        subject=nonconformity.application.subject,
        by=by,
        at=at,
        facts={"number": nonconformity.number, "state": nonconformity.state, **facts},
    )
