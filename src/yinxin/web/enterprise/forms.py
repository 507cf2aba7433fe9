"""The forms of the enterprise pages. They check shape; what the scheme refuses, the actions refuse."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from yinxin.certification.applications.models import Application
from yinxin.certification.bodies.models import Body
from yinxin.ledgers.models import Product, Site
from yinxin.people.models import Division
from yinxin.scheme.rules.book import Rulebook
from yinxin.web.form_look import DayInput
from yinxin.web.uploads import UploadField, received

# What a phone's camera and photo library understand, beside the endings that Windows does.
MEDIA_TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg,.jpeg", "png": "image/png"}


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent; None where the page was only opened, so that its form shows no errors yet."""
    return request.POST if request.method == "POST" else None


def uploaded(request: HttpRequest) -> Any:
    """The files that were sent with it, marked where one was too large."""
    return received(request) if request.method == "POST" else None


class SeenForm(forms.Form):
    """A form on something that others change too: it carries the revision that the person saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def look_again(self, revision: int) -> None:
        """After somebody was faster: keep what was typed, and let the next submit count as having seen the change."""
        self.data = {**self.data.dict(), "seen": str(revision)}  # type: ignore[attr-defined]  # a QueryDict


class StartForm(forms.Form):
    """Which certification body is asked."""

    body = forms.ChoiceField(
        label=_("Certification body"),
        widget=forms.RadioSelect,
        help_text=_(
            "You choose. All bodies shown are approved for this kind of product; the order says nothing."
        ),
    )

    def __init__(self, data: Any = None, *, bodies: Iterable[Body]) -> None:
        super().__init__(data)
        choices = [(str(body.pk), body.name) for body in bodies]
        self.fields["body"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["body"].initial = choices[0][0]


class DetailsForm(SeenForm):
    """What the certificate will say of manufacturer, factory and product. All may wait until it is submitted."""

    manufacturer_name = forms.CharField(
        label=_("Manufacturer"),
        max_length=120,
        required=False,
        help_text=_("Who makes the product. If another enterprise makes it for you, its name."),
    )
    manufacturer_address = forms.CharField(label=_("Manufacturer's address"), max_length=200, required=False)
    factory_name = forms.CharField(
        label=_("Factory"),
        max_length=120,
        required=False,
        help_text=_("The place that auditors will visit."),
    )
    factory_address = forms.CharField(label=_("Factory's address"), max_length=200, required=False)
    annual_output_kg = forms.DecimalField(
        label=_("Output of this product a year (kg)"),
        min_value=0,
        max_digits=14,
        decimal_places=1,
        required=False,
        help_text=_("How many labels you may use follows from it, so state what you can show by records."),
    )
    product_description = forms.CharField(
        label=_("Features of the product"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=2000,
        help_text=_("Raw material, process, what sets it apart. It will stand on the certificate."),
    )

    SAVED = (
        "manufacturer_name",
        "manufacturer_address",
        "factory_name",
        "factory_address",
        "annual_output_kg",
        "product_description",
    )

    def __init__(self, data: Any = None, *, application: Application) -> None:
        initial = {name: getattr(application, name) for name in self.SAVED}
        super().__init__(data, initial={**initial, "seen": application.revision})

    def changes(self) -> dict[str, object]:
        """What was typed, by field."""
        return {name: self.cleaned_data[name] for name in self.SAVED}

    def changed_meanwhile(self, application: Application) -> list[tuple[str, object]]:
        """What is saved now where it is not what this form says: label and saved value."""
        return [
            (str(self.fields[name].label), getattr(application, name))
            for name in self.SAVED
            if str(getattr(application, name) or "") != self.data.get(name, "").strip()
        ]


class UndertakingForm(SeenForm):
    """The enterprise's own undertaking (自我承诺)."""

    undertaking_given = forms.BooleanField(
        label=_("On behalf of the enterprise, I undertake all of this."), required=False
    )

    def __init__(self, data: Any = None, *, application: Application) -> None:
        initial = {"undertaking_given": application.undertaking_given, "seen": application.revision}
        super().__init__(data, initial=initial)


class PaperForm(forms.Form):
    """The file for one document of the rulebook's list."""

    def __init__(self, data: Any = None, files: Any = None, *, formats: Sequence[str]) -> None:
        super().__init__(data, files)
        field = UploadField(formats=tuple(formats), label=_("File or photo"))
        kinds = [MEDIA_TYPES[name] for name in formats if name in MEDIA_TYPES]
        field.widget.attrs["accept"] = ",".join([field.widget.attrs["accept"], *kinds])
        self.fields["file"] = field


class SubmitForm(SeenForm):
    """Nothing but what was seen: everything else was answered on the pages before."""


class WithdrawForm(SeenForm):
    """Why the application is taken back."""

    reasons = forms.CharField(
        label=_("Why do you withdraw it?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )


class AnswerForm(forms.Form):
    """How a nonconformity was corrected, with a photo or a document that shows it."""

    answer = forms.CharField(
        label=_("What did you do to correct it, and so that it does not happen again?"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=4000,
    )
    evidence = UploadField(
        formats=("jpg", "png", "pdf"),
        label=_("Photo or document that shows it"),
        required=False,
        help_text=_("On a phone, take the photo right here."),
    )

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.fields["evidence"].widget.attrs["accept"] = ".jpg,.jpeg,.png,.pdf,image/jpeg,image/png"


class BatchForm(forms.Form):
    """A batch of labels for one lot."""

    lot = forms.CharField(
        label=_("Lot"), max_length=40, help_text=_("The lot number that you print on the packages.")
    )
    produced_on = forms.DateField(label=_("Day of production"), widget=DayInput)
    count = forms.IntegerField(label=_("How many labels"), min_value=1, help_text=_("One for each package."))


class VoidForm(forms.Form):
    """Labels that were spoiled, lost or recalled."""

    first = forms.IntegerField(
        label=_("First label"),
        min_value=1,
        help_text=_("Its serial number in the batch, as in the file of codes."),
    )
    count = forms.IntegerField(label=_("How many, from there on"), min_value=1, initial=1)
    reason = forms.CharField(label=_("Why"), max_length=200)


class SiteForm(forms.Form):
    """A place of production, with what origin rules ask."""

    name = forms.CharField(label=_("Name of the site"), max_length=80)
    division = forms.ModelChoiceField(label=_("Division"), queryset=Division.objects.none())
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    longitude = forms.DecimalField(
        label=_("Longitude (°E)"),
        max_digits=8,
        decimal_places=5,
        required=False,
        help_text=_("Such as 101.66700"),
    )
    latitude = forms.DecimalField(
        label=_("Latitude (°N)"),
        max_digits=8,
        decimal_places=5,
        required=False,
        help_text=_("Such as 39.21600"),
    )
    altitude_m = forms.IntegerField(label=_("Altitude (m)"), required=False)

    def __init__(self, data: Any = None, *, divisions: Any, site: Site | None = None) -> None:
        super().__init__(data, initial=_initial(site, self.base_fields))
        self.fields["division"].queryset = divisions  # type: ignore[attr-defined]


class ProductForm(forms.Form):
    """A product in one pack size."""

    name = forms.CharField(label=_("Name of the product"), max_length=80)
    kind = forms.ChoiceField(label=_("Kind"), help_text=_("Decides which standards and documents apply."))
    brand = forms.CharField(label=_("Trademark"), max_length=60, required=False)
    specification = forms.CharField(
        label=_("Specification"), max_length=80, required=False, help_text=_("Such as 300 g a tin")
    )
    pack_g = forms.IntegerField(
        label=_("Net content of a package (g)"),
        min_value=1,
        required=False,
        help_text=_("Without it no labels can be counted."),
    )
    gtin = forms.CharField(label=_("Item number under the bar code"), max_length=20, required=False)
    site = forms.ModelChoiceField(
        label=_("Made at"), queryset=Site.objects.none(), required=False, empty_label=_("not stated")
    )

    def __init__(
        self, data: Any = None, *, book: Rulebook, sites: Any, language: str, product: Product | None = None
    ) -> None:
        super().__init__(data, initial=_initial(product, self.base_fields))
        kinds = [(kind.code, kind.name.in_language(language)) for kind in book.product_kinds]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["site"].queryset = sites  # type: ignore[attr-defined]


def _initial(row: Site | Product | None, names: Iterable[str]) -> dict[str, object]:
    return {} if row is None else {name: getattr(row, name) for name in names}
