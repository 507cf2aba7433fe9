"""The life of a draw."""

from enum import StrEnum

from yinxin.kernel.lifecycle import Lifecycle, Move
from yinxin.kernel.roles import Role


class DrawState(StrEnum):
    """The list is committed to, then drawn from; or the draw is abandoned, which the register keeps too."""

    COMMITTED = "committed"
    DRAWN = "drawn"
    ABANDONED = "abandoned"


OPERATORS = frozenset({Role.INSTITUTE_OFFICER, Role.LEAGUE_OFFICER})

DRAW_LIFE = Lifecycle(
    "draw",
    Move("draw", {DrawState.COMMITTED}, DrawState.DRAWN, OPERATORS),
    Move("abandon", {DrawState.COMMITTED}, DrawState.ABANDONED, OPERATORS),
)
