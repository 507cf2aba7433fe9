"""Public comment on drafts."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinxin.standards.comments.models import Outcome, Source

SENTENCES: dict[str, Promise] = {
    "comment_period_over": _(
        "Comments on this draft are not taken any more: the last day was %(until)s. You can still read it and the "
        "answers here."
    ),
    "comments_are_fixed": _(
        "The review of this draft has begun, or the project has ended. Comments and answers stand as they are."
    ),
    "commented_clause_unknown": _(
        "The draft has no such clause. Choose one from the list, or the whole text."
    ),
    "comment_incomplete": _("Write what you want to say, and by what name you say it."),
    "comment_sent_already": _(
        "You sent this comment already. Look it up by its number, or say something else here."
    ),
    "comment_source_unknown": _("Say how the comment came in: by letter or from an expert."),
    "set_aside_reason_missing": _("Say why it is set aside. Whoever sent it reads this."),
    "comment_outcome_unknown": _(
        "Choose what becomes of the comment: adopted, partly adopted or not adopted."
    ),
    "comment_outcome_reason_missing": _(
        "What is not adopted as proposed needs its reason. The reason stands in the summary table and is public."
    ),
}

ACTS: dict[str, Promise] = {
    "comment.received": _("Comment received"),
    "comment.admitted": _("Comment admitted"),
    "comment.set_aside": _("Comment set aside"),
    "comment.answered": _("Comment answered"),
}

COMMENT_STATES: dict[str, Promise] = {
    "pending": pgettext_lazy("comment", "Being read"),
    "admitted": pgettext_lazy("comment", "Awaiting an answer"),
    "set_aside": pgettext_lazy("comment", "Set aside"),
    "answered": pgettext_lazy("comment", "Answered"),
}
STATES: dict[str, Promise] = {f"comment.{state}": word for state, word in COMMENT_STATES.items()}

VERBS: dict[str, Promise] = {
    "comment.admit": pgettext_lazy("comment", "Admit"),
    "comment.set_aside": pgettext_lazy("comment", "Set aside"),
    "comment.answer": pgettext_lazy("comment", "Answer"),
}

OUTCOMES: dict[str, Promise] = {
    Outcome.ADOPTED: pgettext_lazy("comment", "Adopted"),
    Outcome.PARTLY: pgettext_lazy("comment", "Partly adopted"),
    Outcome.NOT_ADOPTED: pgettext_lazy("comment", "Not adopted"),
}
OUTCOME_TONES: dict[str, str] = {Outcome.ADOPTED: "ok", Outcome.PARTLY: "info", Outcome.NOT_ADOPTED: ""}

SOURCES: dict[str, Promise] = {
    Source.PORTAL: pgettext_lazy("comment", "Portal"),
    Source.LETTER: pgettext_lazy("comment", "Letter or meeting"),
    Source.EXPERT: pgettext_lazy("comment", "Expert"),
}
