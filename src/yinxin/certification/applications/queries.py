"""Reads: the cases of an office, what each still lacks, and how its clock stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from yinxin.certification.applications import rules
from yinxin.certification.applications.lifecycle import APPLICATION_LIFE, ApplicationState
from yinxin.certification.applications.models import Application, Document, Gap
from yinxin.certification.applications.rules import Interval, Missing, Moved, RunningClock, day_of
from yinxin.kernel.refusals import NotFound
from yinxin.kernel.roles import Role
from yinxin.kernel.working_days import Clock, statutory_calendar
from yinxin.people.models import Office
from yinxin.people.queries import within_reach
from yinxin.register.queries import Act, acts_by_subject
from yinxin.scheme.queries import rulebook
from yinxin.scheme.rules import products
from yinxin.scheme.rules.book import Rulebook
from yinxin.scheme.rules.clocks import Clock as Limit
from yinxin.scheme.rules.values import UnknownName

# Acts that make the clocks of a case stand still, and acts that let them go on.
_STOPS = frozenset({"nonconformity.raised", "nonconformity.reopened"})
_GOES_ON = "nonconformity.answered"
_TESTED = "test_report.recorded"
_ELEMENT_REPORTED = "element.reported"


def applications_in_reach(by: Office) -> QuerySet[Application]:
    """An enterprise's own cases; those of its area for a regulator; for a body those that reached it.

    A draft is the enterprise's paper until it is submitted: its body does not see it.
    """
    rows = Application.objects.select_related("enterprise__division", "product", "standard", "site", "body")
    if by.is_of_body:
        return rows.filter(body=by.organisation_id, submitted_at__isnull=False)
    return rows.filter(within_reach(by, division="enterprise__division", organisation="enterprise"))


def application_of(by: Office, number: str) -> Application:
    """The case of that number. NotFound beyond the office's reach."""
    found = applications_in_reach(by).filter(number=number).first()
    if found is None:
        raise NotFound(noun="application", number=number)
    return found


def states_that_wait_for(role: Role) -> frozenset[ApplicationState]:
    """The states in which a role of a body has something to do."""
    return frozenset(state for state in ApplicationState if APPLICATION_LIFE.verbs(state=state, role=role))


@dataclass(frozen=True, slots=True)
class DocumentNeeded:
    """An item of the rulebook's list, the present file if there is one, and the gap that asks for it again."""

    item: products.Document
    present: Document | None
    earlier: tuple[Document, ...]
    gap: Gap | None

    @property
    def is_lacking(self) -> bool:
        """Whether the case cannot be submitted as this item stands."""
        return self.gap is not None or (self.item.required and self.present is None)


def documents_needed(application: Application) -> list[DocumentNeeded]:
    """Every document that the rulebook asks for this kind of product, in its order."""
    files: dict[str, list[Document]] = {}
    for document in application.documents.select_related("office__user"):
        files.setdefault(document.item, []).append(document)
    gaps = {gap.item: gap for gap in application.gaps.filter(is_answered=False).exclude(item="")}
    return [
        DocumentNeeded(
            item=item,
            present=next((file for file in files.get(item.code, ()) if file.replaced_at is None), None),
            earlier=tuple(file for file in files.get(item.code, ()) if file.replaced_at is not None),
            gap=gaps.get(item.code),
        )
        for item in rulebook(application.rulebook).documents_for(application.product.kind)
    ]


def missing_of(application: Application) -> tuple[Missing, ...]:
    """Everything that the case still lacks before it can be submitted."""
    needed = documents_needed(application)
    return rules.missing(
        required=[each.item.code for each in needed if each.item.required],
        present=[each.item.code for each in needed if each.present is not None],
        asked_again=[each.item.code for each in needed if each.gap is not None],
        manufacturer=application.manufacturer_name,
        factory=application.factory_name,
        annual_output_kg=application.annual_output_kg,
        undertaking_given=application.undertaking_given,
    )


def clock_of(application: Application, *, today: date) -> Clock | None:
    """The most urgent clock of a case, or None where none runs (a draft, or a case that has ended)."""
    clocks = clocks_of([application], today=today)[application.number]
    return clocks[0].clock if clocks else None


def clocks_of(applications: Iterable[Application], *, today: date) -> dict[str, list[RunningClock]]:
    """All clocks that run for each of these cases, the most urgent first; one read of the register for all."""
    rows = list(applications)
    acts = acts_by_subject([row.subject for row in rows])
    return {row.number: _clocks(row, acts.get(row.subject, []), today=today) for row in rows}


def _clocks(application: Application, acts: Sequence[Act], *, today: date) -> list[RunningClock]:
    book = rulebook(application.rulebook)
    moves = [
        Moved(day_of(act.at), act.facts["state"])
        for act in acts
        if act.kind.startswith("application.") and "state" in act.facts
    ]
    intervals = [*_corrections(acts), *_tests(acts)]
    reported = {act.facts["element"]: day_of(act.at) for act in acts if act.kind == _ELEMENT_REPORTED}
    found = []
    for code in dict.fromkeys(limit.code for limit in book.clocks if limit.subject == "application"):
        limit = _in_force(book, code, moves)
        since = rules.started_on(limit, moves) if limit else None
        if limit is None or since is None:
            continue
        if limit.from_state == ApplicationState.UNDER_EVALUATION:
            since = _of_evaluation(book, application.product.kind, code, since, reported)
        if since is not None:
            found.append(
                rules.running(
                    limit,
                    since=since,
                    moves=moves,
                    intervals=intervals,
                    calendar=statutory_calendar(),
                    today=today,
                )
            )
    return sorted(found, key=lambda running: running.urgency)


def _in_force(book: Rulebook, code: str, moves: Sequence[Moved]) -> Limit | None:
    """The limit as it was in force when the case was submitted, so that a later change leaves the case be."""
    submitted = next((move.on for move in moves if move.state == ApplicationState.SUBMITTED), None)
    if submitted is None:
        return None
    try:
        return book.clock(code, on=submitted)
    except UnknownName:
        return None


def _of_evaluation(
    book: Rulebook, kind: str, code: str, since: date, reported: dict[str, date]
) -> date | None:
    """From when a limit of the evaluation runs: an element's until it is reported, the others' from the last report."""
    elements = book.mode_of(kind).elements
    if code in {element.code for element in book.elements}:
        return since if code in elements and code not in reported else None
    if all(element in reported for element in elements):
        return max([since, *reported.values()])
    return None


def _corrections(acts: Sequence[Act]) -> list[Interval]:
    """The times in which at least one nonconformity waited for the enterprise."""
    found: list[Interval] = []
    waiting: set[str] = set()
    since: date | None = None
    for act in acts:
        if act.kind in _STOPS:
            since = since if waiting else day_of(act.at)
            waiting.add(act.facts["number"])
        elif act.kind == _GOES_ON:
            waiting.discard(act.facts["number"])
            if not waiting and since is not None:
                found.append(Interval("correction", since, day_of(act.at)))
                since = None
    if since is not None:
        found.append(Interval("correction", since, None))
    return found


def _tests(acts: Sequence[Act]) -> list[Interval]:
    """The times in which a laboratory had the samples, from sampling to the day its report was recorded."""
    return [
        Interval("testing", date.fromisoformat(act.facts["sampled_on"]), day_of(act.at))
        for act in acts
        if act.kind == _TESTED
    ]
