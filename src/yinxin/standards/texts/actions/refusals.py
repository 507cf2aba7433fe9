"""What these acts refuse, beside NotFound, NotYours and WrongState."""

from yinxin.kernel.refusals import NotAcceptable, WrongState


class NumberUnreadable(NotAcceptable):
    """The text is not the number of a group standard (团体标准管理规定 art. 17)."""

    code = "standard_number_unreadable"


class StandardExists(NotAcceptable):
    """That number is taken, perhaps in another spelling."""

    code = "standard_exists"


class NumberMissing(NotAcceptable):
    """A standard is published under its number."""

    code = "standard_number_missing"


class UnknownKinds(NotAcceptable):
    """The rulebook knows no such kind of product."""

    code = "standard_kinds_unknown"


class TitleMissing(NotAcceptable):
    """A standard has a title, and so has a clause."""

    code = "standard_title_missing"


class NotReplaceable(NotAcceptable):
    """Only a published standard is replaced: a draft is edited, and one that is superseded or withdrawn is past."""

    code = "standard_not_replaceable"


class TextNotEmpty(NotAcceptable):
    """A text is copied into an empty draft."""

    code = "standard_text_not_empty"


class ClauseExists(NotAcceptable):
    """The standard has a clause of that number."""

    code = "clause_exists"


class ClauseMisplaced(NotAcceptable):
    """A clause would stand where GB/T 1.1-2020 lets none stand; `why` is one of the codes in `rules.trees`."""

    code = "clause_misplaced"


class OrdersOnly(NotAcceptable):
    """A clause that orders the text asks for nothing: it is not critical and has no origin rule and no limit."""

    code = "clause_orders_only"


class OriginUnreadable(NotAcceptable):
    """The origin rule names no place that can be checked."""

    code = "origin_unreadable"


class LimitsDisagree(NotAcceptable):
    """The upper limit is missing, below the lower one, or stands where none belongs."""

    code = "limits_disagree"


class NothingAsked(NotAcceptable):
    """A standard without a clause asks for nothing, and cannot be certified against."""

    code = "standard_asks_nothing"


class NothingToRestore(WrongState):
    """What was removed then stands in the text again already."""

    code = "clause_nothing_to_restore"


class DaysOutOfOrder(NotAcceptable):
    """A standard takes effect on or after the day of publication, and is confirmed or withdrawn after it."""

    code = "standard_days_out_of_order"


class TransitionTooShort(NotAcceptable):
    """A transition ends on the day on which the new standard takes effect, or later."""

    code = "standard_transition_too_short"


class StandardReasonMissing(NotAcceptable):
    """Who confirms a standard says on what grounds."""

    code = "standard_reason_missing"
