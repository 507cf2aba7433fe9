"""The life of an imported workbook."""

from enum import StrEnum

from yinxin.kernel.lifecycle import Lifecycle, Move
from yinxin.kernel.roles import Role


class ImportState(StrEnum):
    """Checked: rows were read and judged, the ledger is untouched."""

    CHECKED = "checked"
    APPLIED = "applied"
    DISCARDED = "discarded"


_OFFICERS = {Role.LEAGUE_OFFICER, Role.BANNER_OFFICER}

IMPORT_LIFE = Lifecycle(
    "import",
    Move("apply", {ImportState.CHECKED}, ImportState.APPLIED, _OFFICERS),
    Move("discard", {ImportState.CHECKED}, ImportState.DISCARDED, _OFFICERS),
)
