"""How the mark may be used: what it looks like, how many, and when scans look wrong."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from yinxin.scheme.rules.values import Code, Count, Sourced, Text, UnknownName, Value, YesNo

Rate = Annotated[Decimal, Field(gt=0)]
Allowance = Annotated[Decimal, Field(ge=0, lt=1)]


class Artwork(Sourced):
    """How the mark is drawn: it may be scaled, never distorted or recoloured."""

    minimum_height_mm: Value[Decimal]
    may_distort: YesNo
    may_recolour: YesNo
    placement: Text


class Conversion(Sourced):
    """The most of one form of a product that its raw material can give.

    Marks are limited by quantity: no more packs than the certified quantity fills, and no more product than the raw
    material gives at `max_rate` (product per raw, by `unit`). `label_loss` is the share of labels that may be spoiled.
    """

    kind: Code
    form: Code
    name: Text
    raw: Text
    unit: Literal["kg", "litre"]
    max_rate: Rate
    label_loss: Allowance


class Alerts(Sourced):
    """When the scans of one code look as if its label had been copied, or of one batch as if it had leaked."""

    copied_places: Count
    copied_within_hours: Count
    fastest_kmh: Count
    scans_per_day: Count
    unknown_codes_per_hour: Count


class MarkRules(Sourced):
    """What holds for every mark licence and every label."""

    code_policy: Literal["FF1-35"]
    artwork: Artwork
    conversions: tuple[Conversion, ...]
    alerts: Alerts

    def conversions_of(self, kind: str) -> tuple[Conversion, ...]:
        """The forms in which a kind of product is sold."""
        return tuple(conversion for conversion in self.conversions if conversion.kind == kind)

    def conversion(self, kind: str, form: str) -> Conversion:
        """How much of that form the raw material of a kind gives. Raises UnknownName."""
        for conversion in self.conversions_of(kind):
            if conversion.form == form:
                return conversion
        raise UnknownName("form of product", f"{kind}.{form}")
