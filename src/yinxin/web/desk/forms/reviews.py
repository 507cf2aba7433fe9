"""Forms on the review of a draft by a panel."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinxin.web.form_look import DayInput, MomentInput
from yinxin.web.wording.reviews import FORMS


class OpenReviewForm(forms.Form):
    """How, where and on which days a panel reviews."""

    form = forms.ChoiceField(
        label=_("How the panel reviews"), choices=list(FORMS.items()), widget=forms.RadioSelect
    )
    place = forms.CharField(
        label=pgettext_lazy("review", "Place"),
        max_length=120,
        required=False,
        help_text=_("Of a meeting; stands in the minutes."),
    )
    starts_on = forms.DateField(label=_("Review begins on"), widget=DayInput)
    ends_on = forms.DateField(
        label=_("Review ends on"),
        widget=DayInput,
        help_text=_("On these days nobody on the panel may be absent or have a conflict of interest."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"form": "meeting", "starts_on": today}, **kwargs})


class UntilForm(forms.Form):
    """Until when the panel votes."""

    until = forms.DateTimeField(label=_("The vote ends"), widget=MomentInput)

    def __init__(self, *args: Any, until: datetime | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"until": until}, **kwargs})


class ConclusionForm(forms.Form):
    """The conclusion in words."""

    conclusion = forms.CharField(
        label=_("Conclusion"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        help_text=_(
            "Stands in the minutes. Of a draft that does not pass it is the reason why drafting begins again."
        ),
    )


class CallOffForm(forms.Form):
    """Why a review is called off."""

    reason = forms.CharField(
        label=pgettext_lazy("review", "Why"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000
    )


class OpinionAnswerForm(forms.Form):
    """What becomes of an opinion."""

    answer = forms.CharField(label=_("Answer"), widget=forms.Textarea(attrs={"rows": 2}), max_length=4000)
