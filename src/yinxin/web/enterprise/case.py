"""Everything that an enterprise's page says of one application, as finished values."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from yinxin.certification.applications import queries as applications
from yinxin.certification.applications.lifecycle import APPLICATION_LIFE, ApplicationState
from yinxin.certification.applications.models import Application
from yinxin.certification.applications.rules import RunningClock
from yinxin.certification.evaluations.lifecycle import NonconformityState
from yinxin.certification.evaluations.models import ElementReport, Nonconformity, TestResult
from yinxin.people.models import Office
from yinxin.register.queries import acts
from yinxin.scheme.queries import rulebook
from yinxin.scheme.rules.book import Rulebook
from yinxin.web import phrases
from yinxin.web.enterprise.progress import steps_of, timeline_of
from yinxin.web.enterprise.tasks import gap_url, lacks, task_list
from yinxin.web.quantities import limit_of, plain

ACCEPTANCE = "acceptance"  # the rulebook's limit for what comes right after the submission


@dataclass(frozen=True, slots=True)
class ClockShown:
    """A running clock, as components/clock.html takes it, with its name."""

    name: str
    total: int
    used: int
    left: int
    due: date | None
    paused: bool
    why: str
    estimate: bool


@dataclass(frozen=True, slots=True)
class NonconformityShown:
    """A nonconformity with its grade in words and the days that are left to answer it."""

    row: Nonconformity
    grade: str
    blocks_decision: bool
    days_left: int

    @property
    def is_open(self) -> bool:
        return self.row.state == NonconformityState.OPEN


def case_context(application: Application, *, office: Office, today: date, language: str) -> dict[str, Any]:
    """What the page of a case, and its confirmation, show."""
    book = rulebook(application.rulebook)
    documents = applications.documents_needed(application)
    missing = applications.missing_of(application)
    clocks = applications.clocks_of([application], today=today)[application.number]
    is_changeable = application.state in {ApplicationState.DRAFT, ApplicationState.RETURNED}
    return {
        "application": application,
        "is_changeable": is_changeable,
        "is_concluded": application.state == ApplicationState.CONCLUDED,
        "may_withdraw": "withdraw" in APPLICATION_LIFE.verbs(state=application.state, role=office.as_role),
        "steps": steps_of(application),
        "tasks": task_list(application, documents=documents, missing=missing) if is_changeable else [],
        "lacks": lacks(application, missing=missing, language=language) if is_changeable else [],
        "gaps": [(gap, gap_url(application, gap.item)) for gap in application.gaps.filter(is_answered=False)],
        "clocks": [clock_shown(clock, language=language) for clock in clocks],
        "acceptance": next(
            (clock_shown(each, language=language) for each in clocks if each.limit.code == ACCEPTANCE), None
        ),
        "documents": [(each, each.item.name.in_language(language)) for each in documents if each.present],
        "nonconformities": nonconformities_shown(application, book, today=today, language=language),
        "elements": _elements(application, book, language=language),
        "tests": [
            (report, [_result(result) for result in report.results.all()])
            for report in application.test_reports.prefetch_related("results__indicator")
        ],
        "decision": getattr(application, "decision", None),
        "certificate": getattr(application, "certificate", None),
        "timeline": timeline_of(acts(subjects=[application.subject]), own_unit=office.unit),
    }


def clock_shown(running: RunningClock, *, language: str) -> ClockShown:
    """A clock in words; one that stands still says what it waits for."""
    why = phrases.state("application", running.waits_for) if running.waits_for else ""
    return ClockShown(
        name=running.limit.name.in_language(language),
        total=running.total,
        used=running.clock.used,
        left=running.clock.left,
        due=running.clock.due_on,
        paused=running.clock.paused,
        why=why,
        estimate=running.clock.is_estimate,
    )


def nonconformities_shown(
    application: Application, book: Rulebook, *, today: date, language: str
) -> list[NonconformityShown]:
    """The nonconformities of a case, those to be answered first, the most urgent on top."""
    shown = [
        NonconformityShown(
            row,
            book.grade(row.grade).name.in_language(language),
            book.grade(row.grade).blocks_decision,
            (row.due_on - today).days,
        )
        for row in application.nonconformities.select_related("clause")
    ]
    return sorted(shown, key=lambda each: (not each.is_open, each.row.due_on, each.row.pk))


def _elements(
    application: Application, book: Rulebook, *, language: str
) -> list[tuple[str, ElementReport | None]]:
    """The elements of the certification mode, each with the report that stands, if there is one."""
    reports = {
        report.element: report for report in application.element_reports.filter(replaced_at__isnull=True)
    }
    return [
        (book.element(code).name.in_language(language), reports.get(code))
        for code in book.mode_of(application.product.kind).elements
    ]


def _result(result: TestResult) -> tuple[str, str, str, bool]:
    """Item, limit, measured value, and whether it conforms."""
    indicator = result.indicator
    value = f"{plain(result.value)} {indicator.unit}".rstrip()
    return indicator.item, limit_of(indicator), value, result.conforms
