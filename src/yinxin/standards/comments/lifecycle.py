"""The life of a comment on a draft."""

from enum import StrEnum

from yinxin.kernel.lifecycle import Lifecycle, Move
from yinxin.kernel.roles import Role


class CommentState(StrEnum):
    """What came in is admitted or set aside; what was admitted gets its answer."""

    PENDING = "pending"
    ADMITTED = "admitted"
    SET_ASIDE = "set_aside"
    ANSWERED = "answered"


HEARD = frozenset({CommentState.ADMITTED, CommentState.ANSWERED})  # what the public sees and the table lists

_INSTITUTE = {Role.INSTITUTE_OFFICER}

COMMENT_LIFE = Lifecycle(
    "comment",
    Move("admit", {CommentState.PENDING, CommentState.SET_ASIDE}, CommentState.ADMITTED, _INSTITUTE),
    Move("set_aside", {CommentState.PENDING}, CommentState.SET_ASIDE, _INSTITUTE),
    Move("answer", {CommentState.ADMITTED, CommentState.ANSWERED}, CommentState.ANSWERED, _INSTITUTE),
)
