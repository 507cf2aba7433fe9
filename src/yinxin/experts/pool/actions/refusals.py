"""What is refused in the pool, beyond who may act and in which state."""

from yinxin.kernel.refusals import NotAcceptable, NotYours, WrongState


class UnknownFields(NotAcceptable):
    """An expert is one in something that the pool has work for."""

    code = "expert_fields_unknown"


class ExpertDaysOutOfOrder(NotAcceptable):
    """Nobody is admitted before being recommended, or renewed or leaving before being admitted."""

    code = "expert_days_out_of_order"


class ExpertReasonMissing(NotAcceptable):
    """Declining an expert, or ending a stay in the pool, has its reason."""

    code = "expert_reason_missing"


class FieldYearImpossible(NotAcceptable):
    """The year since which somebody works in the field lies ahead, or before anybody could."""

    code = "expert_field_year_impossible"


class CriteriaNotMet(NotAcceptable):
    """A criterion of the rulebook has nothing that shows that it is met."""

    code = "expert_criteria_not_met"


class ExperienceTooShort(NotAcceptable):
    """The years in the field are fewer than the rulebook asks for, or nobody said since when."""

    code = "expert_experience_too_short"


class TooEarlyToRenew(NotAcceptable):
    """The term still runs for longer than the rulebook's days of reminder."""

    code = "expert_too_early_to_renew"


class NoValidQualification(NotAcceptable):
    """A term is renewed for somebody who holds a qualification that is valid on the day."""

    code = "expert_no_valid_qualification"


class PeriodOutOfOrder(NotAcceptable):
    """A tie, an absence or a qualification ends before it begins."""

    code = "expert_period_out_of_order"


class TieUnclear(NotAcceptable):
    """A tie is of a known kind, and to somebody with a name."""

    code = "expert_tie_unclear"


class TieKnown(NotAcceptable):
    """The same tie stands there already and has not ended."""

    code = "expert_tie_known"


class TieEnded(WrongState):
    """The tie has its last day already."""

    code = "expert_tie_ended"


class EnteredByInstitute(NotYours):
    """An expert takes back only what the expert entered; the rest is the institute's to end or remove."""

    code = "expert_entered_by_institute"


class NameMissing(NotAcceptable):
    """A person, a qualification or a training has a name."""

    code = "expert_name_missing"


class AbsencesOverlap(NotAcceptable):
    """Another absence covers some of these days."""

    code = "expert_absences_overlap"


class HoursImpossible(NotAcceptable):
    """A training lasts longer than no time."""

    code = "expert_hours_impossible"


class SeveralBodies(NotAcceptable):
    """A person works for one certification body at most (认证认可条例 art. 14)."""

    code = "expert_several_bodies"


class NoBody(NotAcceptable):
    """The organisation is not a certification body."""

    code = "expert_no_body"


class AccountHeld(WrongState):
    """This expert has an account already."""

    code = "expert_account_held"


class UserIsExpert(NotAcceptable):
    """This user is the account of another expert."""

    code = "expert_user_is_another"
