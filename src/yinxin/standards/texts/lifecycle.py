"""The life of a standard."""

from enum import StrEnum

from yinxin.kernel.lifecycle import Lifecycle, Move
from yinxin.kernel.roles import Role


class StandardState(StrEnum):
    """A draft may change; a published standard is confirmed, superseded by another, or withdrawn.

    A superseded one is still valid for the certificates that name it, until its transition ends.
    """

    DRAFT = "draft"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


_INSTITUTE = {Role.INSTITUTE_OFFICER}

STANDARD_LIFE = Lifecycle(
    "standard",
    Move("amend", {StandardState.DRAFT}, StandardState.DRAFT, _INSTITUTE),
    Move("freeze", {StandardState.DRAFT}, StandardState.DRAFT, _INSTITUTE),
    Move("number", {StandardState.DRAFT}, StandardState.DRAFT, _INSTITUTE),
    Move("publish", {StandardState.DRAFT}, StandardState.PUBLISHED, _INSTITUTE),
    Move("confirm", {StandardState.PUBLISHED}, StandardState.PUBLISHED, _INSTITUTE),
    Move("supersede", {StandardState.PUBLISHED}, StandardState.SUPERSEDED, _INSTITUTE),
    Move(
        "withdraw",
        {StandardState.PUBLISHED, StandardState.SUPERSEDED},
        StandardState.WITHDRAWN,
        _INSTITUTE | {Role.CALENDAR},
    ),
)
