"""What calls and proposals refuse."""

from yinxin.kernel.refusals import NotAcceptable, NotYours, WrongState


class BatchTaken(NotAcceptable):
    """There is a call of this year and batch already."""

    code = "call_batch_taken"


class CallTextMissing(NotAcceptable):
    """A call says what it is for."""

    code = "call_text_missing"


class SubjectAreaUnknown(NotAcceptable):
    """The ledger has no such industry."""

    code = "call_industry_unknown"


class DeadlinePassed(NotAcceptable):
    """Nobody could answer a call whose last day is over."""

    code = "call_deadline_passed"


class NoLonger(NotAcceptable):
    """A call is extended to a later day; it is never cut short behind the backs of those who rely on it."""

    code = "call_not_extended"


class CallNotOpen(WrongState):
    """The call takes no proposals on that day."""

    code = "call_not_open"


class IndustryNotCalled(NotAcceptable):
    """The call names other subject areas."""

    code = "proposal_industry_not_called"


class ProposalTextMissing(NotAcceptable):
    """A proposal says what the standard would be about, and why it is needed."""

    code = "proposal_text_missing"


class ProposedInFuture(NotAcceptable):
    """What was proposed was proposed today or before."""

    code = "proposed_in_future"


class ProposalOfOthers(NotYours):
    """A proposal is corrected and taken back by whoever made it."""

    code = "proposal_of_others"


class PointsOutOfRange(NotAcceptable):
    """Each criterion of the rulebook gets points, from none to all that it can get."""

    code = "score_points_out_of_range"


class MergedIntoItself(NotAcceptable):
    """A proposal is merged into another one."""

    code = "proposal_merged_into_itself"


class WholeAnswered(NotAcceptable):
    """What others are merged into still waits for its answer."""

    code = "proposal_whole_answered"


class ReasonMissing(NotAcceptable):
    """Whoever asked is told why."""

    code = "proposal_answer_missing"


class AnswerDayOutOfRange(NotAcceptable):
    """A proposal is answered after it was made, and not in the future."""

    code = "proposal_answer_day"
