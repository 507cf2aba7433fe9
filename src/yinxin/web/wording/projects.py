"""Projects of standards, their stages and papers."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinxin.standards.projects import rules
from yinxin.standards.projects.models import PaperKind, ProjectKind

SENTENCES: dict[str, Promise] = {
    "project_proposal_not_accepted": _(
        "The proposal “%(title)s” is not accepted. Accept it first; then it can become a project."
    ),
    "project_proposal_planned": _("Project %(number)s carries out the proposal “%(title)s” already."),
    "project_revises_unfit": _(
        "A revision or an amendment names the published standard that it changes; a new standard names none."
    ),
    "project_revised_already": _(
        "Project %(number)s changes %(standard)s already. Finish or stop that one first."
    ),
    "project_day_unfit": _(
        "The day lies in the future, or before the project came to this stage. Correct the day."
    ),
    "project_plan_out_of_order": _("“%(stage)s” cannot be planned to end before the stage that comes first."),
    "project_stage_over": _("“%(stage)s” is over; its planned day stands as it was."),
    "project_incomplete": _("Not yet possible: %(verb)s. Still missing: %(missing)s."),
    "project_comment_too_short": _(
        "The public has more days to comment: set %(earliest)s or a later day as the last one."
    ),
    "project_comment_runs": _(
        "The public may comment until %(until)s. The review can begin on the day after."
    ),
    "project_approver_counted": _(
        "You concluded the vote, so another officer of the institute approves its result."
    ),
    "project_text_changed": _(
        "The text is not the one that was approved. Undo what was changed since, or send the project back to review."
    ),
    "project_number_unfit": _(
        "%(number)s does not fit. An amendment is numbered after its standard (%(of)s), with /XG, its serial and its "
        "year; any other standard has a number of its own."
    ),
    "project_reason_missing": _("Say why; the reason is kept in the record of the project."),
    "project_drafter_unnamed": _("Name the organisation, or choose one."),
    "project_drafter_listed": _("%(name)s stands in the list of drafters already."),
    "project_drafters_settled": _(
        "The list of drafters is settled from the review on: the panel is formed against it."
    ),
    "project_over": _("This project is over. Its papers and its plan stay as they are."),
}

ACTS: dict[str, Promise] = {
    "project.planned": _("Project planned"),
    "project.replanned": _("Plan changed"),
    "project.started": _("Drafting begun"),
    "project.drafter_added": _("Drafter added"),
    "project.drafter_removed": _("Drafter taken off the list"),
    "project.paper_added": _("Paper added"),
    "project.comment_opened": _("Public comment opened"),
    "project.comment_extended": _("Public comment extended"),
    "project.redrafted": _("Led back to drafting"),
    "project.review_opened": _("Put before a panel"),
    "project.review_passed": _("Review passed"),
    "project.approved": _("Text approved"),
    "project.sent_back": _("Sent back to review"),
    "project.numbered": _("Number given"),
    "project.published": pgettext_lazy("project", "Standard published, project finished"),
    "project.lapsed": _("Project lapsed"),
    "project.resumed": _("Project resumed"),
    "project.stopped": _("Project stopped"),
}

STATES: dict[str, Promise] = {
    "project.planned": pgettext_lazy("project", "Planned"),
    "project.drafting": pgettext_lazy("project", "Being drafted"),
    "project.comment": pgettext_lazy("project", "Public comment"),
    "project.review": pgettext_lazy("project", "Under review"),
    "project.approval": pgettext_lazy("project", "Awaiting approval"),
    "project.approved": pgettext_lazy("project", "Approved, without a number"),
    "project.numbered": pgettext_lazy("project", "Numbered, to be published"),
    "project.published": pgettext_lazy("project", "Published"),
    "project.lapsed": pgettext_lazy("project", "Lapsed"),
    "project.stopped": pgettext_lazy("project", "Stopped"),
}

VERBS: dict[str, Promise] = {
    "project.start": pgettext_lazy("project", "Begin drafting"),
    "project.open_comment": pgettext_lazy("project", "Open the public comment"),
    "project.extend_comment": pgettext_lazy("project", "Extend the public comment"),
    "project.redraft": pgettext_lazy("project", "Lead back to drafting"),
    "project.open_review": pgettext_lazy("project", "Open the review"),
    "project.pass_review": pgettext_lazy("project", "Conclude the review"),
    "project.approve": pgettext_lazy("project", "Approve the text"),
    "project.send_back": pgettext_lazy("project", "Send back to review"),
    "project.number": pgettext_lazy("project", "Give the number"),
    "project.publish": pgettext_lazy("project", "Publish the standard"),
    "project.lapse": pgettext_lazy("project", "Let lapse"),
    "project.resume": pgettext_lazy("project", "Resume"),
    "project.stop": pgettext_lazy("project", "Stop the project"),
    "project.plan": pgettext_lazy("project", "Plan a project"),
    "project.set_plan": pgettext_lazy("project", "Change the plan"),
    "project.add_drafter": pgettext_lazy("project", "Add a drafter"),
    "project.remove_drafter": pgettext_lazy("project", "Take off the list"),
    "project.add_paper": pgettext_lazy("project", "Add a paper"),
}

KINDS: dict[str, Promise] = {
    ProjectKind.NEW: pgettext_lazy("project", "New standard"),
    ProjectKind.REVISION: pgettext_lazy("project", "Revision"),
    ProjectKind.AMENDMENT: pgettext_lazy("project", "Amendment"),
}
PAPERS: dict[str, Promise] = {
    PaperKind.DRAFT: pgettext_lazy("paper", "Draft"),
    PaperKind.EXPLANATORY_NOTE: pgettext_lazy("paper", "Explanatory note"),
    PaperKind.TEST_DATA: pgettext_lazy("paper", "Test data"),
    PaperKind.COMMENT_SUMMARY: pgettext_lazy("paper", "Summary of comments"),
    PaperKind.REVIEW_MINUTES: pgettext_lazy("paper", "Minutes of the review"),
    PaperKind.APPROVAL: pgettext_lazy("paper", "Approval"),
    PaperKind.OTHER: pgettext_lazy("paper", "Other paper"),
}
NEEDS: dict[str, Promise] = {
    rules.CLAUSES: _("a text with at least one requirement"),
    rules.EXPLANATORY_NOTE: _("the explanatory note"),
    rules.DRAFTER: _("at least one drafter"),
    rules.TEST_DATA: _("the test data behind the limits"),
    rules.COMMENT_SUMMARY: _("the summary of comments"),
    rules.REVIEW_MINUTES: _("the minutes of the review"),
}
