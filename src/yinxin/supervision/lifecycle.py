"""The lives of a report, a case and a suspension request."""

from enum import StrEnum

from yinxin.kernel.lifecycle import Lifecycle, Move
from yinxin.kernel.roles import Role


class ReportState(StrEnum):
    """What has become of a report from the public."""

    RECEIVED = "received"
    IN_CASE = "in_case"
    SET_ASIDE = "set_aside"
    ANSWERED = "answered"


class CaseState(StrEnum):
    """Open until the finding is confirmed or dismissed; a confirmed case is closed when it has been acted on."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    CLOSED = "closed"


class RequestState(StrEnum):
    """What a body did with a request to suspend."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"


_INSPECTOR = {Role.INSPECTOR}

REPORT_LIFE = Lifecycle(
    "report",
    Move("open_case", {ReportState.RECEIVED}, ReportState.IN_CASE, _INSPECTOR),
    Move("set_aside", {ReportState.RECEIVED}, ReportState.SET_ASIDE, _INSPECTOR),
    Move("answer", {ReportState.IN_CASE}, ReportState.ANSWERED, _INSPECTOR),
)

CASE_LIFE = Lifecycle(
    "case",
    Move("record_finding", {CaseState.OPEN}, CaseState.OPEN, _INSPECTOR),
    Move("confirm", {CaseState.OPEN}, CaseState.CONFIRMED, _INSPECTOR),
    Move("dismiss", {CaseState.OPEN}, CaseState.DISMISSED, _INSPECTOR),
    Move("ask_to_suspend", {CaseState.CONFIRMED}, CaseState.CONFIRMED, _INSPECTOR),
    Move("close", {CaseState.CONFIRMED}, CaseState.CLOSED, _INSPECTOR),
)

REQUEST_LIFE = Lifecycle(
    "suspension request",
    Move("grant", {RequestState.ASKED}, RequestState.GRANTED, {Role.CERTIFIER}),
    Move("refuse", {RequestState.ASKED}, RequestState.REFUSED, {Role.CERTIFIER}),
)
