"""The forms by which anyone comments on a draft, and looks up what became of a comment."""

from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from yinxin.standards.comments.rules import CONTACT_KEPT_DAYS
from yinxin.standards.texts.models import Version
from yinxin.web.frozen_text import clause_choices


class CommentForm(forms.Form):
    """What somebody says of a clause. `fax` is out of sight: only a program fills it in."""

    clause_key = forms.TypedChoiceField(
        label=pgettext_lazy("clause", "On"), coerce=int, empty_value=None, required=False
    )
    text = forms.CharField(
        label=_("Your comment"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
        help_text=_("What should change, and why."),
        error_messages={"required": _("Say in a few words what should change.")},
    )
    proposed_text = forms.CharField(
        label=_("How it should read"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        required=False,
        help_text=_("If you have a wording."),
    )
    name = forms.CharField(
        label=_("Your name"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    organisation_name = forms.CharField(
        label=_("Organisation"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        help_text=_("Shown with the comment. Leave it empty if you speak for yourself."),
    )
    contact = forms.CharField(label=_("Telephone or mail, if you like"), max_length=80, required=False)
    fax = forms.CharField(
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off", "aria-hidden": "true"}),
    )

    def __init__(self, *args: Any, version: Version, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["clause_key"].choices = clause_choices(version)  # type: ignore[attr-defined]
        self.fields["contact"].help_text = gettext(
            "To ask you back; erased %(days)s days after the answer. Name and contact are never shown in public."
        ) % {"days": CONTACT_KEPT_DAYS}

    def clean_fax(self) -> str:
        """Refuses whoever filled in what nobody sees."""
        if self.cleaned_data["fax"]:
            raise forms.ValidationError(_("This was not taken. Leave the field out of sight empty."))
        return ""

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "fax"}


class TrackCommentForm(forms.Form):
    """The number that was given out when the comment was sent."""

    number = forms.CharField(
        label=_("Number of the comment"),
        max_length=40,
        help_text=_("It begins with YJ, as in YJ-7KQ2-M9XD."),
        widget=forms.TextInput(
            attrs={"class": "mono", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
