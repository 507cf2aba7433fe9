"""Forms on experts who are recommended, or put right."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yinxin.experts.pool.models import Expert
from yinxin.experts.pool.rules import FIRST_YEAR
from yinxin.people.models import Division, Office
from yinxin.web.desk.forms.imports import WorkbookField
from yinxin.web.desk.ledger import divisions_of
from yinxin.web.form_look import DayInput
from yinxin.web.named_choice import NamedChoiceField
from yinxin.web.wording.experts import EXPERT_FIELDS


class ParticularsForm(forms.Form):
    """Who somebody is, and in what an expert."""

    name = forms.CharField(label=_("Full name"), max_length=40)
    fields_of_work = forms.MultipleChoiceField(
        label=_("Expert in"), choices=list(EXPERT_FIELDS.items()), widget=forms.CheckboxSelectMultiple
    )
    employer = forms.CharField(label=_("Works at"), max_length=120, required=False)
    title = forms.CharField(label=_("Professional title"), max_length=60, required=False)
    speciality = forms.CharField(label=_("Speciality"), max_length=120, required=False)
    in_field_since = forms.IntegerField(
        label=_("In the field since (year)"),
        required=False,
        min_value=FIRST_YEAR,
        help_text=_("Admission asks for it: the years in the field are computed from it."),
    )

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        given = dict(self.cleaned_data)
        fields = given.pop("fields_of_work")
        return {**given, "fields": fields}


class RecommendForm(ParticularsForm):
    """A person for the pool."""

    division = NamedChoiceField(Division.objects.none(), label=_("Recommended by"), empty_label=None)
    on = forms.DateField(label=_("Recommended on"), widget=DayInput)

    def __init__(self, *args: Any, office: Office, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"on": today, "division": office.division_id}, **kwargs})
        self.fields["division"].queryset = divisions_of(office)  # type: ignore[attr-defined]


class CorrectForm(ParticularsForm):
    """What is known of a person, to be put right. After admission the employer is a tie and is ended as one."""

    def __init__(self, *args: Any, expert: Expert, **kwargs: Any) -> None:
        known = {
            name: getattr(expert, name)
            for name in ("name", "employer", "title", "speciality", "in_field_since")
        }
        super().__init__(*args, **{"initial": {**known, "fields_of_work": expert.fields}, **kwargs})
        if expert.admitted_on is not None:
            del self.fields["employer"]

    def facts(self) -> dict[str, Any]:
        """The changes, as the action takes them."""
        return {"changes": super().facts()}


class RecommendationsForm(forms.Form):
    """A workbook of recommendations."""

    workbook = WorkbookField(
        label=_("Workbook (.xlsx, .xls or .csv)"), formats=("xlsx", "xls", "csv"), allow_empty_file=True
    )
    only_good = forms.BooleanField(
        label=_("Leave out the rows with something wrong, and enter the others"), required=False
    )
