"""What every act on a project does: lock the row, ask the table, move between stages, record."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.utils.timezone import localtime

from yinxin.kernel.lifecycle import Move
from yinxin.kernel.months import months_after
from yinxin.kernel.refusals import ChangedMeanwhile, NotYours, WrongState
from yinxin.kernel.roles import Role
from yinxin.people import actions as people
from yinxin.people.models import Office
from yinxin.scheme.queries import rulebook
from yinxin.scheme.rules.guide import StandardRules
from yinxin.standards.projects import queries, rules
from yinxin.standards.projects.actions.refusals import ProjectIncomplete, ProjectReasonMissing
from yinxin.standards.projects.lifecycle import PROJECT_LIFE, ProjectState
from yinxin.standards.projects.models import Project

KEEPERS = frozenset({Role.INSTITUTE_OFFICER})


def day_of(at: datetime) -> date:
    """The day of a moment, where the scheme is run."""
    return localtime(at).date()


def rules_of(project: Project) -> StandardRules:
    """The rules under which a project was planned."""
    return rulebook(project.rulebook).standards


def locked(number: str, by: Office) -> Project:
    """The project, held until the act is over. NotFound beyond the reach of the office."""
    return queries.project_of(queries.projects_in_reach(by).select_for_update(of=("self",)), number)


def move_of(verb: str, project: Project, by: Office, *, seen: int | None) -> Move[ProjectState]:
    """The line of the table, for somebody who has seen the project as it is."""
    move = PROJECT_LIFE.move(verb, state=project.state, role=by.as_role)
    check_seen(project, seen)
    return move


def check_seen(project: Project, seen: int | None) -> None:
    """Refuses ChangedMeanwhile; without `seen` the caller holds the row and has looked."""
    if seen is not None and seen != project.revision:
        raise ChangedMeanwhile(noun="project", number=project.number)


def check_open(
    project: Project,
    by: Office,
    *,
    verb: str,
    states: Collection[ProjectState],
    refusal: type[WrongState],
) -> None:
    """For acts that leave a project where it stands: the institute's, and in these states only."""
    if by.as_role not in KEEPERS:
        raise NotYours(noun="project", verb=verb, role=by.role)
    if project.state not in states:
        raise refusal(noun="project", state=project.state)


def check_complete(verb: str, project: Project) -> None:
    """Refuses a stage's verb with everything that is missing, at once."""
    missing = rules.missing(verb, queries.holding(project))
    if missing:
        raise ProjectIncomplete(noun="project", verb=verb, missing=missing)


def to_stage(project: Project, move: Move[ProjectState], *, on: date, reason: str = "") -> None:
    """Leave one stage on a day and enter the next. Every move sets the lapse of idle projects anew."""
    if move.target != project.state:
        project.stages.filter(stage=project.state).update(left_on=on)
        project.stages.filter(stage=move.target).update(entered_on=on, left_on=None)
    project.state = move.target
    project.reason = reason
    project.lapses_on = months_after(on, rules_of(project).lapse_months.value)
    save(project, "state", "reason", "lapses_on", "comment_until", "passed_by", "ended_on")


def led_back(verb: str, number: str, *, reason: str, seen: int | None, by: Office, at: datetime) -> Project:
    """Lead a project back by a verb that has its reason. Refuses ProjectReasonMissing."""
    project = locked(number, by)
    move = move_of(verb, project, by, seen=seen)
    to_stage(project, move, on=day_of(at), reason=said(reason))
    return project


def said(reason: str) -> str:
    """The reason, if there is one."""
    if not reason.strip():
        raise ProjectReasonMissing(field="reason")
    return reason.strip()


def save(project: Project, *fields: str) -> None:
    """Save these fields; whoever saw the project before has to look again."""
    project.revision += 1
    project.save(update_fields=[*fields, "revision"])


def record(
    kind: str,
    project: Project,
    *,
    by: Office,
    at: datetime,
    facts: Mapping[str, object] | None = None,
    private: Mapping[str, object] | None = None,
    is_open: bool = False,
) -> Project:
    """Append an act on a project to the register, with the state that it led to."""
    people.record(
        kind,
        subject=project.subject,
        by=by,
        at=at,
        facts={"state": project.state, **(facts or {})},
        private=private,
        is_open=is_open,
    )
    return project
