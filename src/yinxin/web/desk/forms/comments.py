"""Forms on comments: setting aside, answering, and entering what came by letter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinxin.standards.comments.models import Comment, Source
from yinxin.standards.texts.models import Version
from yinxin.web.frozen_text import clause_choices
from yinxin.web.seen import SeenForm
from yinxin.web.wording.comments import OUTCOMES, SOURCES

# What is said of many comments (常用意见): a beginning, to be made fit for the one at hand.
PHRASES = (
    _("Adopted; the clause has been changed accordingly."),
    _("Adopted in part: the point is taken up, with another wording."),
    _("Not adopted: another clause covers this already."),
    _("Not adopted: the limit follows from the test data, see the explanatory note."),
    _("Not adopted: this follows the national standard."),
    _("Not adopted: this lies outside the scope of the standard."),
)


class SetAsideForm(forms.Form):
    """Why a comment is not heard."""

    reason = forms.CharField(
        label=pgettext_lazy("comment", "Why"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        help_text=_("Whoever sent it reads this when looking it up."),
    )


class AnswerForm(SeenForm):
    """What becomes of a comment, and why."""

    outcome = forms.ChoiceField(
        label=pgettext_lazy("comment", "Outcome"), choices=list(OUTCOMES.items()), widget=forms.RadioSelect
    )
    answer = forms.CharField(
        label=_("Reason or note"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        required=False,
        help_text=_("Needed where it is not adopted as proposed. Public, and part of the summary table."),
    )

    def __init__(self, data: Any = None, *, comment: Comment) -> None:
        stands = {"seen": comment.revision, "outcome": comment.outcome, "answer": comment.answer}
        super().__init__(data, prefix=f"c{comment.pk}", initial=stands)


class LetterForm(forms.Form):
    """A comment that came by letter, by mail, at a meeting or from an expert."""

    source = forms.ChoiceField(label=pgettext_lazy("comment", "Came"), choices=[])
    clause_key = forms.TypedChoiceField(
        label=pgettext_lazy("clause", "On"), coerce=int, empty_value=None, required=False
    )
    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=40)
    organisation_name = forms.CharField(label=_("Organisation"), max_length=120, required=False)
    contact = forms.CharField(label=pgettext_lazy("comment", "Contact"), max_length=80, required=False)
    text = forms.CharField(
        label=pgettext_lazy("comment", "What it says"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
    )
    proposed_text = forms.CharField(
        label=_("How it should read"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=4000,
        required=False,
    )

    def __init__(self, *args: Any, version: Version, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["clause_key"].choices = clause_choices(version)  # type: ignore[attr-defined]
        self.fields["source"].choices = [  # type: ignore[attr-defined]
            (source, SOURCES[source]) for source in (Source.LETTER, Source.EXPERT)
        ]
