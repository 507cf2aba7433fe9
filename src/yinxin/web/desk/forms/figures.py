"""What figures, the bulletin and the register are asked for. Nonsense in an address is ignored, never an error."""

from collections.abc import Mapping
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from yinxin.people.models import Division, Office
from yinxin.web import phrases
from yinxin.web.desk.ledger import divisions_of
from yinxin.web.figures import NOUNS
from yinxin.web.form_look import DayInput
from yinxin.web.named_choice import NamedChoiceField


class AsOfForm(forms.Form):
    """A division within reach, and a day. Without a good answer it is one's own division, today."""

    division = NamedChoiceField(Division.objects.none(), label=_("Area"), required=False, empty_label=None)
    as_of = forms.DateField(label=_("As of"), required=False, widget=DayInput)

    def __init__(self, data: Mapping[str, str], *, office: Office, today: date) -> None:
        if office.division is None:
            raise LookupError(office)
        asked = {"division": data.get("division", ""), "as_of": data.get("as_of", "")}
        super().__init__(asked)
        self.fields["division"].queryset = divisions_of(office).order_by("path")  # type: ignore[attr-defined]
        self.is_valid()
        self.chosen_division: Division = self.cleaned_data.get("division") or office.division
        self.chosen_day: date = self.cleaned_data.get("as_of") or today
        self.data = {"division": self.chosen_division.pk, "as_of": self.chosen_day.isoformat()}
        self.errors.clear()


class ActsForm(forms.Form):
    """Which acts of the register: of one noun, of one subject, of one type."""

    noun = forms.ChoiceField(
        label=_("On what"), required=False, choices=[("", _("Everything")), *NOUNS.items()]
    )
    kind = forms.ChoiceField(label=_("Type of act"), required=False)
    subject = forms.CharField(label=_("Number or subject"), required=False, max_length=120)

    def __init__(self, data: Mapping[str, str]) -> None:
        super().__init__(data)
        kinds = sorted(phrases.ACTS.items(), key=lambda pair: pair[0])
        self.fields["kind"].choices = [("", _("All types")), *kinds]  # type: ignore[attr-defined]
        self.is_valid()
