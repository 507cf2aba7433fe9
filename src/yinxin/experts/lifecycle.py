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


EXPERT_LIFE = Lifecycle(
    "expert",
    Move("admit", {ExpertState.RECOMMENDED}, ExpertState.ADMITTED, {Role.INSTITUTE_OFFICER}),
    Move("decline", {ExpertState.RECOMMENDED}, ExpertState.DECLINED, {Role.INSTITUTE_OFFICER}),
    Move("leave", {ExpertState.ADMITTED}, ExpertState.LEFT, {Role.INSTITUTE_OFFICER}),
)
