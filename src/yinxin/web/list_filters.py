"""What lists of cases and of certificates are narrowed by: a text, a state, and whatever an audience adds."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, ClassVar, TypeVar

from django import forms
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yinxin.certification.applications.models import Application
from yinxin.certification.certificates.models import Certificate
from yinxin.ledgers.rules import needles, searchable
from yinxin.web import phrases

Row = TypeVar("Row", Application, Certificate)


class Filters(forms.Form):
    """All of it may be left open. A list names its noun and the states of that noun."""

    noun: ClassVar[str]
    states: ClassVar[type[StrEnum]]

    q = forms.CharField(required=False, max_length=60)
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, data: Any, **choices: Iterable[tuple[str, str | Promise]]) -> None:
        super().__init__(data)
        states = [(state.value, phrases.state(self.noun, state)) for state in self.states]
        self.fields["state"].choices = [("", _("All states")), *states]  # type: ignore[attr-defined]
        for name, options in choices.items():
            self.fields[name].choices = [("", _("All")), *options]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """The filters that were set; one that makes no sense is left out, since addresses are edited by hand."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def found_by(rows: QuerySet[Row], given: dict[str, Any]) -> QuerySet[Row]:
    """The rows that the filters common to all lists leave."""
    if "state" in given:
        rows = rows.filter(state=given["state"])
    for word in needles(given.get("q", "")):
        rows = rows.filter(
            Q(number__icontains=word)
            | Q(product__search_text__contains=word)
            | Q(enterprise__in=enterprises_named(word, rows.values_list("enterprise", "enterprise__name")))
        )
    return rows


def enterprises_named(word: str, rows: Iterable[tuple[int, str]]) -> list[int]:
    """Of these enterprises, those whose own name holds the word, as it is written or in pinyin.

    The text that the ledger searches holds the names of all their products too, and would find every case of each.
    """
    return [pk for pk, name in set(rows) if word in searchable(named=[name])]
