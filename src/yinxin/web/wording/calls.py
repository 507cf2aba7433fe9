"""Calls and proposals for standards."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SENTENCES: dict[str, Promise] = {
    "call_batch_taken": _(
        "There is a call for batch %(batch)s of %(year)s already. Edit that one, or take the next batch."
    ),
    "call_text_missing": _("Write it: those who are to propose read it on the portal."),
    "call_industry_unknown": _("The ledger has no such industry: %(industries)s."),
    "call_deadline_passed": _("%(day)s is over, so nobody could answer the call. Set a later last day."),
    "call_not_extended": _("The call runs until %(day)s already. To extend it, set a later day."),
    "call_not_open": _(
        "The call “%(title)s” takes no proposals on this day. You can propose without naming a call, or wait for the "
        "next one."
    ),
    "proposal_industry_not_called": _(
        "This call asks for proposals from these industries: %(industries)s. Choose one of them, or propose without "
        "naming the call."
    ),
    "proposal_text_missing": _("Write it: without it nobody can judge the proposal."),
    "proposed_in_future": _("The day of the proposal cannot be in the future."),
    "proposal_of_others": _(
        "Whoever made the proposal corrects it or takes it back. Ask them, or state your reasons in the answer."
    ),
    "score_points_out_of_range": _("Give whole points from 0 to %(maximum)s."),
    "proposal_merged_into_itself": _("Choose another proposal: one cannot be merged into itself."),
    "proposal_whole_answered": _(
        "“%(title)s” does not wait for an answer any more. Choose one that still does, or answer this one by itself."
    ),
    "proposal_answer_missing": _("Say why, so that those who proposed it can do better."),
    "proposal_answer_day": _("Choose a day from %(first)s, when it was proposed, to %(last)s."),
}

ACTS: dict[str, Promise] = {
    "call.prepared": _("Call prepared"),
    "call.edited": _("Call edited"),
    "call.opened": _("Call opened"),
    "call.extended": _("Call extended"),
    "call.closed": _("Call closed"),
    "proposal.made": _("Standard proposed"),
    "proposal.corrected": _("Proposal corrected"),
    "proposal.withdrawn": _("Proposal taken back"),
    "proposal.scored": _("Proposal scored"),
    "proposal.merged": _("Proposal merged into another"),
    "proposal.followed": _("Answered with the proposal that it was merged into"),
    "proposal.accepted": _("Proposal accepted"),
    "proposal.declined": _("Proposal declined"),
}

STATES: dict[str, Promise] = {
    "call.draft": pgettext_lazy("call", "Being prepared"),
    "call.open": pgettext_lazy("call", "Open"),
    "call.closed": pgettext_lazy("call", "Closed"),
    "proposed": _("Proposed"),
    "proposal.accepted": pgettext_lazy("proposal", "Accepted"),
    "proposal.declined": pgettext_lazy("proposal", "Declined"),
    "proposal.merged": pgettext_lazy("proposal", "Merged"),
    "proposal.withdrawn": pgettext_lazy("proposal", "Taken back"),
}

VERBS: dict[str, Promise] = {
    "call.edit": pgettext_lazy("call", "Edit"),
    "call.open": pgettext_lazy("call", "Open the call"),
    "call.extend": pgettext_lazy("call", "Extend"),
    "call.close": pgettext_lazy("call", "Close the call"),
    "proposal.correct": pgettext_lazy("proposal", "Correct"),
    "proposal.withdraw": pgettext_lazy("proposal", "Take back"),
    "score": _("Score"),
    "merge": _("Merge"),
    "proposal.accept": pgettext_lazy("proposal", "Take it into the programme"),
    "proposal.decline": pgettext_lazy("proposal", "Decline"),
}
