"""A project is planned, and its stages are planned anew."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from yinxin.kernel.months import months_after
from yinxin.kernel.refusals import NotFound, NotYours
from yinxin.ledgers.models import Industry
from yinxin.people import actions as people
from yinxin.people.models import Division, Office
from yinxin.scheme.queries import rulebook
from yinxin.standards.calls.lifecycle import ProposalState
from yinxin.standards.calls.models import Proposal
from yinxin.standards.calls.queries import proposals_in_reach
from yinxin.standards.projects import queries, rules
from yinxin.standards.projects.actions.acting import (
    KEEPERS,
    check_open,
    check_seen,
    day_of,
    locked,
    record,
    save,
)
from yinxin.standards.projects.actions.refusals import (
    PlanOutOfOrder,
    ProjectDayUnfit,
    ProjectOver,
    ProposalNotAccepted,
    ProposalPlanned,
    RevisedAlready,
    RevisesUnfit,
    StageOver,
)
from yinxin.standards.projects.lifecycle import RUNNING, ProjectState
from yinxin.standards.projects.models import Project, ProjectKind, StageSpan
from yinxin.standards.texts import actions as texts
from yinxin.standards.texts.lifecycle import StandardState
from yinxin.standards.texts.models import Standard


@transaction.atomic
def plan(
    *,
    title: str,
    title_en: str = "",
    kind: str = ProjectKind.NEW,
    proposals: Sequence[int] = (),
    revises: Standard | None = None,
    product_kinds: Sequence[str],
    industry: Industry | None = None,
    division: Division,
    on: date,
    is_invented: bool = False,
    by: Office,
    at: datetime,
) -> Project:
    """Take a project into the programme: begin its text and plan its stages by the rulebook. Recorded in the open.

    `proposals` are keys of accepted proposals. The text of a revision or an amendment begins as a copy.
    Refuses NotYours to all but the institute, NotFound, ProposalNotAccepted, ProposalPlanned, RevisesUnfit,
    RevisedAlready, ProjectDayUnfit, and what `texts.begin` refuses.
    """
    if by.as_role not in KEEPERS or by.organisation is None:
        raise NotYours(noun="project", verb="plan", role=by.role)
    if on > day_of(at):
        raise ProjectDayUnfit(field="on")
    accepted = [_plannable(pk, by) for pk in dict.fromkeys(proposals)]
    _check_revises(kind, revises)
    text = texts.begin(
        title=title,
        title_en=title_en,
        product_kinds=product_kinds,
        industry=industry,
        division=division,
        replaces=revises,
        is_placeholder=is_invented,
        by=by,
        at=at,
    )
    if revises is not None:
        texts.copy_text(revises.pk, to=text.pk, by=by, at=at)
    # The register's head is locked since the text began, so that no two projects are given the same number.
    taken = Project.objects.filter(year=on.year).values_list("number", flat=True)
    book = rulebook()
    project = Project.objects.create(
        number=rules.next_number(on.year, list(taken)),
        title=title,
        kind=kind,
        standard=text,
        revises=revises,
        industry=industry,
        division=division,
        organisation=by.organisation,
        year=on.year,
        planned_on=on,
        lapses_on=months_after(on, book.standards.lapse_months.value),
        rulebook=book.version,
        is_invented=is_invented,
    )
    project.proposals.set(accepted)
    days = rules.planned(on, [(stage.code, stage.days) for stage in book.standards.stages])
    StageSpan.objects.bulk_create(
        StageSpan(project=project, stage=stage, planned_until=until) for stage, until in days.items()
    )
    project.stages.filter(stage=project.state).update(entered_on=on)
    people.record(
        "project.planned",
        subject=project.subject,
        by=by,
        at=at,
        facts={
            "state": project.state,
            "title": title,
            "kind": str(kind),
            "division": division.pk,
            "on": on.isoformat(),
            "revises": revises.number if revises else "",
            "proposals": [proposal.pk for proposal in accepted],
        },
        is_open=True,
    )
    return project


@transaction.atomic
def set_plan(number: str, *, until: Mapping[str, date], seen: int, by: Office, at: datetime) -> Project:
    """Plan the last days of stages that are not over yet.

    Refuses NotFound, NotYours, ProjectOver, ChangedMeanwhile, StageOver and PlanOutOfOrder.
    """
    project = locked(number, by)
    check_open(project, by, verb="set_plan", states=RUNNING, refusal=ProjectOver)
    check_seen(project, seen)
    spans = {span.stage: span for span in project.stages.all()}
    changed = {stage: day for stage, day in until.items() if spans[stage].planned_until != day}
    over = sorted(set(changed) - set(rules.stages_ahead(project.state)))
    if over:
        raise StageOver(field=over[0], stage=over[0], noun="project")
    days = {stage: span.planned_until for stage, span in spans.items()} | changed
    wrong = rules.first_out_of_order(project.planned_on, days)
    if wrong:
        raise PlanOutOfOrder(field=wrong, stage=wrong, noun="project")
    for stage, day in changed.items():
        spans[stage].planned_until = day
        spans[stage].save(update_fields=["planned_until"])
    save(project)
    record(
        "project.replanned",
        project,
        by=by,
        at=at,
        facts={stage: day.isoformat() for stage, day in changed.items()},
    )
    return project


def _plannable(pk: int, by: Office) -> Proposal:
    proposal = proposals_in_reach(by).select_for_update(of=("self",)).filter(pk=pk).first()
    if proposal is None:
        raise NotFound(noun="proposal", number=pk)
    if proposal.state != ProposalState.ACCEPTED:
        raise ProposalNotAccepted(field="proposals", title=proposal.title)
    # What was stopped frees its proposals; what lapsed may be resumed, and keeps them.
    other = proposal.projects.exclude(state=ProjectState.STOPPED).first()
    if other is not None:
        raise ProposalPlanned(field="proposals", title=proposal.title, number=other.number)
    return proposal


def _check_revises(kind: str, revises: Standard | None) -> None:
    if (kind == ProjectKind.NEW) != (revises is None):
        raise RevisesUnfit(field="revises")
    if revises is None:
        return
    # Held, so that two projects cannot both find that nobody revises it.
    state = Standard.objects.select_for_update().get(pk=revises.pk).state
    if state != StandardState.PUBLISHED:
        raise RevisesUnfit(field="revises")
    other = queries.unfinished_revision_of(revises)
    if other is not None:
        raise RevisedAlready(field="revises", standard=revises.number, number=other.number)
