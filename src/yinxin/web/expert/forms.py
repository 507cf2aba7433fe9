"""The expert's forms."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinxin.experts.assignments.models import Party
from yinxin.web.form_look import DayInput


class AcceptForm(forms.Form):
    """One click: nothing stands against it."""


class StepAsideForm(forms.Form):
    """What stands against it, and which parties it concerns."""

    parties = forms.MultipleChoiceField(
        label=_("It concerns"), widget=forms.CheckboxSelectMultiple, required=False
    )
    reason = forms.CharField(
        label=_("What stands against it"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Seen by the institute only. It bars you from matters of these parties until it is ended."
        ),
    )

    def __init__(self, *args: Any, parties: list[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(parties) > 1:
            choices = [(str(party.pk), party.name) for party in parties]
            self.fields["parties"].choices = choices  # type: ignore[attr-defined]
            self.fields["parties"].required = True
        else:
            del self.fields["parties"]

    def facts(self) -> dict[str, Any]:
        """What the action takes; a single party, or none, needs no choice."""
        chosen = self.cleaned_data.get("parties")
        return {
            "reason": self.cleaned_data["reason"],
            "parties": [int(pk) for pk in chosen] if chosen else None,
        }


class DeclineForm(forms.Form):
    """No time, and why, if one likes to say so."""

    reason = forms.CharField(label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 2}))


class ServiceForm(forms.Form):
    """The span of a certificate of service."""

    since = forms.DateField(label=pgettext_lazy("span of service", "From"), widget=DayInput)
    until = forms.DateField(label=pgettext_lazy("span of service", "Until"), widget=DayInput)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        first = today.replace(month=1, day=1)
        super().__init__(*args, **{"initial": {"since": first, "until": today}, **kwargs})
