"""The life of a field study."""

from enum import StrEnum

from yinxin.kernel.lifecycle import Lifecycle, Move
from yinxin.kernel.roles import Role


class StudyState(StrEnum):
    """A study is planned, then done; while it is planned, places, samples and measurements are entered."""

    PLANNED = "planned"
    DONE = "done"
    DROPPED = "dropped"


_SURVEYORS = {Role.INSTITUTE_OFFICER, Role.LEAGUE_OFFICER}

STUDY_LIFE = Lifecycle(
    "study",
    Move("record", {StudyState.PLANNED}, StudyState.PLANNED, _SURVEYORS),
    Move("finish", {StudyState.PLANNED}, StudyState.DONE, _SURVEYORS),
    Move("reopen", {StudyState.DONE}, StudyState.PLANNED, _SURVEYORS),
    Move("drop", {StudyState.PLANNED}, StudyState.DROPPED, _SURVEYORS),
)
