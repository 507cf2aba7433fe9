"""The file of a case (案卷) as its body and the regulators read it: finished values for templates/case/*.html."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from yinxin.certification.applications import queries as applications
from yinxin.certification.applications.lifecycle import ApplicationState
from yinxin.certification.applications.models import Application, Gap
from yinxin.certification.applications.rules import RunningClock
from yinxin.certification.decisions.models import Decision, Outcome
from yinxin.certification.decisions.queries import decision_of, review_of
from yinxin.certification.evaluations import queries as evaluations
from yinxin.certification.evaluations.lifecycle import NonconformityState
from yinxin.certification.evaluations.models import ElementReport, Nonconformity, TestReport
from yinxin.certification.evaluations.rules import Lacking
from yinxin.kernel.refusals import NotFound
from yinxin.register.queries import acts
from yinxin.scheme.queries import rulebook
from yinxin.scheme.rules.book import Rulebook
from yinxin.web import phrases
from yinxin.web.case_timeline import timeline_of
from yinxin.web.files import is_shown
from yinxin.web.quantities import limit_of, plain
from yinxin.web.templatetags.yinxin import day, filesize
from yinxin.web.wording.certification import OUTCOMES

_S = ApplicationState
_TONES = {
    NonconformityState.OPEN: "info",
    NonconformityState.ANSWERED: "warn",
    NonconformityState.CLOSED: "ok",
}
_ENDED = frozenset({_S.CONCLUDED, _S.DECLINED, _S.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the procedure, as components/steps.html takes it."""

    label: str
    note: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class ClockShown:
    """A running clock in words, as components/clock.html takes it."""

    name: str
    total: int
    used: int
    left: int
    due: date | None
    paused: bool
    why: str
    estimate: bool


@dataclass(frozen=True, slots=True)
class FileShown:
    """A handed-in document, as components/files.html takes it."""

    item: str
    name: str
    url: str
    meta: str
    status: str
    tone: str
    preview_url: str
    earlier: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class NonconformityShown:
    """A nonconformity with its grade in words and the calendar days that are left."""

    row: Nonconformity
    grade: str
    grade_tone: str
    state: str
    tone: str
    days_left: int
    evidence_url: str
    is_open: bool
    waits_for_auditor: bool


@dataclass(frozen=True, slots=True)
class ResultShown:
    """One measured value beside its limit."""

    clause: str
    item: str
    limit: str
    value: str
    conforms: bool


@dataclass(frozen=True, slots=True)
class TestShown:
    """A laboratory's report with its values."""

    report: TestReport
    results: list[ResultShown] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ElementShown:
    """An element of the certification mode, reported or not yet."""

    name: str
    what: str
    report: ElementReport | None


def case_file(application: Application, *, space: str, today: date, language: str) -> dict[str, Any]:
    """Everything that the pages of a case show. `space` is the audience whose addresses lead to the files."""
    book = rulebook(application.rulebook)
    clocks = applications.clocks_of([application], today=today)[application.number]
    review, decision = review_of(application), decision_of(application)
    certificate = getattr(application, "certificate", None)
    elements = elements_of(application, book, language=language)
    nonconformities = nonconformities_of(application, book, space=space, today=today, language=language)
    return {
        "application": application,
        "state": phrases.state("application", application.state),
        "kind": book.product_kind(application.product.kind).name.in_language(language),
        "mode": book.mode_of(application.product.kind).formula.in_language(language),
        "output": plain(application.annual_output_kg) if application.annual_output_kg is not None else "—",
        "outcome": OUTCOMES.get(application.outcome, ""),
        "steps": steps_of(application, elements, decision),
        "clocks": [clock_shown(running, language=language) for running in clocks],
        "documents": files_of(application, space=space, language=language),
        "lacking_documents": lacking_documents(application, language=language),
        "gaps": gaps_of(application, book, language=language),
        "elements": elements,
        "nonconformities": nonconformities,
        "open_nonconformities": sum(
            shown.row.state != NonconformityState.CLOSED for shown in nonconformities
        ),
        "waiting_nonconformities": sum(shown.waits_for_auditor for shown in nonconformities),
        "tests": tests_of(application),
        "review": review,
        "recommendation": OUTCOMES[review.recommendation] if review else "",
        "decision": decision,
        "decided": OUTCOMES[decision.outcome] if decision else "",
        "certificate": certificate,
        "certificate_url": reverse(f"{space}:certificate", args=(certificate.number,)) if certificate else "",
        "lacking": lacking_words(evaluations.lacking_of(application), book, language=language)
        if application.state == _S.UNDER_EVALUATION
        else [],
        "timeline": timeline_of(acts(subjects=[application.subject]), book, language=language),
    }


def clock_shown(running: RunningClock, *, language: str) -> ClockShown:
    """A clock in words; one that stands still says what it waits for."""
    return ClockShown(
        name=running.limit.name.in_language(language),
        total=running.total,
        used=running.clock.used,
        left=running.clock.left,
        due=running.clock.due_on,
        paused=running.clock.paused,
        why=phrases.state("application", running.waits_for) if running.waits_for else "",
        estimate=running.clock.is_estimate,
    )


def steps_of(
    application: Application, elements: Sequence[ElementShown], decision: Decision | None
) -> list[Step]:
    """How far the case has come, step by step of the procedure: none added, none left out (认证认可条例 art. 21)."""
    review = review_of(application)
    done: list[tuple[str, Any]] = [
        (pgettext("step", "Submitted"), application.submitted_at),
        (pgettext("step", "Accepted"), application.accepted_at),
        *((shown.name, shown.report.recorded_at if shown.report else None) for shown in elements),
        (pgettext("step", "Reviewed"), review.reviewed_at if review else None),
        (pgettext("step", "Decided"), decision.decided_at if decision else None),
        (pgettext("step", "Certificate"), application.concluded_at),
    ]
    is_stopped = application.outcome == Outcome.REFUSED or application.state in {_S.DECLINED, _S.WITHDRAWN}
    at = _step_now(_S(application.state), [moment for _label, moment in done], len(elements))
    if application.outcome == Outcome.REFUSED:
        at = len(done) - 1
    return [
        _step(label, moment, is_now=place == at, is_stopped=is_stopped, application=application)
        for place, (label, moment) in enumerate(done)
    ]


def _step_now(state: ApplicationState, done: Sequence[object], elements: int) -> int:
    """The place of the step that the case stands on; behind the last where it has been concluded."""
    of_evaluation = next((place for place in range(2, 2 + elements) if not done[place]), 1 + elements)
    places = {
        _S.DRAFT: 0,
        _S.SUBMITTED: 1,
        _S.RETURNED: 1,
        _S.UNDER_EVALUATION: of_evaluation,
        _S.EVALUATED: 2 + elements,
        _S.REVIEWED: 3 + elements,
        _S.DECIDED: 4 + elements,
        _S.CONCLUDED: len(done),
    }
    first_open = next((place for place, moment in enumerate(done) if not moment), len(done))
    return places.get(state, first_open)


def _step(label: str, moment: Any, *, is_now: bool, is_stopped: bool, application: Application) -> Step:
    if is_now:
        words = OUTCOMES.get(application.outcome) or phrases.state("application", application.state)
        return Step(label, str(words), "bad" if is_stopped else "now")
    if moment:
        return Step(label, day(moment, "short"), "done")
    return Step(label)


def files_of(application: Application, *, space: str, language: str) -> list[FileShown]:
    """The documents that were handed in, in the order of the rulebook's list."""
    return [
        FileShown(
            item=needed.item.name.in_language(language),
            name=needed.present.name,
            url=_document_url(space, application, needed.present.pk),
            meta=" · ".join((filesize(needed.present.size), day(needed.present.uploaded_at))),
            status=_("Asked for again") if needed.gap else "",
            tone="warn" if needed.gap else "",
            preview_url=_document_url(space, application, needed.present.pk)
            if is_shown(needed.present.name)
            else "",
            earlier=tuple((file.name, _document_url(space, application, file.pk)) for file in needed.earlier),
        )
        for needed in applications.documents_needed(application)
        if needed.present is not None
    ]


def lacking_documents(application: Application, *, language: str) -> list[str]:
    """The names of the documents that must still be handed in."""
    return [
        needed.item.name.in_language(language)
        for needed in applications.documents_needed(application)
        if needed.is_lacking
    ]


def gaps_of(application: Application, book: Rulebook, *, language: str) -> list[tuple[str, Gap]]:
    """What was asked for when the case was returned, with the name of the document where it is one."""
    return [
        (book.document(gap.item).name.in_language(language) if gap.item else _("Application form"), gap)
        for gap in application.gaps.all()
    ]


def elements_of(application: Application, book: Rulebook, *, language: str) -> list[ElementShown]:
    """The elements of the case's mode, each with the report that stands."""
    reports = {
        report.element: report
        for report in application.element_reports.filter(replaced_at__isnull=True).select_related(
            "office__user"
        )
    }
    return [
        ElementShown(
            book.element(code).name.in_language(language),
            book.element(code).what.in_language(language),
            reports.get(code),
        )
        for code in book.mode_of(application.product.kind).elements
    ]


def nonconformities_of(
    application: Application, book: Rulebook, *, space: str, today: date, language: str
) -> list[NonconformityShown]:
    """The nonconformities of a case in the order of their numbers."""
    return [
        NonconformityShown(
            row=row,
            grade=book.grade(row.grade).name.in_language(language),
            grade_tone="bad" if book.grade(row.grade).blocks_decision else "warn",
            state=phrases.state("nonconformity", row.state),
            tone=_TONES[NonconformityState(row.state)],
            days_left=(row.due_on - today).days,
            evidence_url=_evidence_url(space, application, row) if row.evidence else "",
            is_open=row.state == NonconformityState.OPEN,
            waits_for_auditor=row.state == NonconformityState.ANSWERED and application.state not in _ENDED,
        )
        for row in application.nonconformities.select_related("clause", "raised_by__user")
    ]


def tests_of(application: Application) -> list[TestShown]:
    """The laboratories' reports, each value beside its limit."""
    reports = application.test_reports.select_related("office__user").prefetch_related(
        "results__indicator__clause"
    )
    return [
        TestShown(
            report,
            [
                ResultShown(
                    clause=result.indicator.clause.number,
                    item=result.indicator.item,
                    limit=limit_of(result.indicator),
                    value=f"{plain(Decimal(result.value))} {result.indicator.unit}".rstrip(),
                    conforms=result.conforms,
                )
                for result in report.results.all()
            ],
        )
        for report in reports
    ]


def lacking_words(lacking: Iterable[Lacking], book: Rulebook, *, language: str) -> list[str]:
    """What keeps an evaluation from its conclusion, one line each."""
    found = list(lacking)
    indicators = [each for each in found if each.what == "indicator"]
    words: dict[str, Callable[[Lacking], str]] = {
        "element": lambda each: (
            _("%(element)s is not reported yet")
            % {"element": book.element(each.which).name.in_language(language)}
        ),
        "test_report": lambda _each: _("No test report has been entered"),
        "nonconformity": lambda each: _("%(number)s is not closed yet") % {"number": each.which},
        "value": lambda each: _("%(item)s lies beyond its limit") % {"item": each.which},
    }
    lines = [words[each.what](each) for each in found if each.what in words]
    if indicators:
        lines.append(
            ngettext(
                "%(n)s indicator is not tested yet", "%(n)s indicators are not tested yet", len(indicators)
            )
            % {"n": len(indicators)}
        )
    return lines


def _document_url(space: str, application: Application, pk: int) -> str:
    return reverse(f"{space}:case_document", args=(application.number, pk))


def _evidence_url(space: str, application: Application, row: Nonconformity) -> str:
    return reverse(f"{space}:case_evidence", args=(application.number, row.number))


def document_of(application: Application, pk: int) -> tuple["File[bytes]", str]:
    """A document of the case with its name, an earlier version too. NotFound where there is none."""
    document = application.documents.filter(pk=pk).first()
    if document is None:
        raise NotFound(noun="document", number=pk)
    return document.file, document.name


def evidence_of(application: Application, number: str) -> tuple["File[bytes]", str]:
    """The evidence of a correction with its name. NotFound where there is none."""
    nonconformity = application.nonconformities.filter(number=number).exclude(evidence="").first()
    if nonconformity is None:
        raise NotFound(noun="document", number=number)
    return nonconformity.evidence, PurePath(str(nonconformity.evidence.name)).name
