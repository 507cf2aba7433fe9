"""What every act on calls and proposals begins and ends with: the row within reach, the move, the record."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import QuerySet

from yinxin.kernel.refusals import ChangedMeanwhile, NotFound
from yinxin.people import actions as people
from yinxin.people.models import Office
from yinxin.standards.calls import queries
from yinxin.standards.calls.lifecycle import PROPOSAL_LIFE
from yinxin.standards.calls.models import Call, Proposal


def found_call(pk: int, *, by: Office) -> Call:
    """The call, locked, or NotFound beyond reach."""
    call = queries.calls_in_reach(by).select_for_update(of=("self",)).filter(pk=pk).first()
    if call is None:
        raise NotFound(noun="call", number=pk)
    return call


def found_proposal(pk: int, *, by: Office) -> Proposal:
    """The proposal, locked, or NotFound beyond reach."""
    rows: QuerySet[Proposal] = queries.proposals_in_reach(by).select_for_update(of=("self",))
    proposal = rows.filter(pk=pk).first()
    if proposal is None:
        raise NotFound(noun="proposal", number=pk)
    return proposal


def waiting(pk: int, verb: str, *, by: Office) -> Proposal:
    """The proposal, locked, where this office may use the verb on it now. Refuses NotFound, NotYours, WrongState."""
    proposal = found_proposal(pk, by=by)
    PROPOSAL_LIFE.move(verb, state=proposal.state, role=by.as_role)
    return proposal


def check_seen(row: Call | Proposal, seen: int) -> None:
    """Refuses ChangedMeanwhile to whoever looked at the row before another act came between."""
    if seen != row.revision:
        raise ChangedMeanwhile(noun="call" if isinstance(row, Call) else "proposal", number=row.pk)


def save(row: Call | Proposal, *fields: str) -> None:
    """Save these fields; whoever saw the row before has to look again."""
    row.revision += 1
    row.save(update_fields=[*fields, "revision"])


def record(
    kind: str,
    proposal: Proposal,
    facts: Mapping[str, object],
    *,
    by: Office,
    at: datetime,
    private: Mapping[str, object] | None = None,
    is_open: bool = True,
) -> None:
    """Append an act on a proposal, in the open unless it is said otherwise; `private` is only in the detail."""
    stated = {"state": proposal.state, "title": proposal.title, **facts}
    people.record(
        kind, subject=proposal.subject, by=by, at=at, facts=stated, private=private, is_open=is_open
    )
