"""Roles, offices, and what is common to all nouns."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinxin.kernel.roles import Role

ROLES: dict[str, Promise] = {
    Role.LEAGUE_OFFICER: _("League officer"),
    Role.BANNER_OFFICER: _("Banner officer"),
    Role.INSPECTOR: _("Inspector"),
    Role.INSTITUTE_OFFICER: _("Standards institute"),
    Role.ASSOCIATION: _("Association"),
    Role.EXPERT: _("Technical expert"),
    Role.ENTERPRISE: _("Enterprise"),
    Role.ACCEPTANCE_OFFICER: _("Acceptance officer"),
    Role.LEAD_AUDITOR: _("Lead auditor"),
    Role.REVIEWER: _("Reviewer"),
    Role.CERTIFIER: _("Certifier"),
    Role.HEAD_OF_BODY: _("Head of the certification body"),
    Role.CALENDAR: _("Due by date"),
    "installation": _("Installation"),
    "public": _("Member of the public"),
}

SENTENCES: dict[str, Promise] = {
    "refused": _("This cannot be done."),
    "not_found": _(
        "There is nothing at this address, or your office does not reach it. Check the address, or search."
    ),
    "not_yours": _("Your office may not do this. If you hold another office, choose it at the top right."),
    "wrong_state": _("This cannot be done in the present state (%(state)s). What can be done now: %(open)s."),
    "not_acceptable": _("This cannot be accepted as it is."),
    "changed_meanwhile": _(
        "Somebody else acted on this after you opened the page. What you typed is still here: look at what changed, "
        "then send it again.",
    ),
    "office_barred": _("This person holds an office that cannot be held together with this one."),
}

ACTS: dict[str, Promise] = {
    "division.added": _("Division entered"),
    "organisation.added": _("Organisation entered"),
    "office.given": _("Office given"),
    "demonstration.loaded": _("Demonstration data loaded"),
}

STATES: dict[str, Promise] = {"none": pgettext_lazy("state", "None")}
VERBS: dict[str, Promise] = {}
