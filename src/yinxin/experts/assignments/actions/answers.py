"""What the expert says: the declaration, stepping aside, no time."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from yinxin.experts.assignments import queries
from yinxin.experts.assignments.actions.door import conflict_refusals
from yinxin.experts.assignments.actions.refusals import NothingToDeclare
from yinxin.experts.assignments.actions.rows import end, locked, reason_of, record, stated
from yinxin.experts.assignments.lifecycle import ASSIGNMENT_LIFE
from yinxin.experts.assignments.models import Assignment, Party
from yinxin.experts.pool import actions as pool
from yinxin.experts.pool.lifecycle import ExpertState
from yinxin.experts.pool.models import Expert, TieKind
from yinxin.people.models import Office


@transaction.atomic
def accept(pk: int, *, by: Office, at: datetime) -> Assignment:
    """Declare that nothing stands against taking part, and take part. The entry holds the parties declared against.

    Refuses NotFound, NotYours, WrongState, and ConflictOfInterest where one came up since the invitation.
    """
    return _declared("assignment.accepted", pk, "accept", by=by, at=at)


@transaction.atomic
def declare(pk: int, *, by: Office, at: datetime) -> Assignment:
    """Declare against the parties that came in after the first declaration.

    Refuses NotFound, NotYours, WrongState, NothingToDeclare, ConflictOfInterest.
    """
    return _declared("assignment.declared", pk, "declare", by=by, at=at)


@transaction.atomic
def step_aside(
    pk: int, *, reason: str, parties: Collection[int] | None = None, by: Office, at: datetime
) -> Assignment:
    """Say that something stands against it, before or after accepting.

    It stays as a declared tie to the parties that it concerns (all, if none is named), and bars from their matters
    until it is ended. Refuses NotFound, NotYours, WrongState, AssignmentReasonMissing.
    """
    assignment = locked(pk, by)
    move = ASSIGNMENT_LIFE.move("step_aside", state=assignment.state, role=by.as_role)
    why = reason_of(reason)
    rows = [
        party
        for party in assignment.matter.parties.select_related("organisation")
        if parties is None or party.pk in parties
    ]
    assignment.declaration = why
    if assignment.answered_at is None:
        assignment.answered_at = at
    end(assignment, move, reason=why, at=at)
    for party in _untied(assignment.expert, rows):
        pool.add_tie(
            assignment.expert_id,
            kind=TieKind.DECLARED,
            organisation=party.organisation,
            organisation_name=party.name,
            since=localtime(at).date(),
            note=why[:200],
            by=by,
            at=at,
        )
    record(
        "assignment.stepped_aside", assignment, by=by, at=at, facts={"reason": why, "parties": stated(rows)}
    )
    return assignment


@transaction.atomic
def decline(pk: int, *, reason: str = "", by: Office, at: datetime) -> Assignment:
    """Say that there is no time. Refuses NotFound, NotYours, WrongState."""
    assignment = locked(pk, by)
    move = ASSIGNMENT_LIFE.move("decline", state=assignment.state, role=by.as_role)
    assignment.answered_at = at
    end(assignment, move, reason=reason.strip(), at=at)
    record("assignment.declined", assignment, by=by, at=at, facts={"reason": assignment.end_reason})
    return assignment


def _declared(kind: str, pk: int, verb: str, *, by: Office, at: datetime) -> Assignment:
    assignment = locked(pk, by)
    move = ASSIGNMENT_LIFE.move(verb, state=assignment.state, role=by.as_role)
    if verb == "declare" and not queries.undeclared(assignment):
        raise NothingToDeclare(noun="assignment")
    for refusal in conflict_refusals(assignment, localtime(at).date()):
        raise refusal
    parties = list(assignment.matter.parties.all())
    assignment.state = move.target
    assignment.answered_at = at
    assignment.declaration = "\n".join(party.name for party in parties)
    assignment.save(update_fields=["state", "answered_at", "declaration"])
    record(kind, assignment, by=by, at=at, facts={"parties": stated(parties)})
    return assignment


def _untied(expert: Expert, parties: list[Party]) -> list[Party]:
    """The parties to whom no such tie is open. Of whoever left the pool nothing is kept any more."""
    if expert.state != ExpertState.ADMITTED:
        return []
    known = set(
        expert.ties.filter(kind=TieKind.DECLARED, until=None).values_list("organisation_name", flat=True)
    )
    return list({party.name: party for party in parties if party.name not in known}.values())
