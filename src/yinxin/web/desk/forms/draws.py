"""Forms on draws by lot. The page of a matter takes the first of them too."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yinxin.draws.actions import ValueUnreadable
from yinxin.draws.rules import numbers_of
from yinxin.web import phrases


class ValueForm(forms.Form):
    """The public value. It is read first and shown as it was read; sent again unchanged, it is taken."""

    value = forms.CharField(
        label=_("Public value"),
        max_length=200,
        help_text=_(
            "As it was published. Order, zeros in front and signs between the numbers do not matter."
        ),
    )
    evidence = forms.URLField(
        label=_("Where it was published"),
        max_length=300,
        required=False,
        assume_scheme="https",
        help_text=_("The address of the page, for whoever checks the draw."),
    )
    read_as = forms.CharField(required=False, widget=forms.HiddenInput)

    def reading(self) -> str:
        """The numbers of a valid form, in ascending order. Refuses ValueUnreadable."""
        numbers = numbers_of(self.cleaned_data["value"])
        if not numbers:
            raise ValueUnreadable(field="value")
        return phrases.listed(str(number) for number in numbers)

    def is_confirmed(self) -> bool:
        """Whether this reading was shown before it was sent."""
        return bool(self.cleaned_data["read_as"]) and self.cleaned_data["read_as"] == self.reading()

    def facts(self) -> dict[str, Any]:
        """What `draws.actions.draw` takes."""
        return {"value": self.cleaned_data["value"], "evidence": self.cleaned_data["evidence"]}


class AbandonForm(forms.Form):
    """Why a draw is given up."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Everybody can read it: name no person."),
    )
