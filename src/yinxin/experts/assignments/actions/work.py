"""The work: who is let go, who presides, what was done, and what a certificate of service says of it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from yinxin.experts.assignments import queries
from yinxin.experts.assignments.actions.refusals import HoursUnclear, NothingServed
from yinxin.experts.assignments.actions.rows import chair_is_free, end, locked, reason_of, record
from yinxin.experts.assignments.lifecycle import ASSIGNMENT_LIFE
from yinxin.experts.assignments.models import Assignment, Seat
from yinxin.experts.pool.models import Expert
from yinxin.experts.pool.queries import experts_in_reach
from yinxin.kernel.refusals import NotFound, NotYours
from yinxin.kernel.roles import Role
from yinxin.people import actions as people
from yinxin.people.models import Office
from yinxin.register import queries as register


@transaction.atomic
def release(pk: int, *, reason: str, by: Office, at: datetime) -> Assignment:
    """Let an expert go who was asked or takes part. Refuses NotFound, NotYours, WrongState, AssignmentReasonMissing."""
    assignment = locked(pk, by)
    move = ASSIGNMENT_LIFE.move("release", state=assignment.state, role=by.as_role)
    end(assignment, move, reason=reason_of(reason), at=at)
    record("assignment.released", assignment, by=by, at=at, facts={"reason": assignment.end_reason})
    return assignment


@transaction.atomic
def preside(pk: int, *, by: Office, at: datetime) -> Assignment:
    """Give the chair to a member of the panel. Refuses NotFound, NotYours, WrongState, ChairTaken."""
    assignment = locked(pk, by)
    ASSIGNMENT_LIFE.move("preside", state=assignment.state, role=by.as_role)
    chair_is_free(assignment.matter, Seat.CHAIR)
    assignment.seat = Seat.CHAIR
    assignment.save(update_fields=["seat"])
    record("assignment.seated", assignment, by=by, at=at, facts={"seat": assignment.seat})
    return assignment


@transaction.atomic
def finish(
    pk: int, *, hours: Decimal, is_punctual: bool, feedback: str = "", by: Office, at: datetime
) -> Assignment:
    """Enter what the work took and how it was done. Refuses NotFound, NotYours, WrongState, HoursUnclear."""
    assignment = locked(pk, by)
    move = ASSIGNMENT_LIFE.move("finish", state=assignment.state, role=by.as_role)
    if not 0 < hours < 10_000:
        raise HoursUnclear(field="hours")
    assignment.hours = hours
    assignment.is_punctual = is_punctual
    assignment.feedback = feedback.strip()
    assignment.save(update_fields=["hours", "is_punctual", "feedback"])
    end(assignment, move, at=at)
    facts = {"hours": str(hours), "is_punctual": is_punctual, "feedback": assignment.feedback}
    record("assignment.finished", assignment, by=by, at=at, facts=facts)
    return assignment


@dataclass(frozen=True, slots=True)
class Service:
    """What a certificate of service says; `entry` is the number of its entry in the register."""

    expert: Expert
    since: date
    until: date
    works: tuple[Assignment, ...]
    hours: Decimal
    entry: int


@transaction.atomic
def certify_service(*, since: date, until: date, by: Office, at: datetime) -> Service:
    """What an expert finished between two days, for a certificate that names its own entry in the register.

    Refuses NotYours to all but experts, NotFound, NothingServed.
    """
    if by.as_role is not Role.EXPERT:
        raise NotYours(noun="expert", verb="certify_service", role=by.role)
    expert = experts_in_reach(by).filter(user=by.user_id).first()
    if expert is None:
        raise NotFound(noun="expert")
    works = tuple(queries.served(expert, since, until))
    if not works:
        raise NothingServed(field="since")
    hours = sum((work.hours or Decimal(0) for work in works), Decimal(0))
    people.record(
        "expert.service_certified",
        subject=expert.subject,
        by=by,
        at=at,
        facts={
            "since": since.isoformat(),
            "until": until.isoformat(),
            "works": [work.subject for work in works],
            "hours": str(hours),
        },
    )
    return Service(expert, since, until, works, hours, entry=register.size())
