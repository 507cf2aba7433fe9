"""Matters, assignments, declarations and conflicts of experts."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinxin.experts.assignments.models import PartyKind, Purpose, Seat

SENTENCES: dict[str, Promise] = {
    "conflict_of_interest": _("A conflict of interest bars %(expert)s from this matter. Ask somebody else."),
    "conflict_employer": _(
        "%(expert)s works for %(party)s, or did so until lately, and is barred until %(until)s. Somebody else is asked."
    ),
    "conflict_ownership": _(
        "%(expert)s owns a part of %(party)s, and is barred until %(until)s. Somebody else is asked."
    ),
    "conflict_consultancy": _(
        "%(expert)s advises %(party)s, or did so until lately, and is barred until %(until)s. Somebody else is asked."
    ),
    "conflict_family": _(
        "A near relative of %(expert)s belongs to %(party)s, which bars until %(until)s. Somebody else is asked."
    ),
    "conflict_declared": _(
        "%(expert)s has declared an interest in %(party)s, which bars until %(until)s. Somebody else is asked."
    ),
    "conflict_same_group": _(
        "%(expert)s has a tie to %(tie)s, of the same group as %(party)s, which bars until %(until)s. "
        "Somebody else is asked."
    ),
    "conflict_drafter": _(
        "%(expert)s drafted this text, and nobody reviews their own. Somebody else is asked."
    ),
    "conflict_party": _("%(expert)s is a party to this matter in person. Somebody else is asked."),
    "expert_not_eligible": _("%(expert)s cannot be asked for this matter now. Choose somebody else."),
    "expert_not_in_pool": _(
        "%(expert)s is not in the pool on all days of this matter. Choose somebody else."
    ),
    "expert_out_of_term": _(
        "The term of %(expert)s ends on %(until)s, before this matter does. Renew it first, or choose somebody else."
    ),
    "expert_of_other_field": _("%(expert)s is not an expert in this field. Choose somebody else."),
    "expert_absent": _("%(expert)s takes no work on some days of this matter. Choose somebody else."),
    "expert_overloaded": _(
        "%(expert)s has %(open)s open assignments, and %(limit)s are the most. Choose somebody else."
    ),
    "expert_asked_already": _("%(expert)s was asked for this matter already. See the panel for the answer."),
    "matter_days_out_of_order": _("The last day cannot be before the first. Correct one of the two."),
    "party_unnamed": _("Write the name of the party, or choose the organisation."),
    "matter_closed": _("This matter is closed. Open a new one if experts are wanted again."),
    "assignments_open": _(
        "%(count)s assignments are still open. Enter what was done, or release these experts, then close the matter."
    ),
    "chair_taken": _("Somebody else has the chair. Release that expert first, or choose a member's seat."),
    "assignment_reason_missing": _("Write why: the reason is kept in the register."),
    "hours_unclear": _("Enter how many hours the work took: more than none, and fewer than ten thousand."),
    "nothing_to_declare": _("Your declaration covers every party. There is nothing more to declare."),
    "seats_unclear": _("Enter at least one seat, of one of the fields that are listed."),
    "draw_pending": _(
        "Draw %(number)s of this matter is still on its way. Seat its panel or abandon it, then go on."
    ),
    "draw_elsewhere": _("This draw was not made for this matter. Open it from the matter's own page."),
    "panel_seated": _("The experts of this draw were asked already. Their answers stand in the panel."),
    "nothing_served": _("No work was finished between these days. Choose other days."),
}

# The same in a few words, for a table in which the expert stands beside it.
REASONS: dict[str, Promise] = {
    "conflict_employer": _("Works for %(party)s, or did so until lately; barred until %(until)s"),
    "conflict_ownership": _("Owns a part of %(party)s; barred until %(until)s"),
    "conflict_consultancy": _("Advises %(party)s, or did so until lately; barred until %(until)s"),
    "conflict_family": _("Has a near relative at %(party)s; barred until %(until)s"),
    "conflict_declared": _("Declared an interest in %(party)s; barred until %(until)s"),
    "conflict_same_group": _("Has a tie to %(tie)s, of the group of %(party)s; barred until %(until)s"),
    "conflict_drafter": _("Drafted the text"),
    "conflict_party": _("Is a party in person"),
    "expert_not_in_pool": _("Not in the pool on all days"),
    "expert_out_of_term": _("Term ends on %(until)s"),
    "expert_of_other_field": _("Of another field"),
    "expert_absent": _("Takes no work on some of the days"),
    "expert_overloaded": _("Has %(open)s open assignments of at most %(limit)s"),
    "expert_asked_already": _("Asked already"),
}

ACTS: dict[str, Promise] = {
    "matter.opened": _("Matter opened"),
    "matter.party_added": _("Party added"),
    "matter.party_struck": _("Party struck out"),
    "matter.passed_over": _("Drawn, but passed over"),
    "matter.panel_seated": _("Drawn experts invited"),
    "matter.closed": _("Matter closed"),
    "assignment.invited": _("Expert invited"),
    "assignment.accepted": _("Accepted, nothing declared against it"),
    "assignment.declared": _("Declared against further parties"),
    "assignment.stepped_aside": _("Stepped aside for an interest"),
    "assignment.declined": _("Invitation declined"),
    "assignment.released": _("Expert released"),
    "assignment.seated": _("Chair taken"),
    "assignment.finished": _("Work finished"),
    "expert.service_certified": _("Service certified"),
}

STATES: dict[str, Promise] = {
    "assignment.invited": pgettext_lazy("assignment", "Invited"),
    "assignment.accepted": pgettext_lazy("assignment", "Accepted"),
    "assignment.stepped_aside": pgettext_lazy("assignment", "Stepped aside"),
    "assignment.declined": pgettext_lazy("assignment", "Declined"),
    "assignment.released": pgettext_lazy("assignment", "Released"),
    "assignment.done": pgettext_lazy("assignment", "Done"),
    "conflict.open_ended": pgettext_lazy("barred until", "the tie ends"),
}

VERBS: dict[str, Promise] = {
    "assignment.accept": pgettext_lazy("assignment", "accept"),
    "assignment.declare": pgettext_lazy("assignment", "declare"),
    "assignment.step_aside": pgettext_lazy("assignment", "step aside"),
    "assignment.decline": pgettext_lazy("assignment", "decline"),
    "assignment.release": pgettext_lazy("assignment", "release"),
    "assignment.preside": pgettext_lazy("assignment", "give the chair"),
    "assignment.finish": pgettext_lazy("assignment", "finish"),
}

PURPOSES: dict[str, Promise] = {
    Purpose.REVIEW: pgettext_lazy("matter", "Review of a standard"),
    Purpose.STUDY: pgettext_lazy("matter", "Field study"),
    Purpose.TRAINING: pgettext_lazy("matter", "Training"),
    Purpose.CONSULTATION: pgettext_lazy("matter", "Consultation"),
}
PARTY_KINDS: dict[str, Promise] = {
    PartyKind.PROPOSER: pgettext_lazy("party", "Proposer"),
    PartyKind.DRAFTER: pgettext_lazy("party", "Drafter"),
    PartyKind.APPLICANT: pgettext_lazy("party", "Applicant"),
    PartyKind.OTHER: pgettext_lazy("party", "Other"),
}
SEATS: dict[str, Promise] = {
    Seat.CHAIR: pgettext_lazy("seat", "Chair"),
    Seat.MEMBER: pgettext_lazy("seat", "Member"),
}
