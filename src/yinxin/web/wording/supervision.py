"""The words of supervision."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SENTENCES: dict[str, Promise] = {
    "misuse_unknown": _("Choose one of the kinds of misuse."),
    "nothing_said": _("Write at least a few words here."),
    "finding_missing": _("Record at least one finding first: a misuse is confirmed on what was seen."),
    "finding_in_future": _("The day on which it was seen cannot be in the future."),
    "nothing_to_suspend": _(
        "This case names no certificate that is valid now, so there is nothing to suspend."
    ),
    "suspension_reason_unknown": _("Choose one of the reasons that the national register takes."),
    "suspension_already_asked": _(
        "The certification body has not answered the earlier request yet. Wait for its answer."
    ),
    "suspension_request_unanswered": _(
        "The certification body has not answered the request to suspend. The case can be closed after its answer."
    ),
}

ACTS: dict[str, Promise] = {
    "report.received": _("Report received"),
    "report.taken_up": _("Report taken up as a case"),
    "report.set_aside": _("Report answered without a case"),
    "report.answered": _("Report answered"),
    "case.opened": _("Case opened"),
    "case.finding_recorded": _("Finding recorded"),
    "case.confirmed": _("Misuse confirmed"),
    "case.dismissed": _("No misuse found"),
    "case.closed": _("Case closed"),
    "suspension_request.made": _("Body asked to suspend the certificate"),
    "suspension_request.granted": _("Body suspended the certificate as asked"),
    "suspension_request.refused": _("Body refused to suspend the certificate"),
}

REPORT_STATES: dict[str, Promise] = {
    "received": pgettext_lazy("report", "Received"),
    "in_case": pgettext_lazy("report", "Being investigated"),
    "set_aside": pgettext_lazy("report", "Answered, no case"),
    "answered": pgettext_lazy("report", "Answered"),
}
CASE_STATES: dict[str, Promise] = {
    "open": pgettext_lazy("case", "Under investigation"),
    "confirmed": pgettext_lazy("case", "Misuse confirmed"),
    "dismissed": pgettext_lazy("case", "No misuse found"),
    "closed": pgettext_lazy("case", "Closed"),
}
REQUEST_STATES: dict[str, Promise] = {
    "asked": pgettext_lazy("suspension request", "Awaiting the body's answer"),
    "granted": pgettext_lazy("suspension request", "Suspended"),
    "refused": pgettext_lazy("suspension request", "Refused"),
}

STATES: dict[str, Promise] = {
    "received": REPORT_STATES["received"],
    "in_case": REPORT_STATES["in_case"],
    "set_aside": REPORT_STATES["set_aside"],
    "confirmed": CASE_STATES["confirmed"],
    "dismissed": CASE_STATES["dismissed"],
    "asked": REQUEST_STATES["asked"],
    "granted": REQUEST_STATES["granted"],
    "refused": REQUEST_STATES["refused"],
    **{f"report.{state}": word for state, word in REPORT_STATES.items()},
    **{f"case.{state}": word for state, word in CASE_STATES.items()},
    **{f"suspension request.{state}": word for state, word in REQUEST_STATES.items()},
}

VERBS: dict[str, Promise] = {
    "open_case": _("Open a case"),
    "set_aside": _("Answer without a case"),
    "record_finding": _("Record a finding"),
    "confirm": _("Confirm the misuse"),
    "dismiss": _("Dismiss: no misuse found"),
    "ask_to_suspend": _("Ask the body to suspend"),
    "grant": _("Suspend as asked"),
    "refuse": _("Refuse to suspend"),
    "case.close": _("Close the case"),
    "report.answer": _("Answer the report"),
}
