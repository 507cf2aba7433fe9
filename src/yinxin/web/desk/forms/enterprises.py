"""Forms on an enterprise, what belongs to it, its stay in the pool, and visits."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yinxin.kernel.identifiers import credit_code
from yinxin.ledgers import rules
from yinxin.ledgers.models import Enterprise, Industry, Site
from yinxin.people.models import Division, Office
from yinxin.scheme.queries import rulebook
from yinxin.web.desk.ledger import SCALE_NAMES, divisions_of
from yinxin.web.form_look import DayInput
from yinxin.web.named_choice import NamedChoiceField
from yinxin.web.seen import SeenForm
from yinxin.web.uploads import UploadField


class EnterpriseForm(forms.Form):
    """An enterprise. The box that confirms a doubted credit code appears only where a code is doubted."""

    name = forms.CharField(label=_("Name of the enterprise"), max_length=120)
    credit_code = forms.CharField(
        label=_("Unified social credit code"),
        max_length=40,
        required=False,
        help_text=_("18 characters, as on the business licence. It may be added later."),
    )
    credit_code_confirmed = forms.BooleanField(
        label=_("I have compared this code with the business licence: it says exactly this."), required=False
    )
    division = NamedChoiceField(Division.objects.none(), label=_("Banner"), empty_label=_("Choose a banner"))
    industry = NamedChoiceField(
        Industry.objects.all(), label=_("Industry"), empty_label=_("Choose an industry")
    )
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    established_on = forms.DateField(label=_("Established on"), required=False, widget=DayInput)
    scale = forms.ChoiceField(
        label=_("Size"), required=False, choices=[("", _("Not stated")), *SCALE_NAMES.items()]
    )
    is_leading = forms.BooleanField(label=_("Leading enterprise"), required=False)
    contact_name = forms.CharField(label=_("Contact person"), max_length=40, required=False)
    contact_phone = forms.CharField(
        label=_("Telephone"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    name_en = forms.CharField(label=_("English name"), max_length=160, required=False)
    note = forms.CharField(
        label=_("Note"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        divisions = divisions_of(office)
        self.fields["division"].queryset = divisions  # type: ignore[attr-defined]
        if len(divisions) == 1:
            self.fields["division"].initial = divisions[0]
        code = credit_code.compact(str(self["credit_code"].value() or ""))
        problem = rules.credit_code_problem(code)
        if problem is None or problem.blocking:
            del self.fields["credit_code_confirmed"]


class CorrectionForm(EnterpriseForm, SeenForm):
    """An enterprise as it stands, to be put right."""

    def take_over(self, changes: Mapping[str, Sequence[object]]) -> None:
        """Take what somebody else changed, [old, new] by field, where this person had left a field as it was.

        Else the next submit would undo it. What this person typed stays. Comes after `look_again`.
        """
        for name, (old, new) in changes.items():
            key = self.add_prefix(name)
            if name in self.fields and self.data.get(key, "") == _as_sent(old):
                self.data[key] = _as_sent(new)  # type: ignore[index]


def _as_sent(fact: object) -> str:
    """A fact of the register as a form sends it; a box that is not ticked sends nothing."""
    if isinstance(fact, bool):
        return "on" if fact else ""
    return "" if fact is None else str(fact)


def standing(enterprise: Enterprise) -> dict[str, object]:
    """What a correction form begins with."""
    fields = [name for name in EnterpriseForm.base_fields if name not in {"division", "industry"}]
    return {
        **{name: getattr(enterprise, name) for name in fields},
        "division": enterprise.division_id,
        "industry": enterprise.industry_id,
        "seen": enterprise.revision,
    }


class SiteForm(forms.Form):
    """A place of production. Degrees may be typed as a decimal number or in degrees, minutes and seconds."""

    name = forms.CharField(label=_("Name of the site"), max_length=80)
    division = NamedChoiceField(
        Division.objects.order_by("-path"), label=_("Division"), empty_label=_("Choose a division")
    )
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    latitude = forms.CharField(
        label=_("Latitude (north)"), max_length=24, required=False, help_text=_("39.21600 or 39°12′57″")
    )
    longitude = forms.CharField(
        label=_("Longitude (east)"), max_length=24, required=False, help_text=_("101.66700 or 101°40′01″")
    )
    altitude_m = forms.IntegerField(label=_("Altitude (m)"), required=False)

    def _degrees(self, name: str) -> object:
        text = self.cleaned_data[name]
        degrees = rules.degrees_of(text) if text else None
        if text and degrees is None:
            raise forms.ValidationError(
                _("“%(text)s” is neither a decimal number nor degrees, minutes and seconds."),
                params={"text": text},
            )
        return degrees

    def clean_latitude(self) -> object:
        return self._degrees("latitude")

    def clean_longitude(self) -> object:
        return self._degrees("longitude")


class ProductForm(forms.Form):
    """A product in one pack size."""

    name = forms.CharField(label=_("Name of the product"), max_length=80)
    kind = forms.ChoiceField(label=_("Kind of product"))
    brand = forms.CharField(label=_("Brand"), max_length=60, required=False)
    specification = forms.CharField(
        label=_("Specification"), max_length=80, required=False, help_text=_("As printed on the package")
    )
    pack_g = forms.IntegerField(
        label=_("Net content of one package (g)"), required=False, min_value=1, max_value=10**8
    )
    gtin = forms.CharField(
        label=_("Item number (barcode)"),
        max_length=24,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    site = forms.ModelChoiceField(
        Site.objects.none(), label=_("Made at"), required=False, empty_label=_("Not stated")
    )

    def __init__(self, *args: Any, enterprise: Enterprise, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "zh-hans"
        kinds = [(kind.code, kind.name.in_language(language)) for kind in rulebook().product_kinds]
        self.fields["kind"].choices = [("", _("Choose a kind")), *kinds]  # type: ignore[attr-defined]
        self.fields["site"].queryset = enterprise.sites.all()  # type: ignore[attr-defined]


class YearForm(forms.Form):
    """What an enterprise achieved in a year."""

    year = forms.IntegerField(label=_("Year"), widget=forms.NumberInput(attrs={"inputmode": "numeric"}))
    output_kg = forms.DecimalField(
        label=_("Output (kg)"), required=False, min_value=0, max_digits=14, decimal_places=1
    )
    sales_yuan = forms.DecimalField(
        label=_("Sales (yuan)"), required=False, min_value=0, max_digits=16, decimal_places=2
    )
    jobs = forms.IntegerField(label=_("Jobs"), required=False, min_value=0, max_value=10**6)
    households = forms.IntegerField(
        label=_("Herding and farming households that it buys from"),
        required=False,
        min_value=0,
        max_value=10**6,
    )
    source = forms.CharField(
        label=_("Source"), max_length=120, help_text=_("Where the figures are from, such as an annual report")
    )


class VisitForm(forms.Form):
    """What was seen on the spot; made for a phone."""

    on = forms.DateField(label=_("Visited on"), widget=DayInput)
    met = forms.CharField(label=_("Whom you met"), max_length=120, required=False)
    summary = forms.CharField(
        label=_("What you saw"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )
    needs = forms.CharField(
        label=_("What the enterprise needs"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    photo = UploadField(label=_("Photo"), formats=("jpg", "png"), required=False)


class NominationForm(forms.Form):
    """Why an enterprise should come into the pool."""

    on = forms.DateField(label=_("Nominated on"), widget=DayInput)
    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class AdmissionForm(forms.Form):
    """From when an enterprise is in the pool."""

    on = forms.DateField(label=_("Admitted on"), widget=DayInput)


class LeavingForm(forms.Form):
    """When and why an enterprise is not, or no longer, in the pool."""

    on = forms.DateField(label=_("Day"), widget=DayInput)
    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
