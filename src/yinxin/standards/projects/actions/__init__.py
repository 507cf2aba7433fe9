"""Writes: a project is planned, led from stage to stage with its drafters and papers, and published, or it ends."""

from yinxin.standards.projects.actions.ending import lapse_due, number, publish, resume, stop
from yinxin.standards.projects.actions.papers import add_drafter, add_paper, remove_drafter
from yinxin.standards.projects.actions.planning import plan, set_plan
from yinxin.standards.projects.actions.stages import (
    approve,
    enter_review,
    extend_comment,
    open_comment,
    pass_review,
    redraft,
    send_back,
    start,
)

__all__ = [
    "add_drafter",
    "add_paper",
    "approve",
    "enter_review",
    "extend_comment",
    "lapse_due",
    "number",
    "open_comment",
    "pass_review",
    "plan",
    "publish",
    "redraft",
    "remove_drafter",
    "resume",
    "send_back",
    "set_plan",
    "start",
    "stop",
]
