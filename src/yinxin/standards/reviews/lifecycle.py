"""The life of a panel review."""

from enum import StrEnum

from yinxin.kernel.lifecycle import Lifecycle, Move
from yinxin.kernel.roles import Role


class ReviewState(StrEnum):
    """The panel is formed, votes, and the result is concluded; or the review is called off."""

    FORMING = "forming"
    VOTING = "voting"
    CONCLUDED = "concluded"
    CALLED_OFF = "called_off"


_INSTITUTE = {Role.INSTITUTE_OFFICER}

REVIEW_LIFE = Lifecycle(
    "panel_review",
    Move("open_voting", {ReviewState.FORMING}, ReviewState.VOTING, _INSTITUTE),
    Move("extend_voting", {ReviewState.VOTING}, ReviewState.VOTING, _INSTITUTE),
    Move("note", {ReviewState.VOTING}, ReviewState.VOTING, {Role.EXPERT}),
    Move("vote", {ReviewState.VOTING}, ReviewState.VOTING, {Role.EXPERT}),
    Move("answer_opinion", {ReviewState.VOTING}, ReviewState.VOTING, _INSTITUTE),
    Move("conclude", {ReviewState.VOTING}, ReviewState.CONCLUDED, _INSTITUTE),
    Move("call_off", {ReviewState.FORMING, ReviewState.VOTING}, ReviewState.CALLED_OFF, _INSTITUTE),
)
