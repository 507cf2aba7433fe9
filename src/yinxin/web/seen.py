"""Forms on something that others change too: they carry the revision that the person saw."""

from collections.abc import Mapping
from copy import copy
from datetime import date
from typing import Any

from django import forms

from yinxin.kernel.refusals import ChangedMeanwhile
from yinxin.web import phrases
from yinxin.web.templatetags.yinxin import day


class SeenForm(forms.Form):
    """A form that is refused where somebody acted since the page was opened."""

    seen = forms.IntegerField(widget=forms.HiddenInput(attrs={"id": False}))  # a page may hold several

    def look_again(self, revision: int) -> None:
        """After somebody was faster: keep what was typed, and let the next submit count as having seen the change."""
        self.data = copy(self.data)  # a request's own data may not be changed
        self.data[self.add_prefix("seen")] = str(revision)  # type: ignore[index]

    def caught_up(self, revision: int, saved: Mapping[str, Any] | None = None) -> list[tuple[str, str]]:
        """Where somebody was faster, look again; label and value of what is saved now and is not what was typed."""
        if not isinstance(getattr(self, "refusal", None), ChangedMeanwhile):
            return []
        self.look_again(revision)
        return [
            (str(self.fields[name].label), _shown(self.fields[name], value))
            for name, value in (saved or {}).items()
            if name != "seen" and value != self.cleaned_data[name]
        ]


def _shown(field: forms.Field, value: Any) -> str:
    """A saved value, as a person reads it."""
    if isinstance(value, date):
        return day(value)
    if isinstance(field, forms.ModelChoiceField):
        return field.label_from_instance(value) if value else ""
    if isinstance(field, forms.MultipleChoiceField):
        choices: Any = field.choices
        return phrases.listed(str(label) for key, label in choices if key in value)
    return str(value)
