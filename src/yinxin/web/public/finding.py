"""How readers find something in the public lists: by words and by filters, each of which a chip takes off again."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinxin.certification.certificates.lifecycle import CertificateState
from yinxin.ledgers.queries import industries
from yinxin.people.models import Division
from yinxin.people.queries import divisions_within
from yinxin.standards.texts.lifecycle import StandardState
from yinxin.standards.texts.models import Standard
from yinxin.web import phrases
from yinxin.web.templatetags.yinxin import named

CLASSES: dict[str, Promise] = {
    "MZB01": _("MZB01 Farm products"),
    "MZB02": _("MZB02 Livestock products"),
    "MZB03": _("MZB03 Forest and grassland products"),
}
IN_FORCE = "in_force"


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, and the address of the list without it."""

    label: str
    value: str
    url: str


class Finding(forms.Form):
    """Words and filters of a list. A value that the list does not know is no filter."""

    q = forms.CharField(label=_("Search"), required=False, max_length=60)

    def __init__(self, query: QueryDict) -> None:
        super().__init__(query)
        self.query = query

    @property
    def chosen(self) -> dict[str, str]:
        """The filters that are on."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def chips(self) -> list[Chip]:
        """The filters that are on, in words."""
        return [
            Chip(str(self.fields[name].label), self._said(name, value), self._without(name))
            for name, value in self.chosen.items()
        ]

    def _said(self, name: str, value: str) -> str:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            return str(dict(cast("Iterable[tuple[str, Any]]", field.choices))[value])
        return value

    def _without(self, name: str) -> str:
        rest = self.query.copy()
        for key in (name, "page"):
            rest.pop(key, None)
        return f"?{rest.urlencode()}"


def _of_industry() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Industry"), required=False, choices=lambda: _choices(industries(), key="code")
    )


def _choices(rows: Iterable[Model], *, key: str) -> list[tuple[str, object]]:
    return [("", _("All")), *((getattr(row, key), named(row)) for row in rows)]


def _divisions() -> list[tuple[str, object]]:
    """The divisions for whose products there are standards, and those that they lie in."""
    paths = Standard.objects.values_list("division__path", flat=True).distinct()
    codes = {code for path in paths for code in path.split("/") if code}
    return _choices(Division.objects.filter(code__in=codes), key="code")


class StandardFinding(Finding):
    """Standards by words, industry, division, class and state."""

    industry = _of_industry()
    division = forms.ChoiceField(label=_("For products of"), required=False, choices=_divisions)
    klass = forms.ChoiceField(
        label=pgettext_lazy("of standards", "Class"),
        required=False,
        choices=[("", _("All")), *CLASSES.items()],
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=lambda: [
            ("", _("All")),
            *(
                (state.value, phrases.state("standard", state))
                for state in (StandardState.PUBLISHED, StandardState.SUPERSEDED, StandardState.WITHDRAWN)
            ),
        ],
    )


class InArea(Finding):
    """A list of the area that the portal serves, whose parts it can be narrowed to."""

    banner = forms.ChoiceField(label=_("Banner"), required=False)

    def __init__(self, query: QueryDict, *, area: Division | None) -> None:
        super().__init__(query)
        rows = divisions_within(area) if area else Division.objects.none()
        cast("forms.ChoiceField", self.fields["banner"]).choices = _choices(rows, key="code")


class CertificateFinding(InArea):
    """Certificates by words, banner of the holder, industry and state."""

    industry = _of_industry()
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=lambda: [
            ("", _("All")),
            *((state.value, phrases.state("certificate", state)) for state in CertificateState),
        ],
    )


class EnterpriseFinding(InArea):
    """Enterprises by words, banner, industry, and whether a certificate of theirs is in force."""

    industry = _of_industry()
    holding = forms.ChoiceField(
        label=_("Certificates"), required=False, choices=[("", _("All")), (IN_FORCE, _("In force now"))]
    )
