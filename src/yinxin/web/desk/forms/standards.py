"""Forms on standards: taken over, published, confirmed, withdrawn, and looked for."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yinxin.ledgers.models import Industry
from yinxin.people.models import Division
from yinxin.scheme.queries import rulebook
from yinxin.standards.texts.lifecycle import StandardState
from yinxin.web import phrases
from yinxin.web.form_look import DayInput
from yinxin.web.named_choice import NamedChoiceField
from yinxin.web.templatetags.yinxin import named


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


class ConfirmForm(forms.Form):
    """When a standard was reviewed, and on what grounds it goes on."""

    on = forms.DateField(label=_("Reviewed on"), widget=DayInput)
    reason = forms.CharField(
        label=_("On what grounds"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who reviewed it, and why it holds for another term. Everybody can read this."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"on": today}, **kwargs})


class StandardFilters(forms.Form):
    """What the list is narrowed by. All of it may be left open."""

    q = forms.CharField(label=_("Number or title"), required=False, max_length=60)
    state = forms.ChoiceField(label=_("State"), required=False)
    industry = forms.ChoiceField(label=_("Industry"), required=False)
    kind = forms.ChoiceField(label=_("Kind of product"), required=False)
    due = forms.BooleanField(label=_("Review due"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        language = get_language() or "zh-hans"
        options = {
            "state": [(state.value, phrases.state("standard", state)) for state in StandardState],
            "industry": [(row.pk, named(row)) for row in Industry.objects.all()],
            "kind": [(kind.code, kind.name.in_language(language)) for kind in rulebook().product_kinds],
        }
        for name, choices in options.items():
            self.fields[name].choices = [("", _("All")), *choices]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """The filters that were set; one that makes no sense is left out, since addresses are edited by hand."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
