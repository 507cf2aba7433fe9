"""The life of an assignment."""

from enum import StrEnum

from yinxin.kernel.lifecycle import Lifecycle, Move
from yinxin.kernel.roles import Role


class AssignmentState(StrEnum):
    """Invited; then accepted (with a clear declaration), stepped aside or declined; at last done or released."""

    INVITED = "invited"
    ACCEPTED = "accepted"
    STEPPED_ASIDE = "stepped_aside"
    DECLINED = "declined"
    RELEASED = "released"
    DONE = "done"


ON_PANEL = frozenset({AssignmentState.ACCEPTED, AssignmentState.DONE})
OPEN_STATES = frozenset({AssignmentState.INVITED, AssignmentState.ACCEPTED})

_EXPERT = {Role.EXPERT}
_KEEPERS = {Role.INSTITUTE_OFFICER}

ASSIGNMENT_LIFE = Lifecycle(
    "assignment",
    Move("accept", {AssignmentState.INVITED}, AssignmentState.ACCEPTED, _EXPERT),
    Move("step_aside", OPEN_STATES, AssignmentState.STEPPED_ASIDE, _EXPERT),
    Move("decline", {AssignmentState.INVITED}, AssignmentState.DECLINED, _EXPERT),
    Move("release", OPEN_STATES, AssignmentState.RELEASED, _KEEPERS),
    Move("finish", {AssignmentState.ACCEPTED}, AssignmentState.DONE, _KEEPERS),
)
