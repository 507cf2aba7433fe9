"""The expert pool."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinxin.experts.pool.models import TieKind
from yinxin.experts.pool.rules import ExpertField, Reminder

SENTENCES: dict[str, Promise] = {
    "expert_fields_unknown": _("Choose at least one field in which this person is an expert."),
    "expert_days_out_of_order": _(
        "Nobody is admitted before being recommended, or renewed or leaves before being admitted. Correct the day."
    ),
    "expert_reason_missing": _("Say why; the reason is kept with the person's record."),
    "expert_field_year_impossible": _(
        "%(year)s cannot be the year since which this person works in the field. Correct it."
    ),
    "expert_criteria_not_met": _(
        "Nothing shows yet that these criteria are met: %(criteria)s. Write down what was seen for each, or decline."
    ),
    "expert_experience_too_short": _(
        "The rulebook asks for %(least)s years in the field; on this day it is %(years)s. Correct the year since which "
        "the person works in the field, or admit later."
    ),
    "expert_too_early_to_renew": _("This term runs until %(until)s and can be renewed from %(earliest)s on."),
    "expert_no_valid_qualification": _(
        "No qualification is valid on %(on)s. Enter one that is, then renew the term."
    ),
    "expert_period_out_of_order": _("This ends before it begins. Correct one of the two days."),
    "expert_tie_unclear": _("Say what kind of tie it is, and to which organisation."),
    "expert_tie_known": _("The same tie to %(name)s is entered already and has not ended."),
    "expert_tie_ended": _("This tie has its last day already: %(until)s."),
    "expert_entered_by_institute": _(
        "The institute entered this. Tell the institute what has changed, and it will put it right."
    ),
    "expert_name_missing": _("Write down the name."),
    "expert_absences_overlap": _(
        "Some of these days are covered by another absence. Remove that one, or change the days."
    ),
    "expert_hours_impossible": _("Write down how many hours the training took."),
    "expert_several_bodies": _(
        "A person works for one certification body at most (Regulations on Certification and Accreditation, "
        "article 14); this one belongs to %(name)s. End that first."
    ),
    "expert_no_body": _("This organisation is not a certification body."),
    "expert_account_held": _("This expert has an account already: %(username)s."),
    "expert_user_is_another": _("This account belongs to another expert."),
}

ACTS: dict[str, Promise] = {
    "expert.recommended": _("Expert recommended"),
    "expert.corrected": _("Expert's particulars corrected"),
    "expert.admitted": _("Expert admitted to the pool"),
    "expert.declined": _("Expert declined"),
    "expert.renewed": _("Term renewed"),
    "expert.left": _("Expert left the pool"),
    "expert.tie_added": _("Tie entered"),
    "expert.tie_ended": _("Tie ended"),
    "expert.tie_removed": _("Tie removed"),
    "expert.body_stated": _("Certification body stated"),
    "expert.qualification_added": _("Qualification entered"),
    "expert.qualification_removed": _("Qualification removed"),
    "expert.absence_added": _("Absence entered"),
    "expert.absence_removed": _("Absence removed"),
    "expert.training_added": _("Training entered"),
    "expert.training_removed": _("Training removed"),
    "expert.account_opened": _("Account opened for the expert"),
}

STATES: dict[str, Promise] = {
    "recommended": _("Recommended"),
    "admitted": _("In the pool"),
    "left": _("Left"),
    "expert.declined": pgettext_lazy("expert", "Declined"),
}

VERBS: dict[str, Promise] = {
    "admit": _("Admit"),
    "leave": _("End the stay"),
    "expert.recommend": pgettext_lazy("expert", "Recommend"),
    "expert.correct": _("Correct the particulars"),
    "expert.decline": pgettext_lazy("expert", "Decline"),
    "expert.keep": _("Keep the record"),
    "expert.revise": _("Revise the record"),
    "expert.open_account": _("Open an account"),
    "expert.renew": _("Renew the term"),
}

EXPERT_FIELDS: dict[str, Promise] = {
    ExpertField.PRODUCT: _("Product"),
    ExpertField.PROCESS: _("Process"),
    ExpertField.STANDARDISATION: _("Standardisation"),
    ExpertField.AUDIT: _("Audit"),
    ExpertField.LAW: _("Law"),
}

TIE_KINDS: dict[str, Promise] = {
    TieKind.EMPLOYER: _("Employer"),
    TieKind.OWNERSHIP: _("Ownership"),
    TieKind.CONSULTANCY: _("Consultancy"),
    TieKind.FAMILY: _("Family"),
    TieKind.DECLARED: _("Declared"),
}

REMINDERS: dict[str, Promise] = {
    Reminder.TERM_ENDED: _("The term ended on %(last)s"),
    Reminder.TERM_ENDS_SOON: _("The term ends on %(last)s"),
    Reminder.QUALIFICATION_EXPIRED: _("%(what)s expired on %(last)s"),
    Reminder.QUALIFICATION_EXPIRES_SOON: _("%(what)s expires on %(last)s"),
}
