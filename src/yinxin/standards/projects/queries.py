"""Reads: projects within an office's reach, those open to the public's comments, and how each stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, OuterRef, QuerySet, Subquery

from yinxin.kernel.identifiers import standard_number
from yinxin.kernel.months import months_after
from yinxin.kernel.refusals import NotFound
from yinxin.kernel.roles import Role
from yinxin.people.models import Office
from yinxin.people.queries import within_reach
from yinxin.scheme.queries import rulebook
from yinxin.standards.calls.models import Proposal
from yinxin.standards.projects import rules
from yinxin.standards.projects.lifecycle import RUNNING, ProjectState
from yinxin.standards.projects.models import Paper, Project, ProjectKind, StageSpan
from yinxin.standards.texts.models import ORDERING_KINDS, Indicator, Standard

OFFICERS = frozenset({Role.LEAGUE_OFFICER, Role.BANNER_OFFICER})
PROPOSERS = frozenset({Role.ENTERPRISE, Role.ASSOCIATION})


def every_project() -> QuerySet[Project]:
    """All of them: for the calendar."""
    return _with_names()


def projects_in_reach(office: Office) -> QuerySet[Project]:
    """All for the institute; those for their area for officers; those of their proposals for who proposes.

    None for experts: they see what they are assigned to through the review.
    """
    rows = _with_names()
    if office.as_role is Role.INSTITUTE_OFFICER:
        return rows
    if office.as_role in OFFICERS:
        return rows.filter(within_reach(office, division="division", organisation="organisation"))
    if office.as_role in PROPOSERS:
        own = Proposal.objects.filter(proposer=office.organisation_id)
        # A list of keys and no join: a project with two proposals stands there once, and its row can be locked.
        return rows.filter(pk__in=own.values("projects"))
    return rows.none()


def project_of(rows: QuerySet[Project], number: str) -> Project:
    """The one of these with that number. NotFound where there is none."""
    found = rows.filter(number=number).first()
    if found is None:
        raise NotFound(noun="project", number=number)
    return found


def project_of_text(standard: Standard) -> Project | None:
    """The project that a text was written in; none for one that was taken over as it was."""
    return _with_names().filter(standard=standard).first()


def unfinished_revision_of(standard: Standard) -> Project | None:
    """The project that is to replace or amend a standard, running or lapsed. There is one at most."""
    open_states = sorted(RUNNING | {ProjectState.LAPSED})
    return _with_names().filter(revises=standard, state__in=open_states).first()


def years(rows: QuerySet[Project]) -> list[int]:
    """The years in which these were planned, the latest first."""
    return sorted(set(rows.order_by().values_list("year", flat=True)), reverse=True)


def overdue(rows: QuerySet[Project], today: date) -> QuerySet[Project]:
    """Running projects that are still at a stage whose last planned day is over."""
    return rows.filter(state__in=RUNNING, stages__stage=F("state"), stages__planned_until__lt=today)


def lapsing(rows: QuerySet[Project], today: date) -> QuerySet[Project]:
    """Running projects that lapse within the rulebook's days of warning, the next one first."""
    last = today + timedelta(days=rulebook().standards.lapse_warning_days.value)
    return rows.filter(state__in=RUNNING, lapses_on__lte=last).order_by("lapses_on")


def comment_ending(rows: QuerySet[Project], until: date) -> QuerySet[Project]:
    """Projects whose public comment ends by a day, the next one first."""
    return rows.filter(state=ProjectState.COMMENT, comment_until__lte=until).order_by("comment_until")


def with_stage_end(rows: QuerySet[Project]) -> QuerySet[Project]:
    """The same rows with `stage_until`: until when they were planned to be where they are."""
    span = StageSpan.objects.filter(project=OuterRef("pk"), stage=OuterRef("state"))
    return rows.annotate(stage_until=Subquery(span.values("planned_until")[:1]))


@dataclass(frozen=True, slots=True)
class Standing:
    """How a project stands at one stage. `days_late` is 0 where it was, or is still, in time."""

    stage: str
    planned_from: date
    planned_until: date
    entered_on: date | None
    left_on: date | None
    is_current: bool
    days_late: int


def standings(project: Project, spans: Iterable[StageSpan], today: date) -> list[Standing]:
    """Every stage of a project in order, planned and real. Of a project that ended, no stage goes on being late."""
    found: list[Standing] = []
    since = project.planned_on
    for span in spans:
        is_current = span.stage == project.state
        counts = is_current or span.left_on is not None
        found.append(
            Standing(
                stage=span.stage,
                planned_from=since,
                planned_until=span.planned_until,
                entered_on=span.entered_on,
                left_on=span.left_on,
                is_current=is_current,
                days_late=(
                    rules.days_late(span.planned_until, left_on=span.left_on, today=today) if counts else 0
                ),
            )
        )
        since = max(since, span.planned_until)
    return found


def transition_end(project: Project, effective_on: date) -> date:
    """The last day on which certificates may name what this project replaces, unless another is chosen."""
    book = rulebook(project.rulebook).standards
    amends = project.kind == ProjectKind.AMENDMENT
    months = book.amendment_transition_months if amends else book.transition_months
    return months_after(effective_on, months.value)


def number_suggestions(project: Project, *, year: int) -> list[str]:
    """Numbers that would fit: that of the revised standard carried on, or the next of each class."""
    if project.revises is not None:
        revised = standard_number.parse(project.revises.number)
        is_amendment = project.kind == ProjectKind.AMENDMENT
        return [str(rules.number_after(revised, year=year, is_amendment=is_amendment))]
    taken = Standard.objects.exclude(number="").values_list("number", flat=True)
    return [str(number) for number in rules.next_numbers(map(standard_number.parse, taken), year=year)]


def holding(project: Project) -> rules.Holding:
    """What the project has that a stage may need."""
    clauses = project.standard.clauses.exclude(kind__in=sorted(ORDERING_KINDS))
    return rules.Holding(
        papers=frozenset(present_papers(project).values_list("kind", flat=True)),
        has_requirements=clauses.exists(),
        has_indicators=Indicator.objects.filter(clause__standard=project.standard_id).exists(),
        has_drafters=project.drafters.exists(),
        is_amendment=project.kind == ProjectKind.AMENDMENT,
    )


def present_papers(project: Project) -> QuerySet[Paper]:
    """The papers that no newer one has taken the place of."""
    return project.papers.filter(replaced_at__isnull=True)


def _with_names() -> QuerySet[Project]:
    return Project.objects.select_related(
        "industry", "division", "organisation", "standard", "revises", "passed_by"
    )
