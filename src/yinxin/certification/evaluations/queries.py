"""Reads: nonconformities in reach, who evaluated, and what keeps an evaluation from its conclusion."""

from django.db.models import QuerySet

from yinxin.certification.applications.models import Application
from yinxin.certification.applications.queries import applications_in_reach
from yinxin.certification.evaluations import rules
from yinxin.certification.evaluations.models import Nonconformity, TestResult
from yinxin.certification.evaluations.rules import Lacking
from yinxin.people.models import Office
from yinxin.scheme.queries import rulebook
from yinxin.standards.texts.models import Indicator


def nonconformities_in_reach(by: Office) -> QuerySet[Nonconformity]:
    """The nonconformities of the cases that the office reaches."""
    return Nonconformity.objects.filter(application__in=applications_in_reach(by)).select_related(
        "application__enterprise", "clause"
    )


def indicators_of(application: Application) -> QuerySet[Indicator]:
    """Every indicator of the case's standard, in the order of its clauses."""
    return (
        Indicator.objects.filter(clause__standard=application.standard_id)
        .select_related("clause")
        .order_by("clause__ordinal", "id")
    )


def latest_results(application: Application) -> list[TestResult]:
    """For each indicator that was tested, its latest value: a second test takes the place of the first."""
    results = TestResult.objects.filter(report__application=application).select_related("indicator__clause")
    return list({result.indicator_id: result for result in results.order_by("report_id", "id")}.values())


def evaluator_ids(application: Application) -> frozenset[int]:
    """The users who took part in the evaluation, in whatever office."""
    return frozenset(application.evaluators.values_list("office__user", flat=True))


def lacking_of(application: Application) -> tuple[Lacking, ...]:
    """Everything that is still to be done before the evaluation is concluded."""
    book = rulebook(application.rulebook)
    return rules.lacking(
        elements=book.mode_of(application.product.kind).elements,
        reported=dict(
            application.element_reports.filter(replaced_at__isnull=True).values_list("element", "conforms")
        ),
        findings=[
            rules.Finding(row.number, row.state, book.grade(row.grade).blocks_decision)
            for row in application.nonconformities.all()
        ],
        indicators=[indicator.item for indicator in indicators_of(application)],
        results=[rules.Result(row.indicator.item, row.conforms) for row in latest_results(application)],
        has_test_report=application.test_reports.exists(),
    )


def is_conforming(application: Application) -> bool:
    """Whether every element that was reported conforms: only then can a certificate be granted."""
    return not application.element_reports.filter(replaced_at__isnull=True, conforms=False).exists()
