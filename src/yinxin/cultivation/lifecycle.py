"""The life of a stay in the cultivation pool."""

from enum import StrEnum

from yinxin.kernel.lifecycle import Lifecycle, Move
from yinxin.kernel.roles import Role


class MembershipState(StrEnum):
    """Nominated by a banner or the league, admitted by the league, ended with a reason."""

    NOMINATED = "nominated"
    ADMITTED = "admitted"
    DECLINED = "declined"
    LEFT = "left"


_LEAGUE = {Role.LEAGUE_OFFICER}

MEMBERSHIP_LIFE = Lifecycle(
    "membership",
    Move("admit", {MembershipState.NOMINATED}, MembershipState.ADMITTED, _LEAGUE),
    Move("decline", {MembershipState.NOMINATED}, MembershipState.DECLINED, _LEAGUE),
    Move("release", {MembershipState.ADMITTED}, MembershipState.LEFT, _LEAGUE),
)
