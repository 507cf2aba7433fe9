"""The forms by which anyone reports a misuse of the mark, and looks up what became of it."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from yinxin.scheme.queries import rulebook
from yinxin.supervision.queries import divisions_to_choose
from yinxin.supervision.rules import CONTACT_KEPT_DAYS
from yinxin.web.templatetags.yinxin import named
from yinxin.web.uploads import UploadField

PHOTOS = ("jpg", "png")


class ReportForm(forms.Form):
    """What happened, where, and how the answer may reach whoever reports. Only kind and text are asked for."""

    kind = forms.ChoiceField(label=_("What is wrong"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What did you see?"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
        help_text=_("Who, what, when, at what price: whatever helps to find it."),
        error_messages={"required": _("Say in a few words what you saw.")},
    )
    code_text = forms.CharField(
        label=_("Code under the mark"),
        required=False,
        max_length=40,
        help_text=_("17 characters, if there are any."),
        widget=forms.TextInput(
            attrs={"class": "mono", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    place = forms.CharField(
        label=_("Where did you see it?"),
        required=False,
        max_length=160,
        help_text=_("Shop, market or web shop, with its address."),
    )
    division = forms.ChoiceField(label=_("League or banner"), required=False)
    photo = UploadField(
        label=_("Photo"),
        formats=PHOTOS,
        required=False,
        help_text=_("Of the mark and of the pack; JPG or PNG."),
    )
    contact = forms.CharField(label=_("Telephone or mail, if you like"), required=False, max_length=80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].help_text = gettext(
            "Only the inspector who handles the report reads it, to ask you back. It is never shown to whom you "
            "report, and is erased %(days)s days after the answer. Without it you can still look up the answer by "
            "its number."
        ) % {"days": CONTACT_KEPT_DAYS}
        language = get_language() or "zh-hans"
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (
                kind.code,
                format_html(
                    '<strong>{}</strong> <span class="what">{}</span>',
                    kind.name.in_language(language),
                    kind.what.in_language(language),
                ),
            )
            for kind in rulebook().misuse_kinds
        ]
        self.fields["division"].choices = [  # type: ignore[attr-defined]
            ("", _("I do not know")),
            *((division.code, named(division)) for division in divisions_to_choose()),
        ]


class TrackForm(forms.Form):
    """The number that was given out when the report was sent."""

    number = forms.CharField(
        label=_("Number of the report"),
        max_length=40,
        help_text=_("It begins with JB, as in JB-7KQ2-M9XD."),
        widget=forms.TextInput(
            attrs={"class": "mono", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
