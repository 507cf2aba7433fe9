"""Writes: matters with their parties, invitations through the one door, declarations, panels by lot, work done.

`invite` is the one door to an assignment: the page, the API, the import and the draw all go through it, and it refuses
whoever has a conflict of interest, with the reason. All entries are sealed, for they are about persons; what the
public may know of a draw stands in the draw.
"""

from yinxin.experts.assignments.actions.answers import accept, declare, decline, step_aside
from yinxin.experts.assignments.actions.door import conflict_refusals, invite, refusals_of
from yinxin.experts.assignments.actions.matters import (
    PartyLine,
    add_party,
    close_matter,
    open_matter,
    strike_party,
)
from yinxin.experts.assignments.actions.panels import commit_panel, seat_panel
from yinxin.experts.assignments.actions.refusals import (
    AssignmentReasonMissing,
    AssignmentsOpen,
    ChairTaken,
    ConflictOfInterest,
    DrawElsewhere,
    DrawPending,
    HoursUnclear,
    MatterClosed,
    MatterDaysOutOfOrder,
    NotEligible,
    NothingServed,
    NothingToDeclare,
    PanelSeated,
    PartyUnnamed,
    SeatsUnclear,
)
from yinxin.experts.assignments.actions.work import Service, certify_service, finish, preside, release

__all__ = (
    "AssignmentReasonMissing",
    "AssignmentsOpen",
    "ChairTaken",
    "ConflictOfInterest",
    "DrawElsewhere",
    "DrawPending",
    "HoursUnclear",
    "MatterClosed",
    "MatterDaysOutOfOrder",
    "NotEligible",
    "NothingServed",
    "NothingToDeclare",
    "PanelSeated",
    "PartyLine",
    "PartyUnnamed",
    "SeatsUnclear",
    "Service",
    "accept",
    "add_party",
    "certify_service",
    "close_matter",
    "commit_panel",
    "conflict_refusals",
    "declare",
    "decline",
    "finish",
    "invite",
    "open_matter",
    "preside",
    "refusals_of",
    "release",
    "seat_panel",
    "step_aside",
    "strike_party",
)
