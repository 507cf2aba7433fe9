"""Panel reviews of drafts."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinxin.standards.reviews.models import Choice, Form

SENTENCES: dict[str, Promise] = {
    "review_comments_open": _(
        "The review cannot open yet: %(pending)s comments wait to be admitted or set aside, and %(unanswered)s wait "
        "for an answer."
    ),
    "review_open_already": _("This project has an open review. Conclude it or call it off first."),
    "review_form_unknown": _("Choose how the panel reviews: at a meeting or by letter."),
    "review_panel_too_small": _(
        "The panel has %(panel)s experts who accepted; it takes at least %(minimum)s. Invite or draw more."
    ),
    "review_invitations_open": _(
        "%(waiting)s experts have not answered the invitation. Wait for them, or take the invitation back."
    ),
    "review_voting_end_unfit": _("The vote ends in the future, and later than it was to end so far."),
    "review_voting_over": _("The time for opinions and votes on this draft is over."),
    "review_voting_runs": _(
        "%(voted)s of %(panel)s have voted. The review is concluded when all have, or after the end of the vote."
    ),
    "review_choice_unknown": _("Choose: in favour, against, or abstain."),
    "review_ballot_reason_missing": _("Say why you vote against; the reason stands in the minutes."),
    "review_opinion_incomplete": _("Write at least a few words here."),
    "reviewed_clause_unknown": _(
        "The draft has no such clause. Choose one from the list, or the whole text."
    ),
    "review_opinions_unanswered": _(
        "%(unanswered)s opinions of the panel have no answer. The minutes list each with its answer."
    ),
    "review_conclusion_missing": _("Write the conclusion, or the reason, in a few words."),
}

ACTS: dict[str, Promise] = {
    "panel_review.opened": _("Review opened"),
    "panel_review.voting_opened": _("Vote opened"),
    "panel_review.voting_extended": _("Vote prolonged"),
    "panel_review.concluded": _("Review concluded"),
    "panel_review.called_off": _("Review called off"),
    "opinion.given": _("Opinion given"),
    "opinion.answered": _("Opinion answered"),
    "ballot.cast": _("Ballot cast"),
}

REVIEW_STATES: dict[str, Promise] = {
    "forming": pgettext_lazy("review", "Forming the panel"),
    "voting": pgettext_lazy("review", "Review and vote"),
    "concluded": pgettext_lazy("review", "Concluded"),
    "called_off": pgettext_lazy("review", "Called off"),
}
STATES: dict[str, Promise] = {
    **REVIEW_STATES,
    **{f"panel_review.{state}": word for state, word in REVIEW_STATES.items()},
}

VERBS: dict[str, Promise] = {
    "open_voting": _("Open the vote"),
    "extend_voting": _("Prolong the vote"),
    "note": pgettext_lazy("review", "Give an opinion"),
    "vote": pgettext_lazy("review", "Vote"),
    "answer_opinion": _("Answer an opinion"),
    "conclude": pgettext_lazy("review", "Conclude"),
    "call_off": pgettext_lazy("review", "Call off"),
}

CHOICES: dict[str, Promise] = {
    Choice.IN_FAVOUR: pgettext_lazy("vote", "In favour"),
    Choice.AGAINST: pgettext_lazy("vote", "Against"),
    Choice.ABSTAIN: pgettext_lazy("vote", "Abstain"),
}
FORMS: dict[str, Promise] = {
    Form.MEETING: pgettext_lazy("review", "Meeting"),
    Form.LETTER: pgettext_lazy("review", "By letter"),
}
