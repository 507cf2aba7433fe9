"""The lives of a call and of a proposal."""

from enum import StrEnum

from yinxin.kernel.lifecycle import Lifecycle, Move
from yinxin.kernel.roles import Role


class CallState(StrEnum):
    """A call is prepared, open on the portal until its deadline, then closed."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class ProposalState(StrEnum):
    """A proposal is accepted into the programme, declined with a reason, merged into another, or taken back."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


_INSTITUTE = {Role.INSTITUTE_OFFICER}
PROPOSERS = frozenset(
    {
        Role.LEAGUE_OFFICER,
        Role.BANNER_OFFICER,
        Role.INSTITUTE_OFFICER,
        Role.ENTERPRISE,
        Role.ASSOCIATION,
    }
)

CALL_LIFE = Lifecycle(
    "call",
    Move("edit", {CallState.DRAFT}, CallState.DRAFT, _INSTITUTE),
    Move("open", {CallState.DRAFT}, CallState.OPEN, _INSTITUTE),
    Move("extend", {CallState.OPEN}, CallState.OPEN, _INSTITUTE),
    Move("close", {CallState.OPEN}, CallState.CLOSED, _INSTITUTE | {Role.CALENDAR}),
)

PROPOSAL_LIFE = Lifecycle(
    "proposal",
    Move("correct", {ProposalState.PROPOSED}, ProposalState.PROPOSED, PROPOSERS),
    Move("withdraw", {ProposalState.PROPOSED}, ProposalState.WITHDRAWN, PROPOSERS),
    Move("score", {ProposalState.PROPOSED}, ProposalState.PROPOSED, _INSTITUTE),
    Move("merge", {ProposalState.PROPOSED}, ProposalState.MERGED, _INSTITUTE),
    Move("accept", {ProposalState.PROPOSED}, ProposalState.ACCEPTED, _INSTITUTE),
    Move("decline", {ProposalState.PROPOSED}, ProposalState.DECLINED, _INSTITUTE),
)
