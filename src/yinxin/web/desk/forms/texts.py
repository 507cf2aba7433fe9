"""Forms on the text of a draft: its clauses with their origin rules, its limits, its cover."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yinxin.ledgers.models import Industry
from yinxin.people.models import Division
from yinxin.scheme.queries import rulebook
from yinxin.standards.texts import rules
from yinxin.standards.texts.models import Clause, Indicator, Standard
from yinxin.web import degrees
from yinxin.web.named_choice import NamedChoiceField, NamedChoicesField
from yinxin.web.seen import SeenForm
from yinxin.web.wording.standards import ANNEXES, CLAUSE_KINDS, COMPARISONS

SIDES = ("west", "east", "south", "north")
ENDS = ("lowest", "highest")
_NORTH = re.compile(r"北纬|N", re.IGNORECASE)
_MARK = re.compile(r"(东经|北纬)\s+")


class DegreesField(forms.CharField):
    """A longitude or a latitude, in degrees, minutes and seconds or in decimals."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=24, required=False, **kwargs)

    def clean(self, value: Any) -> Decimal | None:
        """The degrees; refuses what is none."""
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return degrees.parse(typed)
        except ValueError as error:
            raise forms.ValidationError(
                _("“%(typed)s” is no degree. Write 119°36′30″ or 119.60833."),
                code="degrees",
                params={"typed": typed},
            ) from error

    def prepare_value(self, value: Any) -> Any:
        """What is shown in the field."""
        return degrees.written(value) if isinstance(value, Decimal) else value


class CornersField(forms.CharField):
    """Corners of a line on the map, one a row: longitude, then latitude."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 4}), **kwargs)

    def clean(self, value: Any) -> list[list[str]]:
        """Pairs of degrees as text; refuses a row that is no pair, and names it."""
        corners = []
        for place, row in enumerate(filter(str.strip, super().clean(value).splitlines()), 1):
            parts = [part for part in re.split(r"[,，;；\s]+", _MARK.sub(r"\1", row.strip())) if part]
            try:
                first, second = (degrees.parse(part) for part in parts)
            except ValueError as error:
                raise forms.ValidationError(
                    _("Row %(place)d is no corner: “%(row)s”. Write a longitude and a latitude."),
                    code="corner",
                    params={"place": place, "row": row.strip()},
                ) from error
            is_north_first = bool(_NORTH.search(parts[0])) and not _NORTH.search(parts[1])
            corners.append([str(second), str(first)] if is_north_first else [str(first), str(second)])
        return corners

    def prepare_value(self, value: Any) -> Any:
        """One row a corner."""
        if isinstance(value, list):
            return "\n".join("，".join(degrees.written(Decimal(part)) for part in corner) for corner in value)
        return value


class OriginForm(forms.Form):
    """An origin rule by itself: each part that is given must hold."""

    divisions = NamedChoicesField(
        Division.objects.all(),
        label=_("Produced in one of"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    west = DegreesField(label=_("From, east longitude"))
    east = DegreesField(label=_("To, east longitude"))
    south = DegreesField(label=_("From, north latitude"))
    north = DegreesField(label=_("To, north latitude"))
    corners = CornersField(
        label=_("Line on the map"),
        help_text=_("One corner a row, longitude then latitude: 104°36′30″, 41°00′00″. At least three."),
    )
    lowest = forms.IntegerField(label=_("Altitude from (m)"), required=False)
    highest = forms.IntegerField(label=_("Altitude to (m)"), required=False)

    def origin(self) -> dict[str, Any] | None:
        """What `rules.Origin` reads; half an area or half a line is left for the rules to refuse."""
        given = self.cleaned_data
        rule: dict[str, Any] = {}
        if divisions := [division.pk for division in given["divisions"]]:
            rule["divisions"] = divisions
        if box := {side: str(given[side]) for side in SIDES if given[side] is not None}:
            rule["box"] = box
        if given["corners"]:
            rule["polygon"] = given["corners"]
        ends = zip(("min", "max"), ENDS, strict=True)
        if altitude := {end: given[name] for end, name in ends if given[name] is not None}:
            rule["altitude"] = altitude
        return rule or None


def origin_as_typed(origin: Mapping[str, Any] | None) -> dict[str, Any]:
    """A rule that is kept, as the fields show it."""
    rule = rules.Origin.parse(origin)
    typed: dict[str, Any] = {"divisions": rule.divisions}
    if rule.box:
        typed |= {side: getattr(rule.box, side) for side in SIDES}
    if rule.polygon:
        typed["corners"] = rule.as_json["polygon"]
    if rule.altitude:
        typed |= {"lowest": rule.altitude.minimum, "highest": rule.altitude.maximum}
    return typed


class ClauseForm(OriginForm, SeenForm):
    """A clause of a draft. `seen` is the revision of the text."""

    kind = forms.ChoiceField(label=_("Asks about"), choices=list(CLAUSE_KINDS.items()))
    annex = forms.ChoiceField(label=_("The annex is"), choices=list(ANNEXES.items()))
    title = forms.CharField(label=_("Heading"), max_length=80)
    text = forms.CharField(
        label=_("What it says"), widget=forms.Textarea(attrs={"rows": 5}), required=False, strip=True
    )
    is_critical = forms.BooleanField(label=_("Critical: a case fails where this is not met"), required=False)
    field_order = ("title", "kind", "annex", "text", "is_critical")

    def __init__(self, data: Any = None, *, of: Clause | None = None, annex: str = "", revision: int) -> None:
        initial: dict[str, Any] = {
            "seen": revision,
            "annex": annex,
            "kind": "heading" if annex else "process",
        }
        if of is not None:
            named = ("kind", "annex", "title", "text", "is_critical")
            initial |= {name: getattr(of, name) for name in named} | origin_as_typed(of.origin)
        super().__init__(data, initial=initial, auto_id=f"c{of.pk if of else 'new'}_%s")
        if not initial["annex"]:
            del self.fields["annex"]

    @property
    def main(self) -> list[forms.BoundField]:
        """The fields above the origin rule."""
        return [self[name] for name in self.field_order if name in self.fields]

    @property
    def places(self) -> list[forms.BoundField]:
        """The fields of the origin rule."""
        return [self[name] for name in ("divisions", *SIDES, "corners", *ENDS)]

    @property
    def has_places(self) -> bool:
        """Whether the origin rule is to be seen at once."""
        return any(field.value() for field in self.places) or any(field.errors for field in self.places)

    def facts(self) -> dict[str, Any]:
        """What the clause says, as the actions take it."""
        named = ("kind", "annex", "title", "text", "is_critical")
        given = {name: self.cleaned_data[name] for name in named if name in self.cleaned_data}
        return {**given, "origin": self.origin()}


class IndicatorForm(SeenForm):
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

    def __init__(self, data: Any = None, *, of: Indicator | None = None, clause: int, revision: int) -> None:
        initial: dict[str, Any] = {"seen": revision}
        if of is not None:
            initial |= {name: getattr(of, name) for name in self.base_fields if name != "seen"}
            for name in ("limit", "upper", "national_limit"):
                initial[name] = rules.plain(initial[name])
        super().__init__(data, initial=initial, auto_id=f"l{clause}_{of.pk if of else 'new'}_%s")

    def facts(self) -> dict[str, Any]:
        """The limit, as the actions take it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class CoverForm(forms.Form):
    """What stands on the cover of a draft."""

    title = forms.CharField(label=_("Title"), max_length=120)
    title_en = forms.CharField(label=_("English title"), max_length=160, required=False)
    product_kinds = forms.MultipleChoiceField(
        label=_("For these kinds of product"), widget=forms.CheckboxSelectMultiple
    )
    industry = NamedChoiceField(
        Industry.objects.all(), label=_("Industry"), required=False, empty_label=_("None")
    )
    division = NamedChoiceField(Division.objects.all(), label=_("For products of"), empty_label=None)
    ics = forms.CharField(
        label=_("ICS"), max_length=40, required=False, help_text=_("Such as 67.100.10, for milk.")
    )
    ccs = forms.CharField(label=_("CCS"), max_length=20, required=False, help_text=_("Such as X 16."))
    source = forms.CharField(label=_("Source"), max_length=200, required=False)

    def __init__(self, data: Any = None, *, of: Standard) -> None:
        super().__init__(data, initial={name: getattr(of, name) for name in self.base_fields})
        language = get_language() or "zh-hans"
        self.fields["product_kinds"].choices = [  # type: ignore[attr-defined]
            (kind.code, kind.name.in_language(language)) for kind in rulebook().product_kinds
        ]
