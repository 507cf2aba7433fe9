"""How long a certificate and a suspension last, and in which state a certificate was at a time. Pure."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from yinxin.certification.applications.rules import day_of
from yinxin.certification.certificates.lifecycle import CertificateState
from yinxin.kernel.months import months_after

LIVE = frozenset({CertificateState.VALID, CertificateState.SUSPENDED})


def term_ends_on(issued_on: date, *, years: int) -> date:
    """The last day of validity: the day of issue is not counted (民法典 art. 201), the last day is included.

    >>> term_ends_on(date(2024, 11, 20), years=3)
    datetime.date(2027, 11, 20)
    """
    return months_after(issued_on, 12 * years)


def latest_end(suspended_on: date, *, months: int) -> date:
    """The last day that a suspension may be set for.

    >>> latest_end(date(2024, 11, 20), months=6)
    datetime.date(2025, 5, 20)
    """
    return months_after(suspended_on, months)


class Change(NamedTuple):
    """From a moment on, a certificate was in a state."""

    at: datetime
    state: str


def state_at(changes: Iterable[Change], *, expires_on: date, moment: datetime) -> CertificateState | None:
    """The state at a moment; None before the issue.

    A change holds from its own moment on. After the last day of validity a live certificate has expired, whether or
    not the nightly job has come round to say so.
    """
    before = [change for change in changes if change.at <= moment]
    if not before:
        return None
    state = CertificateState(max(before, key=lambda change: change.at).state)
    return CertificateState.EXPIRED if state in LIVE and day_of(moment) > expires_on else state


def state_on(changes: Iterable[Change], *, expires_on: date, day: date) -> CertificateState | None:
    """The state at the end of a day; None if the certificate was issued later.

    What was produced on the day of a suspension counts as produced under suspension: in doubt for the consumer.
    """
    before = [change for change in changes if day_of(change.at) <= day]
    if not before:
        return None
    state = CertificateState(max(before, key=lambda change: change.at).state)
    return CertificateState.EXPIRED if state in LIVE and day > expires_on else state
