"""A project ends: its standard is numbered and published, or it lapses or is stopped; a lapsed one may be resumed."""

from datetime import date, datetime

from django.db import transaction

from yinxin.kernel.identifiers import standard_number
from yinxin.kernel.roles import Role
from yinxin.people.actions import CALENDAR
from yinxin.people.models import Office
from yinxin.register import actions as register
from yinxin.standards.projects import queries
from yinxin.standards.projects.actions.acting import day_of, locked, move_of, record, said, to_stage
from yinxin.standards.projects.actions.refusals import (
    NumberUnfit,
    ProjectDayUnfit,
    TextChanged,
)
from yinxin.standards.projects.lifecycle import PROJECT_LIFE, RUNNING
from yinxin.standards.projects.models import APPROVED_VERSION, Project, ProjectKind
from yinxin.standards.texts import actions as texts
from yinxin.standards.texts import rules as text_rules
from yinxin.standards.texts.queries import clauses_in_order


@transaction.atomic
def number(project_number: str, *, number: str, seen: int, by: Office, at: datetime) -> Project:
    """Give the approved text its number, in its one spelling (团体标准管理规定 art. 17). Recorded in the open.

    Refuses NotFound, NotYours, WrongState, ChangedMeanwhile, TextChanged, NumberUnfit, and what `texts.give_number`
    refuses: a number that is taken, or none.
    """
    project = locked(project_number, by)
    move = move_of("number", project, by, seen=seen)
    _check_text(project)
    _check_amends(project, number)
    project.standard = text = texts.give_number(project.standard_id, number=number, by=by, at=at)
    facts = {"number": text.number, "title": project.title}
    to_stage(project, move, on=day_of(at))
    return record("project.numbered", project, by=by, at=at, facts=facts, is_open=True)


@transaction.atomic
def publish(
    number: str,
    *,
    on: date,
    effective_on: date,
    transition_until: date | None = None,
    seen: int,
    by: Office,
    at: datetime,
) -> Project:
    """Publish the standard, which ends the project. Recorded in the open.

    What it replaces is superseded from `effective_on`, with a transition of the rulebook's months unless another day
    is given. Refuses NotFound, NotYours, WrongState, ChangedMeanwhile, TextChanged, ProjectDayUnfit, and what
    `texts.publish` refuses: an effective day before the day of publication, a transition that ends before it.
    """
    project = locked(number, by)
    move = move_of("publish", project, by, seen=seen)
    _check_text(project)
    entered = project.stages.get(stage=project.state).entered_on
    if on > day_of(at) or (entered is not None and on < entered):
        raise ProjectDayUnfit(field="on")
    if project.revises is not None:
        transition_until = transition_until or queries.transition_end(project, effective_on)
    project.standard = text = texts.publish(
        project.standard_id, on=on, effective_on=effective_on, transition_until=transition_until, by=by, at=at
    )
    project.ended_on = on
    facts = {"number": text.number, "title": project.title, "on": on.isoformat()}
    to_stage(project, move, on=on)
    return record("project.published", project, by=by, at=at, facts=facts, is_open=True)


@transaction.atomic
def stop(number: str, *, reason: str, seen: int, by: Office, at: datetime) -> Project:
    """End a project that comes to nothing; its proposals may be planned again. Recorded in the open, sealed its reason.

    Refuses NotFound, NotYours, WrongState, ChangedMeanwhile and ProjectReasonMissing.
    """
    project = locked(number, by)
    move = move_of("stop", project, by, seen=seen)
    project.ended_on = day_of(at)
    to_stage(project, move, on=day_of(at), reason=said(reason))
    facts, private = {"title": project.title}, {"reason": project.reason}
    return record("project.stopped", project, by=by, at=at, facts=facts, private=private, is_open=True)


@transaction.atomic
def resume(number: str, *, reason: str, seen: int, by: Office, at: datetime) -> Project:
    """Take a lapsed project up again, at drafting.

    Refuses NotFound, NotYours, WrongState, ChangedMeanwhile and ProjectReasonMissing.
    """
    project = locked(number, by)
    move = move_of("resume", project, by, seen=seen)
    project.ended_on = None
    to_stage(project, move, on=day_of(at), reason=said(reason))
    return record("project.resumed", project, by=by, at=at, private={"reason": project.reason})


@transaction.atomic
def lapse_due(*, on: date, at: datetime) -> list[Project]:
    """Every running project that stood idle beyond its last day lapses: what the calendar does. May run twice."""
    due = queries.every_project().select_for_update(of=("self",)).filter(state__in=RUNNING, lapses_on__lt=on)
    lapsed = list(due)
    for project in lapsed:
        move = PROJECT_LIFE.move("lapse", state=project.state, role=Role.CALENDAR)
        stage, project.ended_on = project.state, on
        to_stage(project, move, on=on)
        register.append(
            "project.lapsed",
            subject=project.subject,
            office=CALENDAR,
            at=at,
            facts={"state": project.state, "title": project.title, "stage": stage, "on": on.isoformat()},
            is_open=True,
        )
    return lapsed


def _check_text(project: Project) -> None:
    """What was approved is what is numbered and published."""
    approved = project.standard.versions.filter(label=APPROVED_VERSION).order_by("ordinal").last()
    if approved is None or approved.text != text_rules.snapshot(clauses_in_order(project.standard)):
        raise TextChanged(number=project.number)


def _check_amends(project: Project, number: str) -> None:
    """`T/NMSP MZB02.14-2023/XG1-2026` amends T/NMSP MZB02.14-2023, after which it is named."""
    try:
        new = standard_number.parse(number)
    except ValueError:
        return  # the text refuses it
    old = standard_number.parse(project.revises.number) if project.revises else None
    if project.kind == ProjectKind.AMENDMENT and old is not None:
        fits = new.base == old.base and new.amendment > old.amendment
    else:
        fits = not new.amendment
    if not fits:
        raise NumberUnfit(field="number", number=str(new), of=str(old.base) if old else "")
