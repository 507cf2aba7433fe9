"""Certificates that a new version of a standard touches."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinxin.certification.transitions.rules import Step

SENTENCES: dict[str, Promise] = {
    "nothing_to_carry_over": _(
        "Nothing of what was found for “%(product)s” can be carried over: no clause that was assessed says the same in "
        "the new version, or all were carried over already."
    ),
}

ACTS: dict[str, Promise] = {}

STATES: dict[str, Promise] = {}

VERBS: dict[str, Promise] = {}

STEPS: dict[str, Promise] = {
    Step.WAITING: _("Not applied yet"),
    Step.APPLIED: _("Case open"),
    Step.CONVERTED: _("Converted"),
    Step.OVERDUE: pgettext_lazy("transition", "Overdue"),
    Step.ENDED: pgettext_lazy("transition", "Ended"),
}
