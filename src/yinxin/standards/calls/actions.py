"""Writes: proposals and their answers."""

from datetime import date, datetime

from django.db import transaction

from yinxin.kernel.refusals import NotAcceptable, NotFound, NotYours
from yinxin.ledgers.models import Industry
from yinxin.people import actions as people
from yinxin.people.models import Division, Office, Organisation
from yinxin.people.queries import divisions_within
from yinxin.standards.calls import queries
from yinxin.standards.calls.lifecycle import PROPOSAL_LIFE, PROPOSERS
from yinxin.standards.calls.models import Proposal


class ReasonMissing(NotAcceptable):
    """Whoever asked is told why."""

    code = "proposal_answer_missing"


@transaction.atomic
def propose(
    *,
    title: str,
    reason: str,
    industry: Industry | None,
    division: Division,
    proposer: Organisation,
    on: date,
    is_invented: bool = False,
    by: Office,
    at: datetime,
) -> Proposal:
    """Ask for a standard (研制目录征集). Refuses NotYours, and NotFound for a division beyond the officer's reach."""
    if by.as_role not in PROPOSERS:
        raise NotYours(noun="proposal", verb="propose", role=by.role)
    if by.division is not None and not divisions_within(by.division).filter(pk=division.pk).exists():
        raise NotFound(noun="division", number=division.pk)
    proposal = Proposal.objects.create(
        title=title,
        reason=reason,
        industry=industry,
        division=division,
        proposer=proposer,
        proposed_on=on,
        is_invented=is_invented,
    )
    people.record(
        "proposal.made",
        subject=proposal.subject,
        by=by,
        at=at,
        facts={
            "state": proposal.state,
            "title": title,
            "division": division.pk,
            "proposed_on": on.isoformat(),
        },
        private={"reason": reason},
        is_open=True,
    )
    return proposal


@transaction.atomic
def accept(pk: int, *, answer: str = "", on: date, by: Office, at: datetime) -> Proposal:
    """Take a proposal into the programme. Refuses NotFound, NotYours and WrongState."""
    return _answer(pk, "accept", answer=answer, on=on, by=by, at=at)


@transaction.atomic
def decline(pk: int, *, answer: str, on: date, by: Office, at: datetime) -> Proposal:
    """Decline a proposal, saying why. Refuses NotFound, NotYours, WrongState, and ReasonMissing without an answer."""
    return _answer(pk, "decline", answer=answer, on=on, by=by, at=at)


def _answer(pk: int, verb: str, *, answer: str, on: date, by: Office, at: datetime) -> Proposal:
    proposal = queries.proposals_in_reach(by).select_for_update(of=("self",)).filter(pk=pk).first()
    if proposal is None:
        raise NotFound(noun="proposal", number=pk)
    move = PROPOSAL_LIFE.move(verb, state=proposal.state, role=by.as_role)
    if verb == "decline" and not answer.strip():
        raise ReasonMissing(field="answer")
    proposal.state = move.target
    proposal.answer, proposal.decided_on = answer.strip(), on
    proposal.save(update_fields=["state", "answer", "decided_on"])
    people.record(
        "proposal.accepted" if verb == "accept" else "proposal.declined",
        subject=proposal.subject,
        by=by,
        at=at,
        facts={"state": proposal.state, "title": proposal.title, "decided_on": on.isoformat()},
        private={"answer": proposal.answer} if proposal.answer else None,
        is_open=True,
    )
    return proposal
