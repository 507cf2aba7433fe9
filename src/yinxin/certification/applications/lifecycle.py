"""The life of a case: from where, to where, and at whose hand.

认证认可条例 art. 21: no step is added, left out or skipped; art. 22: the conclusion is signed by certification staff,
then by the head of the body. Regulators stand in no line of this table (art. 13). Who evaluated may neither review
nor decide (ISO/IEC 17065 7.5, 7.6): that is a rule about persons and stands in `decisions.rules`.
"""

from enum import StrEnum

from yinxin.kernel.lifecycle import Lifecycle, Move
from yinxin.kernel.roles import Role


class ApplicationState(StrEnum):
    """Where the case stands. Granted or refused is the outcome of a concluded case, not a state."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    UNDER_EVALUATION = "under_evaluation"
    EVALUATED = "evaluated"
    REVIEWED = "reviewed"
    DECIDED = "decided"
    CONCLUDED = "concluded"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


_S = ApplicationState

APPLICATION_LIFE = Lifecycle(
    "application",
    #    verb                     from                                to                    by
    Move("submit", {_S.DRAFT, _S.RETURNED}, _S.SUBMITTED, {Role.ENTERPRISE}),
    Move("return_for_completion", {_S.SUBMITTED}, _S.RETURNED, {Role.ACCEPTANCE_OFFICER}),
    Move("decline", {_S.SUBMITTED}, _S.DECLINED, {Role.ACCEPTANCE_OFFICER}),
    Move("accept", {_S.SUBMITTED}, _S.UNDER_EVALUATION, {Role.ACCEPTANCE_OFFICER}),
    Move("conclude_evaluation", {_S.UNDER_EVALUATION}, _S.EVALUATED, {Role.LEAD_AUDITOR}),
    Move("send_back", {_S.EVALUATED}, _S.UNDER_EVALUATION, {Role.REVIEWER}),
    Move("review", {_S.EVALUATED}, _S.REVIEWED, {Role.REVIEWER}),
    Move("decide", {_S.REVIEWED}, _S.DECIDED, {Role.CERTIFIER}),
    Move("countersign", {_S.DECIDED}, _S.CONCLUDED, {Role.HEAD_OF_BODY}),
    Move(
        "withdraw",
        {_S.DRAFT, _S.SUBMITTED, _S.RETURNED, _S.UNDER_EVALUATION, _S.EVALUATED, _S.REVIEWED},
        _S.WITHDRAWN,
        {Role.ENTERPRISE},
    ),
)

OPEN_STATES = frozenset(
    {_S.DRAFT, _S.SUBMITTED, _S.RETURNED, _S.UNDER_EVALUATION, _S.EVALUATED, _S.REVIEWED, _S.DECIDED}
)
