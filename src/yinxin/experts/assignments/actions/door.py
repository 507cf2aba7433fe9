"""The one door to an assignment."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from yinxin.draws.models import Draw
from yinxin.experts.assignments import queries, rules
from yinxin.experts.assignments.actions.refusals import BARS, CONFLICTS, ConflictOfInterest
from yinxin.experts.assignments.actions.rows import chair_is_free, locked_matter, record
from yinxin.experts.assignments.models import Assignment, Seat
from yinxin.experts.pool.models import Expert
from yinxin.experts.pool.queries import experts_in_reach
from yinxin.kernel.refusals import NotAcceptable, NotFound
from yinxin.kernel.working_days import add_working_days, statutory_calendar
from yinxin.people.models import Office
from yinxin.scheme.queries import rulebook


@transaction.atomic
def invite(
    matter_pk: int,
    expert_pk: int,
    *,
    seat: str = Seat.MEMBER,
    draw: Draw | None = None,
    by: Office,
    at: datetime,
) -> Assignment:
    """Ask an expert to take part: the only way to an assignment, whether somebody is named, imported or drawn.

    Refuses NotYours, NotFound, MatterClosed; ConflictOfInterest by its kind (ISO/IEC 17065:2012 4.2, 7.13.6);
    NotEligible by its reason; ChairTaken. The answer is due after the rulebook's working days.
    """
    matter = locked_matter(matter_pk, "invite", by)
    # Locked, so that two matters that ask at the same time do not both find a place among the open assignments.
    expert = experts_in_reach(by).select_for_update(of=("self",)).filter(pk=expert_pk).first()
    if expert is None:
        raise NotFound(noun="expert", number=expert_pk)
    (stands,) = queries.standing(matter, localtime(at).date(), experts=[expert.pk])
    for refusal in refusals_of(stands):
        raise refusal
    chair_is_free(matter, seat)
    due = add_working_days(
        localtime(at).date(), rulebook().experts.answer_working_days.value, calendar=statutory_calendar()
    )
    assignment = Assignment.objects.create(
        matter=matter, expert=expert, seat=Seat(seat), draw=draw, invited_at=at, answer_due_on=due.day
    )
    facts = {"seat": assignment.seat, "due_on": due.day.isoformat(), "draw": draw.number if draw else ""}
    record("assignment.invited", assignment, by=by, at=at, facts=facts)
    return assignment


def refusals_of(stands: queries.Standing) -> list[NotAcceptable]:
    """What the one door would refuse this expert with, conflicts first; each makes a sentence of its own."""
    conflicts: Iterable[NotAcceptable] = (_conflict(each, stands.expert) for each in stands.conflicts)
    limit = rulebook().experts.open_assignments_maximum.value
    bars = (
        BARS[bar](
            field="expert",
            expert=stands.expert.name,
            open=stands.open_assignments,
            limit=limit,
            until=stands.expert.term_until,
        )
        for bar in stands.bars
    )
    return [*conflicts, *bars]


def conflict_refusals(assignment: Assignment, today: date) -> list[ConflictOfInterest]:
    """What stands between an expert and a matter now, as refusals."""
    return [_conflict(each, assignment.expert) for each in queries.conflicts_of(assignment, today)]


def _conflict(conflict: rules.Conflict, expert: Expert) -> ConflictOfInterest:
    return CONFLICTS[conflict.kind](
        noun="conflict",
        field="expert",
        expert=expert.name,
        kind=conflict.kind.value,
        tie=conflict.tie,
        party=conflict.party,
        until=conflict.until.isoformat() if conflict.until else "open_ended",
    )
