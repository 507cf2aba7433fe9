"""Qualifications, absences and trainings."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import PurePath

from django.core.files.base import File
from django.db import transaction

from yinxin.experts.pool import queries
from yinxin.experts.pool.actions.acting import (
    check_entered_by,
    check_period,
    day_of,
    is_own,
    kept,
    kept_with,
    record,
)
from yinxin.experts.pool.actions.refusals import AbsencesOverlap, HoursImpossible, NameMissing
from yinxin.experts.pool.models import Absence, Expert, Qualification, Training
from yinxin.people.models import Office


@transaction.atomic
def add_qualification(
    pk: int,
    *,
    name: str,
    number: str = "",
    issuer: str = "",
    obtained_on: date | None = None,
    expires_on: date | None = None,
    file: File | None = None,  # type: ignore[type-arg]
    by: Office,
    at: datetime,
) -> Qualification:
    """Enter a title, licence or certificate. Refuses NotFound, NotYours, WrongState, NameMissing, PeriodOutOfOrder."""
    expert = kept(pk, by)
    if not name.strip():
        raise NameMissing(field="name")
    check_period(obtained_on, expires_on, field="expires_on")
    if file is not None:  # the name on somebody's computer may say more than it should
        file.name = f"expert-{expert.pk}{PurePath(file.name or '').suffix.lower()}"
    row = Qualification.objects.create(
        expert=expert,
        name=name.strip(),
        number=number.strip(),
        issuer=issuer.strip(),
        obtained_on=obtained_on,
        expires_on=expires_on,
        file=file or "",
        is_own_entry=is_own(by),
    )
    record(
        "expert.qualification_added",
        expert,
        by=by,
        at=at,
        facts={"qualification": row.pk, "expires_on": day_of(expires_on)},
        private={"name": row.name, "number": row.number, "issuer": row.issuer},
    )
    return row


@transaction.atomic
def remove_qualification(qualification_pk: int, *, by: Office, at: datetime) -> Expert:
    """Take out a qualification that was entered by mistake.

    Refuses NotFound, NotYours, WrongState, EnteredByInstitute to the expert.
    """
    expert, row = kept_with(queries.qualifications_in_reach(by), qualification_pk, by)
    check_entered_by(by, row)
    facts, private = {"qualification": row.pk}, {"name": row.name, "number": row.number}
    row.delete()
    record("expert.qualification_removed", expert, by=by, at=at, facts=facts, private=private)
    return expert


@transaction.atomic
def add_absence(pk: int, *, since: date, until: date, note: str = "", by: Office, at: datetime) -> Absence:
    """Enter days on which an expert takes no work.

    Refuses NotFound, NotYours, WrongState, PeriodOutOfOrder, AbsencesOverlap.
    """
    expert = kept(pk, by)
    check_period(since, until)
    if expert.absences.filter(since__lte=until, until__gte=since).exists():
        raise AbsencesOverlap(field="since")
    row = Absence.objects.create(
        expert=expert, since=since, until=until, note=note.strip(), is_own_entry=is_own(by)
    )
    facts = {"absence": row.pk, "since": since.isoformat(), "until": until.isoformat()}
    record("expert.absence_added", expert, by=by, at=at, facts=facts, private={"note": row.note})
    return row


@transaction.atomic
def remove_absence(absence_pk: int, *, by: Office, at: datetime) -> Expert:
    """Take an absence back. Refuses NotFound, NotYours, WrongState."""
    expert, row = kept_with(queries.absences_in_reach(by), absence_pk, by)
    facts = {"absence": row.pk, "since": row.since.isoformat(), "until": row.until.isoformat()}
    row.delete()
    record("expert.absence_removed", expert, by=by, at=at, facts=facts)
    return expert


@transaction.atomic
def add_training(
    pk: int,
    *,
    title: str,
    held_on: date,
    hours: Decimal,
    is_passed: bool = True,
    by: Office,
    at: datetime,
) -> Training:
    """Enter a training that the expert attended.

    Refuses NotFound, NotYours, WrongState, NameMissing, HoursImpossible.
    """
    expert = kept(pk, by, verb="revise")
    if not title.strip():
        raise NameMissing(field="title")
    if hours <= 0:
        raise HoursImpossible(field="hours")
    row = Training.objects.create(
        expert=expert, title=title.strip(), held_on=held_on, hours=hours, is_passed=is_passed
    )
    facts = {
        "training": row.pk,
        "title": row.title,
        "held_on": held_on.isoformat(),
        "hours": str(hours),
        "is_passed": is_passed,
    }
    record("expert.training_added", expert, by=by, at=at, facts=facts)
    return row


@transaction.atomic
def remove_training(training_pk: int, *, by: Office, at: datetime) -> Expert:
    """Take out a training that was entered by mistake. Refuses NotFound, NotYours, WrongState."""
    expert, row = kept_with(queries.trainings_in_reach(by), training_pk, by, verb="revise")
    facts = {"training": row.pk, "title": row.title}
    row.delete()
    record("expert.training_removed", expert, by=by, at=at, facts=facts)
    return expert
