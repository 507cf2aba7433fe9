"""The lives of a proposal and of a standard."""

from enum import StrEnum

from yinxin.kernel.lifecycle import Lifecycle, Move
from yinxin.kernel.roles import Role


class ProposalState(StrEnum):
    """A proposal is accepted into the programme, or declined with a reason."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class StandardState(StrEnum):
    """A draft may change; a published standard may only be withdrawn."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


_INSTITUTE = {Role.INSTITUTE_OFFICER}

PROPOSAL_LIFE = Lifecycle(
    "proposal",
    Move("accept", {ProposalState.PROPOSED}, ProposalState.ACCEPTED, _INSTITUTE),
    Move("decline", {ProposalState.PROPOSED}, ProposalState.DECLINED, _INSTITUTE),
)

STANDARD_LIFE = Lifecycle(
    "standard",
    Move("amend", {StandardState.DRAFT}, StandardState.DRAFT, _INSTITUTE),
    Move("publish", {StandardState.DRAFT}, StandardState.PUBLISHED, _INSTITUTE),
    Move("withdraw", {StandardState.PUBLISHED}, StandardState.WITHDRAWN, _INSTITUTE),
)
