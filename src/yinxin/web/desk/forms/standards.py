"""Forms on standards, their clauses and indicators, and proposals."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yinxin.ledgers.models import Industry
from yinxin.people.models import Division, Office, Organisation
from yinxin.scheme.queries import rulebook
from yinxin.web.desk.ledger import NamedChoiceField, divisions_of
from yinxin.web.form_look import DayInput
from yinxin.web.wording.standards import CLAUSE_KINDS, COMPARISONS


class StandardForm(forms.Form):
    """A draft."""

    number = forms.CharField(
        label=_("Number"),
        max_length=40,
        help_text=_("As its owner prints it, such as T/NMSP MZB02.14—2023."),
    )
    title = forms.CharField(label=_("Title"), max_length=120)
    title_en = forms.CharField(label=_("English title"), max_length=160, required=False)
    product_kinds = forms.MultipleChoiceField(
        label=_("For these kinds of product"), widget=forms.CheckboxSelectMultiple
    )
    industry = NamedChoiceField(
        Industry.objects.all(), label=_("Industry"), required=False, empty_label=_("None")
    )
    division = NamedChoiceField(Division.objects.all(), label=_("For products of"), empty_label=_("Choose"))
    source = forms.CharField(label=_("Source"), max_length=200, required=False)
    is_placeholder = forms.BooleanField(
        label=_("The real number or text is not public: this is a placeholder"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "zh-hans"
        self.fields["product_kinds"].choices = [  # type: ignore[attr-defined]
            (kind.code, kind.name.in_language(language)) for kind in rulebook().product_kinds
        ]


class ClauseForm(forms.Form):
    """A clause; the lower part makes it an origin rule."""

    clause = forms.CharField(label=_("Clause number"), max_length=12)
    kind = forms.ChoiceField(label=_("Asks about"), choices=list(CLAUSE_KINDS.items()))
    title = forms.CharField(label=_("Heading"), max_length=80)
    text = forms.CharField(label=_("What it says"), widget=forms.Textarea(attrs={"rows": 3}))
    is_critical = forms.BooleanField(label=_("Critical: a case fails where this is not met"), required=False)
    divisions = forms.ModelMultipleChoiceField(
        Division.objects.all(),
        label=_("Origin: produced in one of"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    west = forms.DecimalField(label=_("West (°E)"), required=False, max_digits=8, decimal_places=5)
    east = forms.DecimalField(label=_("East (°E)"), required=False, max_digits=8, decimal_places=5)
    south = forms.DecimalField(label=_("South (°N)"), required=False, max_digits=8, decimal_places=5)
    north = forms.DecimalField(label=_("North (°N)"), required=False, max_digits=8, decimal_places=5)
    lowest = forms.IntegerField(label=_("Altitude from (m)"), required=False)
    highest = forms.IntegerField(label=_("Altitude to (m)"), required=False)

    def facts(self) -> dict[str, Any]:
        """What the action takes; half an area or half a band is left for the action to refuse."""
        given = dict(self.cleaned_data)
        sides = {side: given.pop(side) for side in ("west", "east", "south", "north")}
        band = {"min": given.pop("lowest"), "max": given.pop("highest")}
        origin: dict[str, Any] = {}
        if divisions := [division.pk for division in given.pop("divisions")]:
            origin["divisions"] = divisions
        if box := {side: str(value) for side, value in sides.items() if value is not None}:
            origin["box"] = box
        if altitude := {end: metres for end, metres in band.items() if metres is not None}:
            origin["altitude"] = altitude
        return {**given, "origin": origin or None}


class IndicatorForm(forms.Form):
    """A limit of a clause."""

    item = forms.CharField(label=_("Item"), max_length=60)
    unit = forms.CharField(label=_("Unit"), max_length=20, required=False)
    comparison = forms.ChoiceField(label=_("Limit"), choices=list(COMPARISONS.items()))
    limit = forms.DecimalField(label=_("Limit value"), max_digits=12, decimal_places=4)
    upper = forms.DecimalField(label=_("Upper value"), max_digits=12, decimal_places=4, required=False)
    national_limit = forms.DecimalField(
        label=_("National limit"), max_digits=12, decimal_places=4, required=False
    )
    national_basis = forms.CharField(label=_("National standard"), max_length=60, required=False)
    method = forms.CharField(label=_("Test method"), max_length=60, required=False)
    is_placeholder = forms.BooleanField(label=_("Placeholder: the real value is not public"), required=False)


class PublishForm(forms.Form):
    """From which day the public knows a standard, and from which day it is in force."""

    on = forms.DateField(label=_("Published on"), widget=DayInput)
    effective_on = forms.DateField(label=_("In force from"), widget=DayInput)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"on": today, "effective_on": today}, **kwargs})


class WithdrawForm(forms.Form):
    """From which day nothing more is certified against a standard."""

    on = forms.DateField(label=_("Withdrawn from"), widget=DayInput)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"on": today}, **kwargs})


class ProposalForm(forms.Form):
    """A proposal for a standard."""

    title = forms.CharField(label=_("What the standard would be about"), max_length=120)
    reason = forms.CharField(label=_("Why it is needed"), widget=forms.Textarea(attrs={"rows": 4}))
    industry = NamedChoiceField(
        Industry.objects.all(), label=_("Industry"), required=False, empty_label=_("None")
    )
    division = NamedChoiceField(Division.objects.none(), label=_("For products of"), empty_label=None)
    proposer = NamedChoiceField(
        Organisation.objects.none(), label=_("Who proposes it"), empty_label=_("Choose an organisation")
    )
    on = forms.DateField(label=_("Proposed on"), widget=DayInput)

    def __init__(self, *args: Any, office: Office, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"on": today, "division": office.division_id}, **kwargs})
        divisions = divisions_of(office) if office.division else Division.objects.all()
        self.fields["division"].queryset = divisions  # type: ignore[attr-defined]
        within = Organisation.objects.filter(division__in=divisions)
        self.fields["proposer"].queryset = within  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """What became of a proposal."""

    answer = forms.CharField(label=_("Answer"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    on = forms.DateField(label=_("Decided on"), widget=DayInput)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"on": today}, **kwargs})
