"""Writes: a proposal before the institute: scored, merged, answered."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from yinxin.kernel.refusals import NotFound
from yinxin.people.models import Office
from yinxin.standards.calls import queries, rules
from yinxin.standards.calls.actions.acting import check_seen, record, save, waiting
from yinxin.standards.calls.actions.refusals import (
    AnswerDayOutOfRange,
    MergedIntoItself,
    PointsOutOfRange,
    ReasonMissing,
    WholeAnswered,
)
from yinxin.standards.calls.lifecycle import PROPOSAL_LIFE, ProposalState
from yinxin.standards.calls.models import Proposal, Score


@transaction.atomic
def score(
    pk: int, *, points: Mapping[str, int], remark: str = "", seen: int, by: Office, at: datetime
) -> Score:
    """Score a proposal by the rulebook's criteria. A second score of the same officer replaces the first.

    `seen` is the revision of what was scored. The score is the officer's own and leaves it: colleagues score at the
    same time, and whoever proposed goes on correcting. Refuses NotFound, NotYours, WrongState, ChangedMeanwhile, and
    PointsOutOfRange at the criterion. Sealed: what officers think of a proposal before it is answered is not the
    public's.
    """
    proposal = waiting(pk, "score", by=by)
    check_seen(proposal, seen)
    criteria = queries.criteria()
    wrong = rules.misgiven(points, criteria)
    if wrong is not None:
        raise PointsOutOfRange(field=wrong.code, maximum=wrong.points)
    given = {criterion.code: points[criterion.code] for criterion in criteria}
    row, _is_new = Score.objects.update_or_create(
        proposal=proposal,
        office=by,
        defaults={
            "points": given,
            "total": sum(given.values()),
            "remark": remark.strip(),
            "scored_at": at,
        },
    )
    facts: dict[str, object] = {"total": row.total, "points": given}
    private = {"remark": row.remark} if row.remark else None
    record("proposal.scored", proposal, facts, by=by, at=at, private=private, is_open=False)
    return row


@transaction.atomic
def merge(pk: int, *, into: int, reason: str, seen: int, by: Office, at: datetime) -> Proposal:
    """Merge a proposal into another that asks for the same: it follows the answer to the whole from then on.

    What had been merged into it goes along. `seen` is the revision of the part; that of the whole grows too, since
    whoever answers it answers more than before. Refuses NotFound for either, NotYours, WrongState, ChangedMeanwhile,
    MergedIntoItself, WholeAnswered, and ReasonMissing. Recorded in the open, without the reason.
    """
    rows = queries.proposals_in_reach(by).select_for_update(of=("self",)).filter(pk__in={pk, into})
    found = {row.pk: row for row in rows.order_by("pk")}  # always in one order, so that no two merges block
    for each in (pk, into):
        if each not in found:
            raise NotFound(noun="proposal", number=each)
    part, whole = found[pk], found[into]
    move = PROPOSAL_LIFE.move("merge", state=part.state, role=by.as_role)
    check_seen(part, seen)
    if pk == into:
        raise MergedIntoItself(field="into")
    if whole.state != ProposalState.PROPOSED:
        raise WholeAnswered(field="into", title=whole.title)
    if not reason.strip():
        raise ReasonMissing(field="reason")
    part.state, part.answer, part.decided_on = move.target, reason.strip(), localtime(at).date()
    for moved in (*part.merged.select_for_update(), part):
        moved.merged_into = whole
        save(moved, "merged_into", "state", "answer", "decided_on")
        facts, private = {"into": whole.subject}, {"reason": reason.strip()}
        record("proposal.merged", moved, facts, by=by, at=at, private=private)
    save(whole)
    return part


@transaction.atomic
def accept(pk: int, *, answer: str = "", on: date, seen: int, by: Office, at: datetime) -> Proposal:
    """Take a proposal into the programme; what was merged into it follows.

    Refuses NotFound, NotYours, WrongState, ChangedMeanwhile and AnswerDayOutOfRange. Recorded in the open, without
    the answer.
    """
    return _answer(pk, "accept", answer=answer, on=on, seen=seen, by=by, at=at)


@transaction.atomic
def decline(pk: int, *, answer: str, on: date, seen: int, by: Office, at: datetime) -> Proposal:
    """Decline a proposal, saying why; what was merged into it follows.

    Refuses as `accept` does, and ReasonMissing without an answer. Recorded in the open, without the answer.
    """
    return _answer(pk, "decline", answer=answer, on=on, seen=seen, by=by, at=at)


def _answer(pk: int, verb: str, *, answer: str, on: date, seen: int, by: Office, at: datetime) -> Proposal:
    proposal = waiting(pk, verb, by=by)
    check_seen(proposal, seen)
    if verb == "decline" and not answer.strip():
        raise ReasonMissing(field="answer")
    today = localtime(at).date()
    if not proposal.proposed_on <= on <= today:
        raise AnswerDayOutOfRange(field="on", first=proposal.proposed_on.isoformat(), last=today.isoformat())
    proposal.state = PROPOSAL_LIFE.move(verb, state=proposal.state, role=by.as_role).target
    proposal.answer, proposal.decided_on = answer.strip(), on
    save(proposal, "state", "answer", "decided_on")
    private = {"answer": proposal.answer} if proposal.answer else None
    record(
        "proposal.accepted" if verb == "accept" else "proposal.declined",
        proposal,
        {"decided_on": on.isoformat()},
        by=by,
        at=at,
        private=private,
    )
    for part in proposal.merged.all():
        facts = {"whole": proposal.subject, "answered": proposal.state}
        record("proposal.followed", part, facts, by=by, at=at, private=private)
    return proposal
