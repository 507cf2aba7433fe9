"""Forms on articles and removal requests."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yinxin.people.models import Division, Office
from yinxin.web.desk.ledger import divisions_of
from yinxin.web.named_choice import NamedChoiceField


class _ForDivision(forms.Form):
    """What is published for a division within reach."""

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"division": office.division_id}, **kwargs})
        self.fields["division"].queryset = divisions_of(office)  # type: ignore[attr-defined]


class ClipForm(_ForDivision):
    """The text of an article's page."""

    text = forms.CharField(
        label=_("Text of the page"),
        max_length=60_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_(
            "Copy the whole page: title, time, author and source, the text, the link to the original and the "
            "disclaimer. The list of other headlines at its top is left out by itself.",
        ),
    )
    division = NamedChoiceField(Division.objects.none(), label=_("Published by"), empty_label=None)


class WriteForm(_ForDivision):
    """An article of one's own."""

    title = forms.CharField(label=_("Title"), max_length=160)
    body = forms.CharField(
        label=_("Body of the article"),
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("One paragraph a line."),
    )
    division = NamedChoiceField(Division.objects.none(), label=_("Published by"), empty_label=None)


class RemoveForm(forms.Form):
    """Why an article goes."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Readers see it in place of the article."),
    )


class AnswerRemovalForm(forms.Form):
    """What becomes of a removal request."""

    answer = forms.CharField(label=_("Answer"), widget=forms.Textarea(attrs={"rows": 2}))
    takes_down = forms.BooleanField(label=_("Take the article down now"), required=False)
