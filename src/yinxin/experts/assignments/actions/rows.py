"""What the acts share: rows locked within reach, the entry of an assignment, parties as the register states them."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from yinxin.experts.assignments import queries
from yinxin.experts.assignments.actions.refusals import (
    AssignmentReasonMissing,
    ChairTaken,
    DrawPending,
    MatterClosed,
)
from yinxin.experts.assignments.lifecycle import KEEPERS, ON_PANEL, OPEN_STATES
from yinxin.experts.assignments.models import Assignment, Matter, Party, Seat
from yinxin.kernel.lifecycle import Move
from yinxin.kernel.refusals import NotAcceptable, NotFound, NotYours
from yinxin.people import actions as people
from yinxin.people.models import Office


def locked_matter(pk: int, verb: str, by: Office) -> Matter:
    """An open matter of the institute. Refuses NotYours, NotFound, MatterClosed."""
    if by.as_role not in KEEPERS:
        raise NotYours(noun="matter", verb=verb, role=by.role)
    matter = queries.matters_in_reach(by).select_for_update(of=("self",)).filter(pk=pk).first()
    if matter is None:
        raise NotFound(noun="matter", number=pk)
    if matter.closed_at is not None:
        raise MatterClosed(noun="matter")
    return matter


def locked(pk: int, by: Office) -> Assignment:
    """The assignment, its matter locked first as everywhere, so that two acts never wait for each other."""
    reach = queries.assignments_in_reach(by)
    of = reach.filter(pk=pk).values_list("matter", flat=True).first()
    if of is None:
        raise NotFound(noun="assignment", number=pk)
    Matter.objects.select_for_update().get(pk=of)
    return reach.select_for_update(of=("self",)).get(pk=pk)


def end(assignment: Assignment, move: Move, *, reason: str = "", at: datetime) -> None:  # type: ignore[type-arg]
    """Lead an assignment to its end, and keep why."""
    assignment.state = move.target
    assignment.ended_at = at
    assignment.end_reason = reason
    assignment.save(update_fields=["state", "ended_at", "end_reason", "answered_at", "declaration"])


def record(
    kind: str, assignment: Assignment, *, by: Office, at: datetime, facts: Mapping[str, object]
) -> None:
    """Append an act on an assignment to the register, sealed."""
    people.record(
        kind,
        subject=assignment.subject,
        by=by,
        at=at,
        facts={
            "state": assignment.state,
            "matter": assignment.matter.subject,
            "expert": assignment.expert.subject,
            **facts,
        },
    )


def stated(parties: Iterable[Party]) -> list[dict[str, str]]:
    """Parties as the register states them."""
    return [{"kind": party.kind, "name": party.name} for party in parties]


def stated_refusal(refusal: NotAcceptable) -> dict[str, str]:
    """Why somebody was passed over or let go, as the register states it: enough to say the sentence again."""
    return {"code": refusal.code, **{name: str(fact) for name, fact in refusal.facts.items()}}


def reason_of(text: str) -> str:
    """The reason; refuses AssignmentReasonMissing."""
    if not text.strip():
        raise AssignmentReasonMissing(field="reason")
    return text.strip()


def chair_is_free(matter: Matter, seat: str) -> None:
    """Refuse ChairTaken where somebody else was asked to take the chair."""
    if (
        seat == Seat.CHAIR
        and matter.assignments.filter(seat=Seat.CHAIR, state__in=OPEN_STATES | ON_PANEL).exists()
    ):
        raise ChairTaken(field="seat")


def no_draw_pending(matter: Matter) -> None:
    """Refuse DrawPending where a draw waits."""
    waiting = queries.pending_draw(matter) or queries.unseated_draw(matter)
    if waiting is not None:
        raise DrawPending(noun="matter", number=waiting.number)
