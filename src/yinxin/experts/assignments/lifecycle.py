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

KEEPERS = frozenset({Role.INSTITUTE_OFFICER})  # of matters
_EXPERT = {Role.EXPERT}

ASSIGNMENT_LIFE = Lifecycle(
    "assignment",
    Move("accept", {AssignmentState.INVITED}, AssignmentState.ACCEPTED, _EXPERT),
    Move("step_aside", OPEN_STATES, AssignmentState.STEPPED_ASIDE, _EXPERT),
    # A party that came in after the declaration is declared against as well.
    Move("declare", {AssignmentState.ACCEPTED}, AssignmentState.ACCEPTED, _EXPERT),
    Move("decline", {AssignmentState.INVITED}, AssignmentState.DECLINED, _EXPERT),
    Move("release", OPEN_STATES, AssignmentState.RELEASED, KEEPERS),
    Move("preside", {AssignmentState.ACCEPTED}, AssignmentState.ACCEPTED, KEEPERS),
    Move("finish", {AssignmentState.ACCEPTED}, AssignmentState.DONE, KEEPERS),
)
