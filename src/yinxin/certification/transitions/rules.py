"""How far a certificate has come on its way to the new version of its standard. Pure."""

from datetime import date
from enum import StrEnum


class Step(StrEnum):
    """Where a certificate of a superseded standard stands."""

    WAITING = "waiting"  # nobody has applied by the new version yet
    APPLIED = "applied"  # a case by the new version is open
    CONVERTED = "converted"  # a certificate by the new version is there
    OVERDUE = "overdue"  # the transition ended first
    ENDED = "ended"  # the old certificate ended, and none by the new version took its place


def step(*, is_live: bool, has_new_certificate: bool, has_open_case: bool, until: date, today: date) -> Step:
    """Where a certificate stands on a day; the last day of the transition is still in time.

    >>> day = date(2026, 6, 30)
    >>> facts = {"is_live": True, "has_new_certificate": False, "until": day}
    >>> step(**facts, has_open_case=True, today=day), step(**facts, has_open_case=True, today=date(2026, 7, 1))
    (<Step.APPLIED: 'applied'>, <Step.OVERDUE: 'overdue'>)
    """
    if has_new_certificate:
        return Step.CONVERTED
    if not is_live:
        return Step.ENDED
    if today > until:
        return Step.OVERDUE
    return Step.APPLIED if has_open_case else Step.WAITING


UNFINISHED = frozenset({Step.WAITING, Step.APPLIED, Step.OVERDUE})
