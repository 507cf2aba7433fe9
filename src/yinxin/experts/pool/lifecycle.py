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

EXPERT_LIFE = Lifecycle(
    "expert",
    Move("admit", {ExpertState.RECOMMENDED}, ExpertState.ADMITTED, _INSTITUTE),
    Move("decline", {ExpertState.RECOMMENDED}, ExpertState.DECLINED, _INSTITUTE),
    Move("keep", {ExpertState.ADMITTED}, ExpertState.ADMITTED, _INSTITUTE | {Role.EXPERT}),
    Move("renew", {ExpertState.ADMITTED}, ExpertState.ADMITTED, _INSTITUTE),
    Move("leave", {ExpertState.ADMITTED}, ExpertState.LEFT, _INSTITUTE),
)
