"""What the acts on matters and assignments refuse. One class for each kind of conflict, so that each has a sentence."""

from collections.abc import Mapping

from yinxin.experts.assignments import rules
from yinxin.kernel.refusals import NotAcceptable, NotFound, WrongState


class ConflictOfInterest(NotAcceptable):
    """The expert is barred: facts name the expert, the kind, the tie, the party, and until when it bars."""

    code = "conflict_of_interest"


class ConflictEmployer(ConflictOfInterest):
    """The expert works for a party, or did so until not long ago (ISO/IEC 17065:2012 7.13.6)."""

    code = "conflict_employer"


class ConflictOwnership(ConflictOfInterest):
    """The expert owns a part of a party."""

    code = "conflict_ownership"


class ConflictConsultancy(ConflictOfInterest):
    """The expert advises a party, or did so until not long ago (ISO/IEC 17065:2012 7.13.6)."""

    code = "conflict_consultancy"


class ConflictFamily(ConflictOfInterest):
    """A near relative of the expert belongs to a party."""

    code = "conflict_family"


class ConflictDeclared(ConflictOfInterest):
    """The expert declared that something else binds them to a party."""

    code = "conflict_declared"


class ConflictSameGroup(ConflictOfInterest):
    """The expert has a tie to another company of a party's group."""

    code = "conflict_same_group"


class ConflictDrafter(ConflictOfInterest):
    """Whoever drafted does not review."""

    code = "conflict_drafter"


class ConflictParty(ConflictOfInterest):
    """The expert is a party in person."""

    code = "conflict_party"


CONFLICTS: Mapping[rules.ConflictKind, type[ConflictOfInterest]] = {
    rules.ConflictKind.EMPLOYER: ConflictEmployer,
    rules.ConflictKind.OWNERSHIP: ConflictOwnership,
    rules.ConflictKind.CONSULTANCY: ConflictConsultancy,
    rules.ConflictKind.FAMILY: ConflictFamily,
    rules.ConflictKind.DECLARED: ConflictDeclared,
    rules.ConflictKind.SAME_GROUP: ConflictSameGroup,
    rules.ConflictKind.DRAFTER: ConflictDrafter,
    rules.ConflictKind.PARTY: ConflictParty,
}


class NotEligible(NotAcceptable):
    """The expert has no conflict, but cannot be asked now."""

    code = "expert_not_eligible"


class ExpertNotInPool(NotEligible):
    """The expert is not in the pool on all days of the matter."""

    code = "expert_not_in_pool"


class ExpertOutOfTerm(NotEligible):
    """The expert's term ends before the matter does."""

    code = "expert_out_of_term"


class ExpertOfOtherField(NotEligible):
    """The expert is not one in the field that is wanted."""

    code = "expert_of_other_field"


class ExpertAbsent(NotEligible):
    """The expert takes no work on some day of the matter."""

    code = "expert_absent"


class ExpertOverloaded(NotEligible):
    """The expert has as many open assignments as the rulebook allows."""

    code = "expert_overloaded"


class ExpertAskedAlready(NotEligible):
    """The expert was asked for this matter before, whatever the answer was."""

    code = "expert_asked_already"


BARS: Mapping[rules.Bar, type[NotEligible]] = {
    rules.Bar.NOT_IN_POOL: ExpertNotInPool,
    rules.Bar.OUT_OF_TERM: ExpertOutOfTerm,
    rules.Bar.OTHER_FIELD: ExpertOfOtherField,
    rules.Bar.ABSENT: ExpertAbsent,
    rules.Bar.OVERLOADED: ExpertOverloaded,
    rules.Bar.ASKED_ALREADY: ExpertAskedAlready,
}


class MatterDaysOutOfOrder(NotAcceptable):
    """A matter does not end before it begins."""

    code = "matter_days_out_of_order"


class PartyUnnamed(NotAcceptable):
    """A party has a name."""

    code = "party_unnamed"


class MatterClosed(WrongState):
    """Nobody is asked, and no party named, for a matter that is closed."""

    code = "matter_closed"


class AssignmentsOpen(WrongState):
    """A matter is not closed while somebody has not answered, or has work that is not finished."""

    code = "assignments_open"


class ChairTaken(NotAcceptable):
    """Somebody else was asked to take the chair."""

    code = "chair_taken"


class AssignmentReasonMissing(NotAcceptable):
    """Stepping aside, releasing an expert and striking out a party have their reason."""

    code = "assignment_reason_missing"


class HoursUnclear(NotAcceptable):
    """Work that is done took some hours."""

    code = "hours_unclear"


class NothingToDeclare(WrongState):
    """No party came in after the declaration."""

    code = "nothing_to_declare"


class SeatsUnclear(NotAcceptable):
    """A panel is drawn for at least one seat, of fields that there are."""

    code = "seats_unclear"


class DrawPending(WrongState):
    """A draw for this matter waits for its value, or for its panel to be asked."""

    code = "draw_pending"


class DrawElsewhere(NotFound):
    """The draw was not made for this matter."""

    code = "draw_elsewhere"


class PanelSeated(WrongState):
    """Those who were drawn were asked already."""

    code = "panel_seated"


class NothingServed(NotAcceptable):
    """Nothing was finished between these days, so there is nothing to certify."""

    code = "nothing_served"
