"""The life of a project: the stages of a group standard (团体标准管理规定; GB/T 20004.1-2016).

A review that was called off, or whose result was sent back, is followed by another: so a review also opens from review.
"""

from enum import StrEnum

from yinxin.kernel.lifecycle import Lifecycle, Move
from yinxin.kernel.roles import Role


class ProjectState(StrEnum):
    """The stage at which a project stands. What comes before (提案) is the proposal, what comes after the standard."""

    PLANNED = "planned"  # 立项
    DRAFTING = "drafting"  # 起草
    COMMENT = "comment"  # 征求意见
    REVIEW = "review"  # 审查
    APPROVAL = "approval"  # 报批
    APPROVED = "approved"  # 批准，待编号
    NUMBERED = "numbered"  # 编号，待发布
    PUBLISHED = "published"  # 发布
    LAPSED = "lapsed"  # 超期失效
    STOPPED = "stopped"  # 终止


STAGES = (
    ProjectState.PLANNED,
    ProjectState.DRAFTING,
    ProjectState.COMMENT,
    ProjectState.REVIEW,
    ProjectState.APPROVAL,
    ProjectState.APPROVED,
    ProjectState.NUMBERED,
)
RUNNING = frozenset(STAGES)

EDITABLE = frozenset(
    STAGES[: STAGES.index(ProjectState.APPROVED)]
)  # what was approved is published as it was
DRAFTERS_OPEN = frozenset({ProjectState.PLANNED, ProjectState.DRAFTING, ProjectState.COMMENT})

_INSTITUTE = {Role.INSTITUTE_OFFICER}

PROJECT_LIFE = Lifecycle(
    "project",
    Move("start", {ProjectState.PLANNED}, ProjectState.DRAFTING, _INSTITUTE),
    Move("open_comment", {ProjectState.DRAFTING}, ProjectState.COMMENT, _INSTITUTE),
    Move("extend_comment", {ProjectState.COMMENT}, ProjectState.COMMENT, _INSTITUTE),
    Move("redraft", {ProjectState.COMMENT, ProjectState.REVIEW}, ProjectState.DRAFTING, _INSTITUTE),
    Move("open_review", {ProjectState.COMMENT, ProjectState.REVIEW}, ProjectState.REVIEW, _INSTITUTE),
    Move("pass_review", {ProjectState.REVIEW}, ProjectState.APPROVAL, _INSTITUTE),
    Move("approve", {ProjectState.APPROVAL}, ProjectState.APPROVED, _INSTITUTE),
    Move(
        "send_back",
        {ProjectState.APPROVAL, ProjectState.APPROVED, ProjectState.NUMBERED},
        ProjectState.REVIEW,
        _INSTITUTE,
    ),
    Move("number", {ProjectState.APPROVED}, ProjectState.NUMBERED, _INSTITUTE),
    Move("publish", {ProjectState.NUMBERED}, ProjectState.PUBLISHED, _INSTITUTE),
    Move("lapse", RUNNING, ProjectState.LAPSED, {Role.CALENDAR}),
    Move("resume", {ProjectState.LAPSED}, ProjectState.DRAFTING, _INSTITUTE),
    Move("stop", RUNNING | {ProjectState.LAPSED}, ProjectState.STOPPED, _INSTITUTE),
)
