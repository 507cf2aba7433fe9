"""What is refused of a project, beside what its texts refuse."""

from yinxin.kernel.refusals import NotAcceptable, WrongState


class ProposalNotAccepted(WrongState):
    """Only accepted proposals enter the programme."""

    code = "project_proposal_not_accepted"


class ProposalPlanned(WrongState):
    """Another project carries the proposal out."""

    code = "project_proposal_planned"


class RevisesUnfit(NotAcceptable):
    """A revision or an amendment names a published standard; a new standard names none."""

    code = "project_revises_unfit"


class RevisedAlready(WrongState):
    """Another running project changes the same standard: two successors cannot both replace it."""

    code = "project_revised_already"


class ProjectDayUnfit(NotAcceptable):
    """The day lies in the future, or before the project came to this stage."""

    code = "project_day_unfit"


class PlanOutOfOrder(NotAcceptable):
    """A stage would end before the one that comes before it."""

    code = "project_plan_out_of_order"


class StageOver(NotAcceptable):
    """The plan of a stage that is over is history."""

    code = "project_stage_over"


class ProjectIncomplete(NotAcceptable):
    """The stage lacks what the next one stands on; `missing` names all of it."""

    code = "project_incomplete"


class CommentTooShort(NotAcceptable):
    """The public has at least the rulebook's days to comment (团体标准管理规定)."""

    code = "project_comment_too_short"


class CommentRuns(WrongState):
    """A review begins after the last day of the public comment."""

    code = "project_comment_runs"


class ApproverCounted(NotAcceptable):
    """Who concluded the vote does not approve its result: four eyes."""

    code = "project_approver_counted"


class TextChanged(NotAcceptable):
    """The text is not the one that was approved."""

    code = "project_text_changed"


class NumberUnfit(NotAcceptable):
    """An amendment is numbered after the standard that it amends, everything else is not."""

    code = "project_number_unfit"


class ProjectReasonMissing(NotAcceptable):
    """Leading a project back, taking it up again or stopping it has its reason."""

    code = "project_reason_missing"


class DrafterUnnamed(NotAcceptable):
    """A drafter is an organisation, or a person of one."""

    code = "project_drafter_unnamed"


class DrafterListed(NotAcceptable):
    """The same drafter stands in the list."""

    code = "project_drafter_listed"


class DraftersSettled(WrongState):
    """A panel is formed against the list of drafters, so the list stands from the review on."""

    code = "project_drafters_settled"


class ProjectOver(WrongState):
    """A project that ended takes no more papers and days."""

    code = "project_over"
