"""What every act on a field study does: reach its project, lock its row, record."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Model
from django.utils.timezone import localtime

from yinxin.kernel.lifecycle import Move
from yinxin.kernel.refusals import ChangedMeanwhile, NotFound, NotYours
from yinxin.people import actions as people
from yinxin.people.models import Office
from yinxin.standards.projects.lifecycle import RUNNING
from yinxin.standards.projects.models import Project
from yinxin.standards.projects.queries import project_of, projects_in_reach
from yinxin.standards.studies import queries
from yinxin.standards.studies.actions.refusals import StudyProjectOver, StudyUnsaid
from yinxin.standards.studies.lifecycle import STUDY_LIFE, StudyState
from yinxin.standards.studies.models import FieldStudy


def day_of(at: datetime) -> date:
    """The day of a moment, where the scheme is run."""
    return localtime(at).date()


def project_to_study(number: str, by: Office) -> Project:
    """The project, for somebody who studies. NotYours before NotFound, as for everything that is not in a table."""
    if by.as_role not in queries.SURVEYORS:
        raise NotYours(noun="study", verb="plan", role=by.role)
    return project_of(projects_in_reach(by), number)


def check_running(project: Project) -> None:
    """Refuses StudyProjectOver."""
    if project.state not in RUNNING:
        raise StudyProjectOver(noun="project", state=project.state)


def locked(pk: int, by: Office) -> FieldStudy:
    """The study, held until the act is over. NotFound beyond the reach of the office."""
    study = queries.studies_in_reach(by).select_for_update(of=("self",)).filter(pk=pk).first()
    if study is None:
        raise NotFound(noun="study", number=pk)
    return study


def move_of(verb: str, study: FieldStudy, by: Office, *, seen: int | None = None) -> Move[StudyState]:
    """The line of the table, for somebody who has seen the study as it is."""
    move = STUDY_LIFE.move(verb, state=study.state, role=by.as_role)
    if seen is not None and seen != study.revision:
        raise ChangedMeanwhile(noun="study", number=study.pk)
    return move


def recording(pk: int, by: Office) -> FieldStudy:
    """A study that is under way, to put something into it. Nobody's seeing is disturbed by an addition."""
    study = locked(pk, by)
    move_of("record", study, by)
    return study


def save(study: FieldStudy, *fields: str) -> None:
    """Save these fields; whoever saw the study before has to look again."""
    study.revision += 1
    study.save(update_fields=[*fields, "revision"])


def said(text: str, *, field: str) -> str:
    """What was written, if it was."""
    if not text.strip():
        raise StudyUnsaid(field=field)
    return text.strip()


def changes_on(row: Model, values: Mapping[str, object]) -> dict[str, object]:
    """Put values on a row; what changed as the register states it: [old, new] by field."""
    changed: dict[str, object] = {}
    for field, value in values.items():
        before = getattr(row, field)
        setattr(row, field, value)
        if before != value:
            changed[field] = [_plain(before), _plain(value)]
    return changed


def _plain(value: object) -> object:
    if isinstance(value, Model):
        return str(value.pk)
    return value if value is None or isinstance(value, str | int) else str(value)


def record(
    kind: str,
    study: FieldStudy,
    *,
    by: Office,
    at: datetime,
    facts: Mapping[str, object] | None = None,
    private: Mapping[str, object] | None = None,
) -> None:
    """Append an act on a study to the register, with the state that it led to. Never in the open."""
    people.record(
        kind,
        subject=study.subject,
        by=by,
        at=at,
        facts={"state": study.state, "project": study.project.number, **(facts or {})},
        private=private,
    )
