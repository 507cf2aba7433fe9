"""A study is planned, put right, written down, finished, reopened or dropped."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from yinxin.kernel.refusals import NotFound
from yinxin.ledgers.models import Enterprise
from yinxin.ledgers.rules import is_misplaced
from yinxin.people.models import Division, Office
from yinxin.standards.studies import queries
from yinxin.standards.studies.actions.acting import (
    changes_on,
    check_running,
    day_of,
    locked,
    move_of,
    project_to_study,
    record,
    said,
    save,
)
from yinxin.standards.studies.actions.refusals import (
    StudyDaysOutOfOrder,
    StudyEmpty,
    StudyMisplaced,
    StudyNotBegun,
)
from yinxin.standards.studies.models import FieldStudy

PLANNED_FIELDS = frozenset(
    {
        "purpose",
        "place",
        "division",
        "enterprise",
        "latitude",
        "longitude",
        "altitude_m",
        "starts_on",
        "ends_on",
    }
)


@transaction.atomic
def plan_study(
    project_number: str,
    *,
    purpose: str,
    place: str,
    division: Division,
    starts_on: date,
    ends_on: date,
    enterprise: Enterprise | None = None,
    latitude: Decimal | None = None,
    longitude: Decimal | None = None,
    altitude_m: int | None = None,
    is_invented: bool = False,
    by: Office,
    at: datetime,
) -> FieldStudy:
    """Plan a journey for a project. Officers go within their area, the institute wherever the product comes from.

    Refuses NotYours, NotFound (also for a division or an enterprise beyond reach), StudyProjectOver, StudyUnsaid,
    StudyDaysOutOfOrder and StudyMisplaced.
    """
    project = project_to_study(project_number, by)
    check_running(project)
    study = FieldStudy(
        project=project,
        purpose=purpose,
        place=place,
        division=division,
        enterprise=enterprise,
        latitude=latitude,
        longitude=longitude,
        altitude_m=altitude_m,
        starts_on=starts_on,
        ends_on=ends_on,
        office=by,
        is_invented=is_invented,
    )
    _check(study, by)
    study.save()
    facts = {
        "purpose": study.purpose,
        "place": study.place,
        "division": division.pk,
        "enterprise": enterprise.pk if enterprise else None,
        "starts_on": starts_on.isoformat(),
        "ends_on": ends_on.isoformat(),
    }
    record("study.planned", study, by=by, at=at, facts=facts)
    return study


@transaction.atomic
def correct_study(
    pk: int, *, changes: Mapping[str, object], seen: int, by: Office, at: datetime
) -> FieldStudy:
    """Put the plan of a study right: any of `PLANNED_FIELDS`. What is not named stays as it is.

    Refuses NotFound, NotYours, WrongState, ChangedMeanwhile, and what `plan_study` refuses of the same facts.
    """
    unknown = changes.keys() - PLANNED_FIELDS
    if unknown:
        raise TypeError(f"a study has no {', '.join(sorted(unknown))} to be changed")
    study = locked(pk, by)
    move_of("record", study, by, seen=seen)
    changed = changes_on(study, changes)
    if not changed:
        return study
    _check(study, by)
    save(study, *PLANNED_FIELDS)
    record("study.corrected", study, by=by, at=at, facts={"changes": changed})
    return study


@transaction.atomic
def record_findings(
    pk: int, *, met: str = "", findings: str, seen: int, by: Office, at: datetime
) -> FieldStudy:
    """Write down what was seen, and whom one met. Those who were met are private wherever the study is shown.

    Refuses NotFound, NotYours, WrongState, ChangedMeanwhile and StudyUnsaid.
    """
    study = locked(pk, by)
    move_of("record", study, by, seen=seen)
    study.met, study.findings = met.strip(), said(findings, field="findings")
    save(study, "met", "findings")
    record(
        "study.findings_recorded",
        study,
        by=by,
        at=at,
        facts={"findings": study.findings},
        private={"met": study.met},
    )
    return study


@transaction.atomic
def finish(pk: int, *, seen: int, by: Office, at: datetime) -> FieldStudy:
    """Close a study with what it found.

    Refuses NotFound, NotYours, WrongState, ChangedMeanwhile, StudyNotBegun and StudyEmpty.
    """
    study = locked(pk, by)
    move = move_of("finish", study, by, seen=seen)
    if study.starts_on > day_of(at):
        raise StudyNotBegun(day=study.starts_on.isoformat())
    n = study.measurements.count()
    if not study.findings and not n:
        raise StudyEmpty
    study.state = move.target
    save(study, "state")
    facts = {"samples": study.samples.count(), "measurements": n, "photos": study.photos.count()}
    record("study.finished", study, by=by, at=at, facts=facts)
    return study


@transaction.atomic
def reopen(pk: int, *, reason: str, seen: int, by: Office, at: datetime) -> FieldStudy:
    """Take a finished study up again, such as for results that came late.

    Refuses NotFound, NotYours, WrongState, ChangedMeanwhile, StudyProjectOver and StudyUnsaid.
    """
    study = locked(pk, by)
    move = move_of("reopen", study, by, seen=seen)
    check_running(study.project)
    why = said(reason, field="reason")
    study.state = move.target
    save(study, "state")
    record("study.reopened", study, by=by, at=at, facts={"reason": why})
    return study


@transaction.atomic
def drop(pk: int, *, reason: str, seen: int, by: Office, at: datetime) -> FieldStudy:
    """Give a study up. What was measured stays to be read, and counts for no limit.

    Refuses NotFound, NotYours, WrongState, ChangedMeanwhile and StudyUnsaid.
    """
    study = locked(pk, by)
    move = move_of("drop", study, by, seen=seen)
    why = said(reason, field="reason")
    study.state = move.target
    save(study, "state")
    record("study.dropped", study, by=by, at=at, facts={"reason": why})
    return study


def _check(study: FieldStudy, by: Office) -> None:
    study.purpose, study.place = said(study.purpose, field="purpose"), said(study.place, field="place")
    if not queries.divisions_to_study(by).filter(pk=study.division_id).exists():
        raise NotFound(noun="division", number=study.division_id)
    if study.enterprise_id is not None and not _may_name(study, study.enterprise_id, by):
        raise NotFound(noun="enterprise", number=study.enterprise_id)
    if is_misplaced(study.latitude, study.longitude, study.altitude_m):
        raise StudyMisplaced(field="latitude")
    if study.ends_on < study.starts_on:
        raise StudyDaysOutOfOrder(field="ends_on")
    if study.pk and _first_day(study) < study.starts_on:
        raise StudyDaysOutOfOrder(field="starts_on")


def _may_name(study: FieldStudy, enterprise: int, by: Office) -> bool:
    """Whoever puts a study right keeps the enterprise that somebody else could name."""
    if study.pk and FieldStudy.objects.filter(pk=study.pk, enterprise=enterprise).exists():
        return True
    return queries.enterprises_to_study(study.project, by).filter(pk=enterprise).exists()


def _first_day(study: FieldStudy) -> date:
    days = [
        *study.samples.values_list("taken_on", flat=True),
        *study.measurements.values_list("measured_on", flat=True),
    ]
    return min(days, default=study.starts_on)
