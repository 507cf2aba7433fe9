"""The life of a nonconformity (不符合项)."""

from enum import StrEnum

from yinxin.kernel.lifecycle import Lifecycle, Move
from yinxin.kernel.roles import Role


class NonconformityState(StrEnum):
    """Open until the auditor has verified the correction."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


NONCONFORMITY_LIFE = Lifecycle(
    "nonconformity",
    Move("answer", {NonconformityState.OPEN}, NonconformityState.ANSWERED, {Role.ENTERPRISE}),
    Move("close", {NonconformityState.ANSWERED}, NonconformityState.CLOSED, {Role.LEAD_AUDITOR}),
    Move("reopen", {NonconformityState.ANSWERED}, NonconformityState.OPEN, {Role.LEAD_AUDITOR}),
)
