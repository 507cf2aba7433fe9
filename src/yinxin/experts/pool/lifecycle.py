"""The life of an expert in the pool."""

from enum import StrEnum

from yinxin.kernel.lifecycle import Lifecycle, Move
from yinxin.kernel.roles import Role


class ExpertState(StrEnum):
    """Recommended by a league; in the pool; no longer in it."""

    RECOMMENDED = "recommended"
    ADMITTED = "admitted"
    DECLINED = "declined"
    LEFT = "left"


_INSTITUTE = {Role.INSTITUTE_OFFICER}
_RECOMMENDED = {ExpertState.RECOMMENDED}
_ADMITTED = {ExpertState.ADMITTED}

EXPERT_LIFE = Lifecycle(
    "expert",
    Move("correct", _RECOMMENDED, ExpertState.RECOMMENDED, _INSTITUTE | {Role.LEAGUE_OFFICER}),
    Move("admit", _RECOMMENDED, ExpertState.ADMITTED, _INSTITUTE),
    Move("decline", _RECOMMENDED, ExpertState.DECLINED, _INSTITUTE),
    Move("keep", _ADMITTED, ExpertState.ADMITTED, _INSTITUTE | {Role.EXPERT}),
    Move("revise", _ADMITTED, ExpertState.ADMITTED, _INSTITUTE),
    Move("open_account", _ADMITTED, ExpertState.ADMITTED, _INSTITUTE),
    Move("renew", _ADMITTED, ExpertState.ADMITTED, _INSTITUTE),
    Move("leave", _ADMITTED, ExpertState.LEFT, _INSTITUTE),
)
