"""Forms on experts."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yinxin.people.models import Division, Office
from yinxin.web.desk.ledger import NamedChoiceField, divisions_of
from yinxin.web.form_look import DayInput
from yinxin.web.wording.experts import EXPERT_FIELDS


class RecommendForm(forms.Form):
    """A person for the pool."""

    name = forms.CharField(label=_("Full name"), max_length=40)
    employer = forms.CharField(label=_("Works at"), max_length=120, required=False)
    fields_of_work = forms.MultipleChoiceField(
        label=_("Expert in"), choices=list(EXPERT_FIELDS.items()), widget=forms.CheckboxSelectMultiple
    )
    division = NamedChoiceField(Division.objects.none(), label=_("Recommended by"), empty_label=None)
    on = forms.DateField(label=_("Recommended on"), widget=DayInput)

    def __init__(self, *args: Any, office: Office, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"on": today, "division": office.division_id}, **kwargs})
        self.fields["division"].queryset = divisions_of(office)  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        given = dict(self.cleaned_data)
        fields = given.pop("fields_of_work")
        return {**given, "fields": fields}


class ExpertActForm(forms.Form):
    """The day of an act, and why."""

    on = forms.DateField(label=_("On"), widget=DayInput)
    reason = forms.CharField(label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"on": today}, **kwargs})
