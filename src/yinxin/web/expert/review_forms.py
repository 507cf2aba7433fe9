"""The forms by which an expert gives an opinion on a clause, and votes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinxin.web.wording.reviews import CHOICES


class OpinionForm(forms.Form):
    """What an expert says of one clause, or of all of the text."""

    text = forms.CharField(label=_("Your opinion"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000)


class VoteForm(forms.Form):
    """How an expert votes. It is shown once more before it counts: `is_sure`."""

    choice = forms.ChoiceField(
        label=pgettext_lazy("panel", "Your vote"), choices=list(CHOICES.items()), widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=pgettext_lazy("vote", "Reason"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
        help_text=_("Needed for a vote against. It stands in the minutes."),
    )
    is_sure = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Asks for the reason of a vote against before it is confirmed; the action asks again."""
        facts = super().clean() or {}
        if facts.get("choice") == "against" and not facts.get("reason", "").strip():
            self.add_error("reason", _("Say why you vote against; the reason stands in the minutes."))
        return facts
