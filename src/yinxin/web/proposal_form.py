"""The form of a proposal for a standard, as every audience fills it in. It checks shape; the action refuses."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from yinxin.ledgers.models import Enterprise, Industry
from yinxin.people.models import Division, Office
from yinxin.standards.calls.models import Call, Proposal
from yinxin.standards.calls.queries import divisions_for
from yinxin.web.named_choice import NamedChoiceField
from yinxin.web.seen import SeenForm

LONGEST = 4000


def _text(label: Any, help_text: Any, *, rows: int, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class CallChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Which call a proposal answers."""

    def label_from_instance(self, obj: Call) -> str:
        return obj.title


class ContentForm(forms.Form):
    """What a proposal says."""

    title = forms.CharField(
        label=_("What the standard would be about"),
        max_length=120,
        help_text=_("In a few words, as the title of a standard says it."),
    )
    product = forms.CharField(
        label=_("Product"),
        max_length=120,
        required=False,
        help_text=_("Which product, and in which form it is sold."),
    )
    industry = NamedChoiceField(
        Industry.objects.all(), label=_("Industry"), required=False, empty_label=_("None of these")
    )
    division = NamedChoiceField(Division.objects.none(), label=_("For products of"), empty_label=None)
    reason = _text(
        _("Why it is needed"),
        _("Such as: how much is produced, who buys it, what goes wrong without a standard."),
        rows=4,
        required=True,
    )
    existing_standards = _text(
        _("Standards that exist"),
        _(
            "National, industry or group standards that hold today, one a line. Leave it empty if you know none."
        ),
        rows=3,
    )
    stricter_points = _text(
        _("What would be stricter"),
        _("Such as: protein of at least 3.2 g/100 g, where the national standard asks for 2.9."),
        rows=3,
    )
    partners = _text(
        _("Who would draft it with you"),
        _("Enterprises, laboratories, universities; one a line. You need not have asked them yet."),
        rows=3,
    )

    def __init__(self, data: Any = None, *, office: Office, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["division"].queryset = divisions_for(office).order_by("-path")  # type: ignore[attr-defined]


class CorrectionForm(ContentForm, SeenForm):
    """What a proposal says, to be corrected while nobody has answered."""

    @classmethod
    def of(cls, proposal: Proposal, data: Any = None, *, office: Office) -> "CorrectionForm":
        """The form with what the proposal says now."""
        return cls(data, office=office, initial={**cls.saved(proposal), "seen": proposal.revision})

    @staticmethod
    def saved(proposal: Proposal) -> dict[str, Any]:
        """What the proposal says now, by field."""
        return {name: getattr(proposal, name) for name in ContentForm.base_fields}

    def changes(self) -> dict[str, Any]:
        """What was typed, by field."""
        return {name: self.cleaned_data[name] for name in ContentForm.base_fields}


class ProposalForm(ContentForm):
    """A new proposal, in answer to one of `calls` or by itself."""

    field_order: tuple[str, ...] = ("call", "title")

    call = CallChoiceField(
        Call.objects.none(),
        label=_("In answer to the call"),
        required=False,
        empty_label=_("None: this is my own idea"),
    )

    def __init__(
        self, data: Any = None, *, office: Office, calls: QuerySet[Call], chosen: str = "", **kwargs: Any
    ) -> None:
        self.open_calls = list(calls)
        own = office.division or (office.organisation.division if office.organisation else None)
        initial = {
            "division": own,
            "industry": Enterprise.objects.filter(offices=office).values_list("industry", flat=True).first(),
            "call": self._chosen(chosen),
            **kwargs.pop("initial", {}),
        }
        super().__init__(data, office=office, initial=initial, **kwargs)
        self.fields["call"].queryset = calls  # type: ignore[attr-defined]

    def _chosen(self, key: str) -> Call | None:
        """The call that the page was opened for; else the only one that is open."""
        named = next((call for call in self.open_calls if call.key == key), None)
        return named or (self.open_calls[0] if len(self.open_calls) == 1 else None)
