"""Writes: a proposal as whoever makes it made, corrected and taken back."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime

from yinxin.kernel.refusals import NotFound, NotYours
from yinxin.kernel.roles import Role
from yinxin.ledgers.models import Industry
from yinxin.people import actions as people
from yinxin.people.models import Division, Office, Organisation
from yinxin.standards.calls import queries, rules
from yinxin.standards.calls.actions.acting import check_seen, found_call, record, save, waiting
from yinxin.standards.calls.actions.refusals import (
    CallNotOpen,
    IndustryNotCalled,
    ProposalOfOthers,
    ProposalTextMissing,
    ProposedInFuture,
)
from yinxin.standards.calls.lifecycle import PROPOSAL_LIFE, PROPOSERS
from yinxin.standards.calls.models import Call, Proposal

_TEXTS = ("title", "product", "reason", "existing_standards", "stricter_points", "partners")
_NEEDED = ("title", "reason")
CORRECTABLE = frozenset({*_TEXTS, "industry", "division"})


@transaction.atomic
def propose(
    *,
    title: str,
    reason: str,
    industry: Industry | None,
    division: Division,
    proposer: Organisation,
    on: date,
    call: Call | None = None,
    product: str = "",
    existing_standards: str = "",
    stricter_points: str = "",
    partners: str = "",
    is_invented: bool = False,
    by: Office,
    at: datetime,
) -> Proposal:
    """Ask for a standard (研制目录征集), in answer to a call or by itself. Recorded in the open, without the reasons.

    Enterprises and associations propose for themselves, officers for organisations of their area, the institute for
    anybody whose proposal came on paper. Refuses NotYours; NotFound for a division, proposer or call beyond reach;
    ProposedInFuture, ProposalTextMissing; CallNotOpen, and IndustryNotCalled where the call names its subject areas.
    """
    if by.as_role not in PROPOSERS:
        raise NotYours(noun="proposal", verb="propose", role=by.role)
    if not queries.proposers_for(by).filter(pk=proposer.pk).exists():
        raise NotFound(noun="organisation", number=proposer.pk)
    if on > localtime(at).date():
        raise ProposedInFuture(field="on")
    proposal = Proposal(proposer=proposer, office=by, proposed_on=on, is_invented=is_invented)
    if call is not None:
        proposal.call = _called(call, on=on, by=by)
    texts = (title, product, reason, existing_standards, stricter_points, partners)
    _state_proposal(
        proposal, {**dict(zip(_TEXTS, texts, strict=True)), "industry": industry, "division": division}, by=by
    )
    proposal.save()
    people.record(
        "proposal.made",
        subject=proposal.subject,
        by=by,
        at=at,
        facts={
            "state": proposal.state,
            "title": proposal.title,
            "division": proposal.division_id,
            "proposer": f"organisation/{proposer.pk}",
            "call": call.subject if call else "",
            "proposed_on": on.isoformat(),
        },
        private={"reason": proposal.reason},
        is_open=True,
    )
    return proposal


@transaction.atomic
def correct(pk: int, *, changes: Mapping[str, Any], seen: int, by: Office, at: datetime) -> Proposal:
    """Change what was proposed, any of CORRECTABLE, while nobody has answered. What stays as it was is not recorded.

    Refuses NotFound, NotYours, ProposalOfOthers, WrongState, ChangedMeanwhile, ProposalTextMissing and
    IndustryNotCalled.
    """
    proposal = _own(pk, "correct", by=by)
    check_seen(proposal, seen)
    before = {name: _stated(getattr(proposal, name)) for name in CORRECTABLE}
    _state_proposal(proposal, changes, by=by)
    after = {name: _stated(getattr(proposal, name)) for name in CORRECTABLE}
    changed = {
        name: [before[name], after[name]] for name in sorted(CORRECTABLE) if before[name] != after[name]
    }
    if changed:
        save(proposal, *changed)
        facts = {"fields": list(changed)}
        record("proposal.corrected", proposal, facts, by=by, at=at, private={"changes": changed})
    return proposal


@transaction.atomic
def withdraw(pk: int, *, by: Office, at: datetime) -> Proposal:
    """Take a proposal back while nobody has answered, as whoever made it may whatever it says by now.

    Refuses NotFound, NotYours, ProposalOfOthers and WrongState.
    """
    proposal = _own(pk, "withdraw", by=by)
    proposal.state = PROPOSAL_LIFE.move("withdraw", state=proposal.state, role=by.as_role).target
    proposal.decided_on = localtime(at).date()
    save(proposal, "state", "decided_on")
    record("proposal.withdrawn", proposal, {}, by=by, at=at)
    return proposal


def _called(call: Call, *, on: date, by: Office) -> Call:
    """The call, locked as it stands now, where it takes a proposal of that day from this office."""
    row = found_call(call.pk, by=by)
    if not rules.takes_proposals(
        row.state,
        opened_on=row.opened_on,
        closes_on=row.closes_on,
        on=on,
        came_on_paper=by.as_role is Role.INSTITUTE_OFFICER,
    ):
        raise CallNotOpen(field="call", noun="call", state=row.state, title=row.title)
    return row


def _state_proposal(proposal: Proposal, changes: Mapping[str, Any], *, by: Office) -> None:
    """Put checked values on a proposal."""
    for name, value in changes.items():
        if name not in CORRECTABLE:
            raise TypeError(name)
        setattr(proposal, name, value.strip() if name in _TEXTS else value)
    for name in _NEEDED:
        if not getattr(proposal, name):
            raise ProposalTextMissing(field=name)
    if not queries.divisions_for(by).filter(pk=proposal.division_id).exists():
        raise NotFound(noun="division", number=proposal.division_id)
    called = proposal.call.industries if proposal.call else []
    if called and proposal.industry_id not in called:
        names = Industry.objects.filter(pk__in=called).values_list("name", flat=True)
        raise IndustryNotCalled(field="industry", industries=list(names))


def _stated(value: Any) -> object:
    return value.pk if isinstance(value, Industry | Division) else value


def _own(pk: int, verb: str, *, by: Office) -> Proposal:
    proposal = waiting(pk, verb, by=by)
    if not queries.is_of(proposal, by):
        raise ProposalOfOthers(noun="proposal", verb=verb, role=by.role)
    return proposal
